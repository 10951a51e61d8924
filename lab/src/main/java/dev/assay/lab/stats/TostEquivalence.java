package dev.assay.lab.stats;

import dev.assay.lab.Interval;

/**
 * Two one-sided t tests: is the difference of means inside a margin (Schuirmann, "A comparison of
 * the two one-sided tests procedure and the power approach", Journal of Pharmacokinetics and
 * Biopharmaceutics 15, 1987)? A large p-value of an ordinary test never shows that two methods are
 * equal; a small one here shows that they differ by less than the margin.
 *
 * @param test the difference of means, paired or by Welch
 * @param margin the differences that do not matter, chosen before; both ends finite
 */
public record TostEquivalence(TTest test, Interval margin) {
  public TostEquivalence {
    if (Double.isInfinite(margin.low())
        || Double.isInfinite(margin.high())
        || margin.low() == margin.high()) {
      throw new IllegalArgumentException(
          "a margin of equivalence needs two finite ends that differ, but is " + margin);
    }
  }

  /** The test of two arms on the same seeds. */
  public static TostEquivalence paired(double[] x, double[] y, double low, double high) {
    return new TostEquivalence(PairedTTest.of(x, y), Interval.between(low, high));
  }

  /** The test of two arms that share no seeds. */
  public static TostEquivalence welch(double[] x, double[] y, double low, double high) {
    return new TostEquivalence(WelchTTest.of(x, y), Interval.between(low, high));
  }

  /** The one-sided p-value of a difference at or below the margin. */
  public double lowerPValue() {
    return test.pValueGreater(margin.low());
  }

  /** The one-sided p-value of a difference at or above the margin. */
  public double upperPValue() {
    return test.pValueLess(margin.high());
  }

  /** The p-value of not being equivalent: the larger of the two. */
  public double pValue() {
    return Math.max(lowerPValue(), upperPValue());
  }

  /**
   * The interval that lies within the margin just where the p-value is at most {@code alpha}: that
   * of level {@code 1 - 2 alpha}.
   *
   * @param alpha in (0, 0.5)
   */
  public Interval interval(double alpha) {
    if (!(alpha > 0 && alpha < 0.5)) {
      throw new IllegalArgumentException("alpha must lie in (0, 0.5), but is " + alpha);
    }
    return test.interval(1 - 2 * alpha);
  }
}
