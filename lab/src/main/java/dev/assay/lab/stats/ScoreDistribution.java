package dev.assay.lab.stats;

/**
 * The performance profile of an arm by its score distribution: the share of runs that score above
 * each threshold (Agarwal et al., arXiv 2108.13264, section 4.2). Where one arm's curve lies above
 * another's everywhere, its scores are stochastically larger.
 */
public final class ScoreDistribution {
  private ScoreDistribution() {}

  /**
   * For each threshold, the share in [0, 1] of all runs on all tasks that score above it.
   *
   * @throws IllegalArgumentException if a threshold is NaN
   */
  public static double[] of(RunScores scores, double... thresholds) {
    double[] shares = new double[thresholds.length];
    double runs = scores.tasks() * (double) scores.runs();
    for (int i = 0; i < shares.length; i++) {
      double threshold = thresholds[i];
      if (Double.isNaN(threshold)) {
        throw new IllegalArgumentException("a threshold must be a number, but one is NaN");
      }
      shares[i] = scores.all().filter(score -> score > threshold).count() / runs;
    }
    return shares;
  }
}
