package dev.assay.hub.foryou;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A linear support vector machine with squared hinge loss: the weights {@code w} that minimise
 *
 * <pre>½ |w|² + Σ Cᵢ max(0, 1 − yᵢ w·xᵢ)²</pre>
 *
 * where yᵢ is 1 or −1, and xᵢ an example with a 1 behind it for the bias. It is found in the dual,
 * by coordinate descent (Hsieh, Chang, Lin, Keerthi and Sundararajan, "A Dual Coordinate Descent
 * Method for Large-scale Linear SVM", ICML 2008, Algorithm 1). The classes are balanced: Cᵢ is the
 * cost times the number of all examples over twice that of its class.
 *
 * <p>The same examples always give the same weights.
 */
final class LinearSvm {
  private static final int MOST_ROUNDS = 300;

  private final List<Example> positives = new ArrayList<>();
  private final double[] weights;

  /** An example and its dual variable, 0 where it takes no part. */
  private static final class Example {
    final float[] values;
    final double label;

    /** 1 / (2 Cᵢ). */
    final double slack;

    /** The second derivative of the dual: |xᵢ|², with the bias, plus the slack. */
    final double curvature;

    double multiplier;

    Example(float[] values, double label, double cost) {
      this.values = values;
      this.label = label;
      this.slack = 1 / (2 * cost);
      double square = 1;
      for (float value : values) {
        square += (double) value * value;
      }
      this.curvature = square + slack;
    }
  }

  private LinearSvm(int dimension) {
    weights = new double[dimension + 1];
  }

  /**
   * Learns to tell two classes of examples apart.
   *
   * @param positives at least one, all of the same length
   * @param negatives at least one, of that length too
   * @param cost above 0; the larger, the closer to the examples
   * @param tolerance of the dual's gradient, in margins: ends the descent
   */
  static LinearSvm train(
      List<float[]> positives, List<float[]> negatives, double cost, double tolerance) {
    if (positives.isEmpty() || negatives.isEmpty() || !(cost > 0)) {
      throw new IllegalArgumentException(
          "%d positive and %d negative examples at a cost of %s"
              .formatted(positives.size(), negatives.size(), cost));
    }
    LinearSvm svm = new LinearSvm(positives.getFirst().length);
    double all = positives.size() + negatives.size();
    List<Example> examples = new ArrayList<>();
    for (float[] positive : positives) {
      svm.positives.add(new Example(positive, 1, cost * all / (2 * positives.size())));
    }
    examples.addAll(svm.positives);
    for (float[] negative : negatives) {
      examples.add(new Example(negative, -1, cost * all / (2 * negatives.size())));
    }
    SplittableRandom random = new SplittableRandom(1);
    double violation = Double.POSITIVE_INFINITY;
    for (int round = 0; round < MOST_ROUNDS && violation > tolerance; round++) {
      shuffle(examples, random);
      violation = 0;
      for (Example example : examples) {
        violation = Math.max(violation, svm.improve(example));
      }
    }
    return svm;
  }

  /** Minimises the dual over one example's variable, and returns how far off it was. */
  private double improve(Example example) {
    double gradient =
        example.label * score(example.values) - 1 + example.slack * example.multiplier;
    if (example.multiplier == 0 && gradient >= 0) {
      return 0;
    }
    double before = example.multiplier;
    example.multiplier = Math.max(0, before - gradient / example.curvature);
    double change = example.label * (example.multiplier - before);
    for (int i = 0; i < example.values.length; i++) {
      weights[i] += change * example.values[i];
    }
    weights[example.values.length] += change;
    return Math.abs(gradient);
  }

  private static void shuffle(List<Example> examples, SplittableRandom random) {
    for (int i = examples.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      Example moved = examples.get(i);
      examples.set(i, examples.get(j));
      examples.set(j, moved);
    }
  }

  /** On which side of the boundary something lies: 1 and above as a positive example should. */
  double score(float[] values) {
    double sum = weights[values.length];
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * values[i];
    }
    return sum;
  }

  /**
   * The positive example that adds most to a score: the score is the sum of what the examples add.
   *
   * @return its index among the positives
   */
  int strongest(float[] values) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < positives.size(); i++) {
      Example example = positives.get(i);
      double product = 0;
      for (int k = 0; k < values.length; k++) {
        product += (double) example.values[k] * values[k];
      }
      if (example.multiplier * product > most) {
        most = example.multiplier * product;
        best = i;
      }
    }
    return best;
  }

  /** The weights, and the bias behind them. */
  double[] weights() {
    return weights.clone();
  }
}
