package dev.assay.lab;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Begins the trials that a {@link Tuner} asks for. */
@FunctionalInterface
public interface Evaluation {
  /**
   * Begin to evaluate {@code proposal}. A trial that fails completes normally, with a failed
   * outcome; a future that completes exceptionally ends the tuning.
   */
  CompletableFuture<Outcome> begin(Proposal proposal, Progress progress);

  /** A trial's way to report intermediate values. */
  @FunctionalInterface
  interface Progress {
    /**
     * Report {@code value}, of the objective's metric, at {@code step}; steps ascend.
     *
     * @return whether the trial should stop; it then returns the outcome it has
     */
    boolean report(int step, double value);
  }

  /** Evaluates one proposal in the calling thread. */
  @FunctionalInterface
  interface Call {
    /** The outcome; an exception is a failed trial. */
    Outcome evaluate(Proposal proposal, Progress progress) throws Exception;
  }

  /** Evaluations by {@code call} on the threads of {@code executor}. */
  static Evaluation on(Executor executor, Call call) {
    return (proposal, progress) ->
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return call.evaluate(proposal, progress);
              } catch (Exception e) {
                return Outcome.failed(e.getClass().getSimpleName() + ": " + e.getMessage());
              }
            },
            executor);
  }
}
