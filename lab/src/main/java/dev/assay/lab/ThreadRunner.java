package dev.assay.lab;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs trials in this process, one thread a trial. */
public final class ThreadRunner implements Runner {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private final ExecutorService threads;
  private volatile boolean abandoned;

  /** A runner of {@code parallelism} trials at once. */
  public ThreadRunner(int parallelism) {
    if (parallelism < 1) {
      throw new IllegalArgumentException(
          "a runner needs at least one thread, but got " + parallelism);
    }
    threads =
        Executors.newFixedThreadPool(
            parallelism, Thread.ofPlatform().name("trial-", 0).daemon().factory());
  }

  @Override
  public List<CompletableFuture<Outcome>> submit(List<Trial> trials) {
    return trials.stream()
        .map(
            trial -> {
              CompletableFuture<Outcome> future = new CompletableFuture<>();
              threads.execute(() -> complete(future, trial));
              return future;
            })
        .toList();
  }

  /** Drop what has not begun and wait for what has, so that nothing is stored after the close. */
  @Override
  public void close() {
    abandoned = true;
    threads.close();
  }

  private void complete(CompletableFuture<Outcome> future, Trial trial) {
    if (abandoned) {
      future.cancel(false);
    }
    if (future.isDone()) {
      return;
    }
    try {
      future.complete(run(trial));
    } catch (Throwable e) {
      future.completeExceptionally(e);
    }
  }

  private static Outcome run(Trial trial) {
    long wall = System.nanoTime();
    long cpu = cpuNanos();
    Outcome outcome;
    try {
      outcome = trial.study().workload().run(trial.configuration(), trial.seed());
    } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError e) {
      outcome = Outcome.failed(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
    OptionalDouble cpuSeconds =
        cpu < 0 ? OptionalDouble.empty() : OptionalDouble.of((cpuNanos() - cpu) / 1e9);
    return outcome.withCost(
        new Cost(
            OptionalDouble.of((System.nanoTime() - wall) / 1e9),
            cpuSeconds,
            OptionalDouble.empty(),
            OptionalDouble.empty()));
  }

  private static long cpuNanos() {
    return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : -1;
  }
}
