package dev.assay.lab.stats;

import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * Student's t test of paired values: is the mean of {@code x - y} zero (Student, "The probable
 * error of a mean", Biometrika 6(1), 1908)? The differences are taken to be independent and normal.
 */
public record PairedTTest(double estimate, double standardError, double degreesOfFreedom)
    implements TTest {
  /**
   * The test of two arms on the same seeds, in the same order.
   *
   * @throws IllegalArgumentException if the lengths differ, there are fewer than two pairs, a value
   *     is not finite, or the differences are all the same
   */
  public static PairedTTest of(double[] x, double[] y) {
    double[] differences = Samples.differences(x, y, 2);
    double deviation = StandardDeviation.of(differences).getAsDouble();
    Samples.spread("a paired t test needs differences that vary", deviation, x, y);
    return new PairedTTest(
        Mean.of(differences).getAsDouble(),
        deviation / Math.sqrt(differences.length),
        differences.length - 1);
  }
}
