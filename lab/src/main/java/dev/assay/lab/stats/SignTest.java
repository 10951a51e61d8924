package dev.assay.lab.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The sign test: is the median of the differences {@code x - y} of paired values zero (Dixon and
 * Mood, "The statistical sign test", Journal of the American Statistical Association 41, 1946)? It
 * assumes no more than independence. Pairs without a difference are left out.
 *
 * @param positive how many pairs have {@code x > y}
 * @param negative how many pairs have {@code x < y}
 * @param ties how many pairs are equal
 */
public record SignTest(int positive, int negative, int ties) {
  /**
   * The test of two arms on the same seeds, in the same order.
   *
   * @throws IllegalArgumentException if the lengths differ, there is no pair, or a value is not
   *     finite
   */
  public static SignTest of(double[] x, double[] y) {
    int positive = 0;
    int negative = 0;
    for (double difference : Samples.differences(x, y, 1)) {
      positive += difference > 0 ? 1 : 0;
      negative += difference < 0 ? 1 : 0;
    }
    return new SignTest(positive, negative, x.length - positive - negative);
  }

  /** The exact two-sided p-value; 1 where all pairs are equal. */
  public double pValue() {
    // Not by commons-statistics' BinomialTest: at 1/2 its 1.2 takes one tail for both at some
    // counts, such as 10 of 13.
    return Math.min(
        1,
        2
            * BinomialDistribution.of(positive + negative, 0.5)
                .cumulativeProbability(Math.min(positive, negative)));
  }
}
