package dev.assay.lab;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Threads that take trials in order and wait for each one's outcome: what the runners share that
 * run a trial by one call.
 */
public final class TrialPool implements Runner {
  private final ExecutorService threads;
  private final Function<Trial, Outcome> run;
  private volatile boolean abandoned;

  /**
   * A pool of {@code parallelism} threads.
   *
   * @param run called on several threads at once; what it throws, the trial's future throws
   */
  public TrialPool(int parallelism, Function<Trial, Outcome> run) {
    if (parallelism < 1) {
      throw new IllegalArgumentException(
          "a runner runs at least one trial at a time, but was asked for " + parallelism);
    }
    this.run = run;
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
      future.complete(run.apply(trial));
    } catch (Throwable e) {
      future.completeExceptionally(e);
    }
  }
}
