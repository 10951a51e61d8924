package dev.assay.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Changes labels at random, each independently of the others and of the features (Angluin and
 * Laird, "Learning from noisy examples", 1988; for several classes Patrini et al., arXiv
 * 1609.03683).
 */
public final class LabelNoise {
  /** Draws the label that takes another's place. */
  @FunctionalInterface
  private interface Draw {
    int label(int label, int classes, RandomGenerator random);
  }

  private final String name;
  private final Draw draw;

  private LabelNoise(String name, Draw draw) {
    this.name = name;
    this.draw = draw;
  }

  /**
   * Replaces a label by one of the other classes, all of them equally likely.
   *
   * @param rate the probability that a label changes, from 0 to 1
   */
  public static LabelNoise symmetric(double rate) {
    Require.probability("rate", rate);
    return new LabelNoise(
        "symmetric(rate=" + rate + ")",
        (label, classes, random) -> {
          if (random.nextDouble() >= rate || classes == 1) {
            return label;
          }
          int other = random.nextInt(classes - 1);
          return other < label ? other : other + 1;
        });
  }

  /**
   * Replaces a label by one fixed other class, as annotators do who mistake cats for dogs.
   *
   * @param partners the class that each class is mistaken for, one for each class
   * @param rate the probability that a label changes, from 0 to 1
   */
  public static LabelNoise mistaking(int[] partners, double rate) {
    Require.probability("rate", rate);
    int[] fixed = Positions.checkLabels(partners, partners.length, partners.length);
    return new LabelNoise(
        "mistaking(" + Arrays.toString(fixed) + ", rate=" + rate + ")",
        (label, classes, random) -> {
          requireClasses(fixed.length, classes);
          return random.nextDouble() < rate ? fixed[label] : label;
        });
  }

  /**
   * Draws a label from the row of its class.
   *
   * @param matrix (classes x classes), the probability of each new label given the old one; each
   *     row sums to 1 but for 1e-9
   */
  public static LabelNoise transition(double[][] matrix) {
    double[][] rows = new double[matrix.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = matrix[i].clone();
      double sum = 0;
      for (double each : rows[i]) {
        Require.probability("Each entry of row " + i, each);
        sum += each;
      }
      if (rows[i].length != rows.length || Math.abs(sum - 1) > 1e-9) {
        throw new IllegalArgumentException(
            "Row "
                + i
                + " of a transition matrix of "
                + rows.length
                + " classes needs as many probabilities whose sum is 1, not "
                + Arrays.toString(rows[i])
                + ".");
      }
    }
    return new LabelNoise(
        "transition(" + Arrays.deepToString(rows) + ")",
        (label, classes, random) -> {
          requireClasses(rows.length, classes);
          return draw(rows[label], random);
        });
  }

  /** The set with labels changed; the examples and their order stay. */
  public <S extends LabelledSet<S>> S apply(S set, RandomGenerator random) {
    int[] labels = set.labels();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = draw.label(labels[i], set.classes(), random);
    }
    return set.withLabels(labels);
  }

  /** A position drawn with these probabilities. */
  static int draw(double[] probabilities, RandomGenerator random) {
    double left = random.nextDouble();
    int last = 0;
    for (int i = 0; i < probabilities.length; i++) {
      if (probabilities[i] > 0) {
        last = i;
        left -= probabilities[i];
        if (left < 0) {
          return i;
        }
      }
    }
    // The sum fell short of 1 by a rounding error.
    return last;
  }

  private static void requireClasses(int expected, int classes) {
    if (expected != classes) {
      throw new IllegalArgumentException(
          "This noise is for " + expected + " classes, the set has " + classes + ".");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
