package dev.assay.lab;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Runs trials that a store does not hold yet, and stores each before anybody hears of it. */
final class StoredRunner {
  private final TrialStore store;
  private final Runner runner;

  StoredRunner(TrialStore store, Runner runner) {
    this.store = store;
    this.runner = runner;
  }

  /**
   * A trial that was begun.
   *
   * @param running what to cancel where the outcome is not wanted any more
   * @param stored the outcome, when it is stored
   * @param cached whether the store held it already
   */
  record Begun(
      Trial trial,
      CompletableFuture<Outcome> running,
      CompletableFuture<Outcome> stored,
      boolean cached) {}

  /** Begin {@code trials}; the answer stands in their order. */
  List<Begun> begin(List<Trial> trials) {
    List<Optional<Outcome>> known = trials.stream().map(trial -> store.find(trial.key())).toList();
    List<Trial> missing =
        IntStream.range(0, trials.size())
            .filter(i -> known.get(i).isEmpty())
            .mapToObj(trials::get)
            .toList();
    Iterator<CompletableFuture<Outcome>> submitted = runner.submit(missing).iterator();
    List<Begun> begun = new ArrayList<>();
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      if (known.get(i).isPresent()) {
        CompletableFuture<Outcome> stored = CompletableFuture.completedFuture(known.get(i).get());
        begun.add(new Begun(trial, stored, stored, true));
      } else {
        CompletableFuture<Outcome> running = submitted.next();
        // Stored by the thread that ran it: a finished trial is never lost, whoever waits for it.
        begun.add(
            new Begun(
                trial,
                running,
                running.thenApply(outcome -> store.put(trial.key(), outcome)),
                false));
      }
    }
    return begun;
  }
}
