package dev.assay.lab;

/**
 * Chooses the configurations of a tuning plan.
 *
 * <p>A sampler is an immutable description, its hyperparameters shown by {@code toString}; {@link
 * #begin} starts one search. One sampler may begin any number of searches.
 */
public interface Sampler {
  /**
   * Begin a search of {@code space} for the smallest of one score, or of several at once.
   *
   * @param objectives how many scores a trial has, at least 1; a sampler for one score refuses more
   */
  Search begin(SearchSpace space, int objectives, TuningSeed seed);

  /**
   * A search by asking and telling, on one thread.
   *
   * <p>The proposals are a function of the sampler, the space, the seed and of which results were
   * told before each ask: neither the time nor the order of the tells between two asks changes
   * them. What was asked and not told counts as pending.
   */
  interface Search {
    /** The next proposal; its trial number is the number of proposals before it. */
    Proposal ask();

    /**
     * Report the scores of trial {@code trial}: smaller is better, and {@code NaN} or an infinity
     * in one of them marks a failed trial. Each proposal is told once, in any order.
     */
    void tell(int trial, double... scores);
  }
}
