package dev.assay.lab.stats;

/**
 * Cliff's delta: how often a value of one sample exceeds one of the other, less how often it falls
 * below (Cliff, "Dominance statistics: ordinal analyses to answer ordinal questions", Psychological
 * Bulletin 114(3), 1993).
 */
public final class CliffsDelta {
  private CliffsDelta() {}

  /**
   * From -1 (each value of {@code x} is below each of {@code y}) to 1 (above).
   *
   * @throws IllegalArgumentException if a sample is empty or a value is not finite
   */
  public static double of(double[] x, double[] y) {
    Samples.copy("x", x, 1);
    Samples.copy("y", y, 1);
    long dominance = 0;
    for (double a : x) {
      for (double b : y) {
        dominance += a > b ? 1 : a < b ? -1 : 0;
      }
    }
    return dominance / ((double) x.length * y.length);
  }
}
