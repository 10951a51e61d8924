package dev.assay.lab.sql;

import dev.assay.lab.Outcome;
import dev.assay.lab.Runner;
import dev.assay.lab.Trial;
import dev.assay.lab.TrialMessage;
import dev.assay.lab.TrialNotRun;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Runs trials on the {@link ClusterWorker}s that share a database, on any number of machines: puts
 * them into its queue and waits until their outcomes are in its {@link PostgresTrialStore}. It runs
 * none itself, so without a worker nothing happens.
 *
 * <p>Several runners may want the same trial; it is run once. A worker that does not have the
 * trial's study refuses it, and its future fails with {@link TrialNotRun}.
 */
public final class ClusterRunner implements Runner {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /** After so many looks, trials that left the queue without a result are put into it again. */
  private static final int LOOKS_BETWEEN_ADDS = 20;

  /** How long the database may be away. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TrialQueue queue;
  private final Map<String, Wanted> wanted = new HashMap<>();
  private final Thread watcher;
  private volatile boolean closing;

  /**
   * A runner on the workers of {@code database}.
   *
   * @param clock tells when trials were queued
   */
  public ClusterRunner(LabDatabase database, Clock clock) {
    queue = new TrialQueue(database, clock);
    watcher = Thread.ofPlatform().daemon().name("cluster").start(this::watch);
  }

  @Override
  public List<CompletableFuture<Outcome>> submit(List<Trial> trials) {
    List<CompletableFuture<Outcome>> futures = new ArrayList<>();
    for (Trial trial : trials) {
      TrialMessage message = TrialMessage.of(trial);
      CompletableFuture<Outcome> future = new CompletableFuture<>();
      queue.forgetRefusal(message.key());
      want(message, future);
      var _ =
          future.whenComplete(
              (_, _) -> {
                if (future.isCancelled()) {
                  forgo(message.key());
                }
              });
      futures.add(future);
    }
    return futures;
  }

  /** Take back what no worker has begun, and wait for the rest. */
  @Override
  public void close() {
    closing = true;
    takeBack();
    try {
      watcher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void want(TrialMessage message, CompletableFuture<Outcome> future) {
    wanted.computeIfAbsent(message.key(), _ -> new Wanted(message)).futures().add(future);
    queue.add(message);
  }

  /** Take a trial out of the queue where nobody here wants it any more and it has not begun. */
  private synchronized void forgo(String key) {
    Wanted want = wanted.get(key);
    if (want != null
        && want.futures().stream().allMatch(CompletableFuture::isDone)
        && queue.remove(key)) {
      wanted.remove(key);
    }
  }

  private void takeBack() {
    keys().stream()
        .filter(queue::remove)
        .forEach(key -> settle(key, future -> future.cancel(false)));
  }

  private void watch() {
    long reached = System.nanoTime();
    for (int look = 1; !(closing && keys().isEmpty()); look++) {
      try {
        look();
        if (look % LOOKS_BETWEEN_ADDS == 0 && !closing) {
          addAgain();
        }
        reached = System.nanoTime();
      } catch (RuntimeException e) {
        if (System.nanoTime() - reached > PATIENCE.toNanos()) {
          keys().forEach(key -> settle(key, future -> future.completeExceptionally(e)));
        }
      }
      try {
        Thread.sleep(BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void look() {
    List<String> keys = keys();
    if (!keys.isEmpty()) {
      queue
          .outcomes(keys)
          .forEach((key, outcome) -> settle(key, future -> future.complete(outcome)));
      queue
          .refusals(keys)
          .forEach(
              (key, reason) ->
                  settle(key, future -> future.completeExceptionally(new TrialNotRun(reason))));
    }
  }

  /** Another runner that wanted the same trial may have taken it back. */
  private synchronized void addAgain() {
    wanted.values().forEach(want -> queue.add(want.message()));
  }

  private synchronized List<String> keys() {
    return List.copyOf(wanted.keySet());
  }

  private void settle(String key, Consumer<CompletableFuture<Outcome>> end) {
    Wanted want;
    synchronized (this) {
      want = wanted.remove(key);
    }
    // Not under the lock: what a future's end sets off is anybody's.
    if (want != null) {
      want.forEach(end);
    }
  }

  /** A trial and the futures of all who want it. */
  private record Wanted(TrialMessage message, List<CompletableFuture<Outcome>> futures) {
    Wanted(TrialMessage message) {
      this(message, new ArrayList<>());
    }

    void forEach(Consumer<CompletableFuture<Outcome>> action) {
      List.copyOf(futures).forEach(action);
    }
  }
}
