package dev.assay.lab.stats;

/** What samples must be. */
final class Samples {
  private Samples() {}

  /** A copy of {@code values}, which must be finite and at least {@code least} in number. */
  static double[] copy(String name, double[] values, int least) {
    if (values.length < least) {
      throw new IllegalArgumentException(
          "%s needs at least %s, but has %d"
              .formatted(name, least == 1 ? "one value" : least + " values", values.length));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "%s must hold finite numbers, but %s[%d] is %s".formatted(name, name, i, values[i]));
      }
    }
    return values.clone();
  }

  /** The differences {@code x - y} of paired values. */
  static double[] differences(double[] x, double[] y, int least) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "paired samples need the same length, but x has %d values and y has %d"
              .formatted(x.length, y.length));
    }
    double[] differences = copy("x", x, least);
    copy("y", y, least);
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= y[i];
    }
    return differences;
  }

  /**
   * Refuse a standard deviation that is no more than the rounding of numbers as large as {@code
   * values}.
   */
  static void spread(String what, double standardDeviation, double[]... values) {
    double largest = 0;
    for (double[] sample : values) {
      for (double value : sample) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    if (standardDeviation <= 4 * Math.ulp(largest)) {
      throw new IllegalArgumentException(
          "%s, but they are all the same up to rounding".formatted(what));
    }
  }

  /** Refuse a confidence level outside (0, 1). */
  static void level(double level) {
    open("a level", level);
  }

  /** Refuse a number outside (0, 1). */
  static void open(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException("%s must lie in (0, 1), but is %s".formatted(name, value));
    }
  }
}
