package dev.assay.lab;

/** One minus the level of an interval. */
final class Alpha {
  private Alpha() {}

  static void check(double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha must lie in (0, 1), but is " + alpha);
    }
  }
}
