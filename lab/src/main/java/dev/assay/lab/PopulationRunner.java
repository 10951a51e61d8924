package dev.assay.lab;

import dev.assay.lab.cost.CostMeter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs trials in this process, those of one study and shape together where the study's workload is
 * a {@link PopulationWorkload}, and all others as {@link ThreadRunner} does.
 *
 * <p>A trial's cost is its equal share of its population's.
 */
public final class PopulationRunner implements Runner {
  private final int parallelism;
  private final int largest;
  private final ExecutorService threads;
  private final CostMeter meter;
  private volatile boolean abandoned;

  /** A trial that waits for its outcome. */
  private record Waiting(Trial trial, CompletableFuture<Outcome> future) {}

  /** What trials must share to be run together. */
  private record Kind(Study study, String shape, int largest) {}

  /**
   * A runner of several populations at once.
   *
   * @param parallelism threads, at least 1
   * @param largest the most trials of one population, at least 1: memory grows with it
   */
  public PopulationRunner(int parallelism, int largest) {
    if (parallelism < 1 || largest < 1) {
      throw new IllegalArgumentException(
          "a runner runs at least one population of one trial at a time, but was asked for %d of %d"
              .formatted(parallelism, largest));
    }
    this.parallelism = parallelism;
    this.largest = largest;
    meter = CostMeter.ofThread(parallelism == 1);
    threads =
        Executors.newFixedThreadPool(
            parallelism, Thread.ofPlatform().name("population-", 0).daemon().factory());
  }

  @Override
  public List<CompletableFuture<Outcome>> submit(List<Trial> trials) {
    List<CompletableFuture<Outcome>> futures = new ArrayList<>(trials.size());
    Map<Kind, List<Waiting>> kinds = new LinkedHashMap<>();
    for (Trial trial : trials) {
      Waiting waiting = new Waiting(trial, new CompletableFuture<>());
      futures.add(waiting.future());
      if (trial.study().workload() instanceof PopulationWorkload workload) {
        kinds.computeIfAbsent(kind(workload, trial), _ -> new ArrayList<>()).add(waiting);
      } else {
        threads.execute(() -> runAlone(waiting));
      }
    }
    kinds.forEach(
        (kind, waiting) -> {
          int size = Math.min(kind.largest(), Math.ceilDiv(waiting.size(), parallelism));
          for (int from = 0; from < waiting.size(); from += size) {
            List<Waiting> members =
                List.copyOf(waiting.subList(from, Math.min(from + size, waiting.size())));
            threads.execute(() -> runTogether(members));
          }
        });
    return futures;
  }

  /** Drop what has not begun and wait for what has, so that nothing is stored after the close. */
  @Override
  public void close() {
    abandoned = true;
    threads.close();
  }

  // A configuration whose shape can not be told is run alone, where its failure is the trial's.
  private Kind kind(PopulationWorkload workload, Trial trial) {
    Configuration configuration = trial.configuration();
    try {
      return new Kind(
          trial.study(),
          "shape " + workload.shape(configuration),
          Math.clamp(workload.largest(configuration), 1, largest));
    } catch (RuntimeException e) {
      return new Kind(trial.study(), "no shape: " + trial.key(), 1);
    }
  }

  private void runTogether(List<Waiting> all) {
    List<Waiting> members = all.stream().filter(this::begins).toList();
    if (members.size() > 1) {
      List<Outcome> outcomes;
      try {
        outcomes = together(members.stream().map(Waiting::trial).toList());
      } catch (TrialNotRun e) {
        members.forEach(member -> member.future().completeExceptionally(e));
        return;
      }
      for (int i = 0; i < outcomes.size(); i++) {
        members.get(i).future().complete(outcomes.get(i));
      }
    }
    // One trial, or trials that failed together: alone, each fails or succeeds for itself.
    members.forEach(this::runAlone);
  }

  /**
   * The outcomes with their costs, or none where they are not to be had together.
   *
   * @throws TrialNotRun where they are not to be had on this machine
   */
  private static List<Outcome> together(List<Trial> trials) {
    PopulationWorkload workload = (PopulationWorkload) trials.getFirst().study().workload();
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    boolean timed = workload.inProcess() && thread.isCurrentThreadCpuTimeSupported();
    long cpu = timed ? thread.getCurrentThreadCpuTime() : 0;
    long wall = System.nanoTime();
    List<Outcome> outcomes;
    try {
      outcomes =
          workload.runAll(
              trials.stream().map(Trial::configuration).toList(),
              trials.stream().map(Trial::seed).toList());
    } catch (Throwable e) {
      // What the machine lacks it lacks for each of them alone, too.
      Optional<TrialNotRun> notRun = TrialNotRun.in(e);
      if (notRun.isPresent()) {
        throw notRun.get();
      }
      return List.of();
    }
    if (outcomes == null
        || outcomes.size() != trials.size()
        || outcomes.stream().anyMatch(Objects::isNull)) {
      return List.of();
    }
    double share = 1e-9 / trials.size();
    Cost cost =
        new Cost(
            OptionalDouble.of((System.nanoTime() - wall) * share),
            timed
                ? OptionalDouble.of((thread.getCurrentThreadCpuTime() - cpu) * share)
                : OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty());
    return outcomes.stream().map(outcome -> outcome.withCost(cost)).toList();
  }

  private void runAlone(Waiting waiting) {
    if (!begins(waiting)) {
      return;
    }
    try {
      waiting.future().complete(meter.run(waiting.trial()));
    } catch (Throwable e) {
      waiting.future().completeExceptionally(e);
    }
  }

  private boolean begins(Waiting waiting) {
    if (abandoned) {
      waiting.future().cancel(false);
    }
    return !waiting.future().isDone();
  }
}
