package dev.assay.lab.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The power of the two-sided paired t test, by the noncentral t distribution (Cohen, "Statistical
 * Power Analysis for the Behavioral Sciences", 1988). Both tails count, as in R's {@code
 * power.t.test(strict = TRUE)}.
 */
public final class PairedTTestPower {
  /** Beyond this many pairs no number is searched for. */
  private static final int MOST_PAIRS = 10_000_000;

  private PairedTTestPower() {}

  /**
   * The chance that the test rejects.
   *
   * @param effect the mean difference over the standard deviation of the differences
   * @param pairs at least 2
   * @param alpha in (0, 1)
   */
  public static double power(double effect, int pairs, double alpha) {
    if (!Double.isFinite(effect)) {
      throw new IllegalArgumentException("an effect must be finite, but is " + effect);
    }
    if (pairs < 2) {
      throw new IllegalArgumentException(
          "a paired t test needs at least two pairs, but got " + pairs);
    }
    Samples.open("alpha", alpha);
    double critical = TDistribution.of(pairs - 1).inverseSurvivalProbability(alpha / 2);
    NoncentralT t = new NoncentralT(pairs - 1, effect * Math.sqrt(pairs));
    return 1 - t.cumulativeProbability(critical) + t.cumulativeProbability(-critical);
  }

  /**
   * The least number of pairs at which the test rejects with probability {@code power}.
   *
   * @param effect the mean difference over the standard deviation of the differences, not 0
   * @param power in (alpha, 1)
   * @param alpha in (0, 1)
   * @throws IllegalArgumentException also if more than ten million pairs were needed
   */
  public static int pairs(double effect, double power, double alpha) {
    Samples.open("alpha", alpha);
    if (!(power > alpha && power < 1)) {
      throw new IllegalArgumentException(
          "a power must lie above alpha = %s and below 1, but is %s".formatted(alpha, power));
    }
    int enough = 2;
    while (power(effect, enough, alpha) < power) {
      if (enough > MOST_PAIRS) {
        throw new IllegalArgumentException(
            "an effect of %s needs more than ten million pairs".formatted(effect));
      }
      enough *= 2;
    }
    int tooFew = enough / 2;
    while (enough - tooFew > 1) {
      int middle = (enough + tooFew) >>> 1;
      if (power(effect, middle, alpha) < power) {
        tooFew = middle;
      } else {
        enough = middle;
      }
    }
    return enough;
  }
}
