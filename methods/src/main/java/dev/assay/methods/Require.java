package dev.assay.methods;

/** Refuses bad hyperparameters in one sentence. */
final class Require {
  private Require() {}

  static double positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be positive and finite, not " + value + ".");
    }
    return value;
  }

  static int positive(String name, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, not " + value + ".");
    }
    return value;
  }
}
