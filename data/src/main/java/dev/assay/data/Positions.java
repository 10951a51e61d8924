package dev.assay.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws positions of examples. */
final class Positions {
  private Positions() {}

  /** 0 to n - 1 in random order (Fisher and Yates). */
  static int[] shuffled(int n, RandomGenerator random) {
    int[] positions = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      positions[i] = positions[j];
      positions[j] = i;
    }
    return positions;
  }

  static int[] sample(int n, int count, RandomGenerator random) {
    if (count < 0 || count > n) {
      throw new IllegalArgumentException(
          "From " + n + " examples 0 to " + n + " can be drawn, not " + count + ".");
    }
    return Arrays.copyOf(shuffled(n, random), count);
  }

  static TrainTest<int[]> split(int n, double testFraction, RandomGenerator random) {
    if (!(testFraction > 0 && testFraction < 1)) {
      throw new IllegalArgumentException(
          "testFraction must lie strictly between 0 and 1, not be " + testFraction + ".");
    }
    int[] positions = shuffled(n, random);
    int train = n - (int) Math.round(testFraction * n);
    return new TrainTest<>(
        Arrays.copyOf(positions, train), Arrays.copyOfRange(positions, train, n));
  }

  /** Refuses labels that are no classes, or not as many as there are examples. */
  static int[] checkLabels(int[] labels, int size, int classes) {
    if (labels.length != size) {
      throw new IllegalArgumentException(
          size + " examples need as many labels, not " + labels.length + ".");
    }
    for (int label : labels) {
      if (label < 0 || label >= classes) {
        throw new IllegalArgumentException(
            "A label must be 0 to " + (classes - 1) + ", not " + label + ".");
      }
    }
    return labels.clone();
  }
}
