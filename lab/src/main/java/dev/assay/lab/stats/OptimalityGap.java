package dev.assay.lab.stats;

/**
 * The optimality gap: how far runs fall short of a score that is good enough, where nothing is
 * gained beyond it (Agarwal et al., arXiv 2108.13264, section 4.3). Smaller is better.
 */
public final class OptimalityGap {
  private OptimalityGap() {}

  /**
   * {@code target} less the mean over all runs on all tasks of the score, cut at {@code target}.
   *
   * @param target finite; 1 for scores normalised by a reference
   */
  public static double of(RunScores scores, double target) {
    if (!Double.isFinite(target)) {
      throw new IllegalArgumentException("a target score must be finite, but is " + target);
    }
    return scores.all().map(score -> target - Math.min(score, target)).average().orElseThrow();
  }
}
