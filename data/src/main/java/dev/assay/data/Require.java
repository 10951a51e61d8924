package dev.assay.data;

import dev.assay.tensor.Tensor;
import java.util.Arrays;

/** Refuses bad arguments in one sentence. */
final class Require {
  private Require() {}

  static void positive(String name, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, not " + value + ".");
    }
  }

  static void positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be positive and finite, not " + value + ".");
    }
  }

  static void notNegative(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          name + " must be at least 0 and finite, not " + value + ".");
    }
  }

  static void probability(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must lie in [0, 1], not " + value + ".");
    }
  }

  static void square(int rows, int columns) {
    if (rows != columns) {
      throw new IllegalArgumentException(
          "Only square matrices are symmetric, not %d x %d ones.".formatted(rows, columns));
    }
  }

  static void shape(String operation, Tensor tensor, long... shape) {
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new IllegalArgumentException(
          operation
              + ": the shape must be "
              + Arrays.toString(shape)
              + ", not "
              + Arrays.toString(tensor.shape())
              + ".");
    }
  }
}
