package dev.assay.lab.stats;

/** Student's data of 1908: ten patients' extra hours of sleep under two drugs. */
final class Sleep {
  private static final double[] FIRST = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
  private static final double[] SECOND = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

  private Sleep() {}

  static double[] first() {
    return FIRST.clone();
  }

  static double[] second() {
    return SECOND.clone();
  }

  /** The second drug's first eight patients: a sample of another size. */
  static double[] eight() {
    return java.util.Arrays.copyOf(SECOND, 8);
  }
}
