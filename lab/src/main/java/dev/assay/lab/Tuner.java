package dev.assay.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs a search: asks a sampler for proposals, has them evaluated, and tells it the scores.
 *
 * <pre>
 *   Tuning tuning =
 *       Tuner.of(space, sampler, Objective.minimize("error"))
 *           .trials(100)
 *           .parallelism(4)
 *           .tune(new TuningSeed(0), Evaluation.on(threads, (proposal, progress) -> ...));
 *   tuning.best().proposal().configuration();
 * </pre>
 *
 * <p>With parallelism {@code k}, proposal {@code n} is made when trials 0 to {@code n - k} have
 * ended and from exactly their results, however many others have ended by then. So two runs with
 * the same seed make the same trials, whatever their timing: parallelism is part of the plan, like
 * the seed, and not a matter of how many processors there are. Where trials differ much in length,
 * a {@code k} above the number of processors keeps these busy. What a {@link Pruner} sees is fixed
 * in the same way.
 *
 * <p>Since evaluations are repeatable, a tuning that was interrupted is resumed by running it again
 * over a {@link TrialStore}.
 */
public final class Tuner {
  private final SearchSpace space;
  private final Sampler sampler;
  private final List<Objective> objectives;
  private final int trials;
  private final int parallelism;
  private final Pruner pruner;

  private Tuner(
      SearchSpace space,
      Sampler sampler,
      List<Objective> objectives,
      int trials,
      int parallelism,
      Pruner pruner) {
    if (objectives.isEmpty()) {
      throw new IllegalArgumentException("a tuner needs an objective");
    }
    if (trials < 1 || parallelism < 1) {
      throw new IllegalArgumentException(
          "a tuner needs at least one trial and a parallelism of at least 1, but got %d and %d"
              .formatted(trials, parallelism));
    }
    this.space = space;
    this.sampler = sampler;
    this.objectives = List.copyOf(objectives);
    this.trials = trials;
    this.parallelism = parallelism;
    this.pruner = pruner;
  }

  /** A tuner of 100 trials, one at a time, without a pruner. */
  public static Tuner of(SearchSpace space, Sampler sampler, Objective... objectives) {
    return new Tuner(space, sampler, Arrays.asList(objectives), 100, 1, Pruner.none());
  }

  /** This tuner with {@code count} trials. */
  public Tuner trials(int count) {
    return new Tuner(space, sampler, objectives, count, parallelism, pruner);
  }

  /** This tuner with at most {@code k} trials at once. */
  public Tuner parallelism(int k) {
    return new Tuner(space, sampler, objectives, trials, k, pruner);
  }

  /** This tuner, stopping trials as {@code rule} says; reports are of the first objective. */
  public Tuner pruner(Pruner rule) {
    return new Tuner(space, sampler, objectives, trials, parallelism, rule);
  }

  /** Run all trials and return their results. */
  public Tuning tune(TuningSeed seed, Evaluation evaluation) {
    Sampler.Search search = sampler.begin(space, objectives.size(), seed);
    Reports[] reports = new Reports[trials];
    List<Running> running = new ArrayList<>();
    List<Tuning.Entry> entries = new ArrayList<>();
    try {
      for (int n = 0; n < trials; n++) {
        if (n >= parallelism) {
          entries.add(end(search, running.get(n - parallelism)));
        }
        Proposal proposal = search.ask();
        Reports own = new Reports(n);
        reports[n] = own;
        List<Reports> ended = Arrays.asList(reports).subList(0, Math.max(0, n - parallelism + 1));
        AtomicBoolean stopped = new AtomicBoolean();
        CompletableFuture<Outcome> future =
            evaluation.begin(
                proposal,
                (step, value) -> {
                  own.add(step, objectives.getFirst().score(value));
                  stopped.compareAndSet(false, pruner.prunes(own, ended));
                  return stopped.get();
                });
        running.add(new Running(proposal, future, stopped));
      }
      while (entries.size() < trials) {
        entries.add(end(search, running.get(entries.size())));
      }
    } finally {
      running.forEach(trial -> trial.future().cancel(false));
    }
    return new Tuning(objectives, entries);
  }

  private Tuning.Entry end(Sampler.Search search, Running trial) {
    Outcome outcome = trial.future().join();
    double[] scores = new double[objectives.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = objectives.get(i).score(outcome);
    }
    search.tell(trial.proposal().trial(), scores);
    return new Tuning.Entry(trial.proposal(), outcome, trial.stopped().get());
  }

  @Override
  public String toString() {
    return "%d trials by %s, %d at once, %s, over %s"
        .formatted(trials, sampler, parallelism, pruner, space);
  }

  private record Running(
      Proposal proposal, CompletableFuture<Outcome> future, AtomicBoolean stopped) {}
}
