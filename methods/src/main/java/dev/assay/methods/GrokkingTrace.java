package dev.assay.methods;

import dev.assay.data.XorClusterData;
import dev.assay.tensor.TensorScope;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network knows after each step: the training labels, the clean ones, fresh points.
 *
 * <p>The curves of Xu et al., arXiv 2310.02541: training accuracy is perfect after one step, when
 * test accuracy is near chance; test accuracy follows some steps later.
 */
public final class GrokkingTrace {
  private final List<Point> points;

  private GrokkingTrace(List<Point> points) {
    this.points = List.copyOf(points);
  }

  /**
   * The state after {@code t} steps. Accuracies are shares in [0, 1]; an output of 0 counts as
   * wrong.
   *
   * @param t steps made
   * @param trainAccuracy against the training labels, flipped ones included
   * @param cleanAgreement on the training points against their clean labels; 1 minus the share of
   *     flips where everything is memorised
   * @param testAccuracy on fresh points against clean labels
   * @param noisyTestAccuracy on fresh points against labels flipped at the data's rate
   * @param linearAgreement share of fresh points on which the network has the sign of {@code sum_i
   *     y_i <x_i, x>}
   * @param linearAccuracy of that linear rule itself, on fresh points against clean labels
   * @param positiveAlignment see {@link SpanGradientDescent.Alignment#positive}
   * @param negativeAlignment see {@link SpanGradientDescent.Alignment#negative}
   */
  public record Point(
      int t,
      double trainAccuracy,
      double cleanAgreement,
      double testAccuracy,
      double noisyTestAccuracy,
      double linearAgreement,
      double linearAccuracy,
      double positiveAlignment,
      double negativeAlignment) {}

  /**
   * Trains and measures at t = 0, 1, ... steps.
   *
   * @param method how to train
   * @param data what to train on
   * @param steps at least 0
   * @param testPoints how many fresh points, at least 1; the same ones at every step
   * @param seed of the weights and of the fresh points; it may be the data's
   */
  public static GrokkingTrace record(
      SpanGradientDescent method, XorClusterData data, int steps, int testPoints, long seed) {
    if (steps < 0) {
      throw new IllegalArgumentException("steps must be at least 0, not " + steps + ".");
    }
    try (TensorScope _ = TensorScope.open()) {
      SpanGradientDescent.Training training = method.start(data, seed);
      SpanGradientDescent.TestPoints fresh = training.testPoints(testPoints, seed);
      double[] linear = training.linearScores(fresh);
      List<Point> points = new ArrayList<>();
      points.add(measure(training, data, fresh, linear));
      for (int t = 1; t <= steps; t++) {
        training.step();
        points.add(measure(training, data, fresh, linear));
      }
      return new GrokkingTrace(points);
    }
  }

  /** The states, by t from 0. */
  public List<Point> points() {
    return points;
  }

  /** The state after {@code t} steps. */
  public Point at(int t) {
    if (t < 0 || t >= points.size()) {
      throw new IllegalArgumentException(
          "t must lie in [0, " + (points.size() - 1) + "], not " + t + ".");
    }
    return points.get(t);
  }

  @Override
  public String toString() {
    return "GrokkingTrace(steps=" + (points.size() - 1) + ")";
  }

  private static Point measure(
      SpanGradientDescent.Training training,
      XorClusterData data,
      SpanGradientDescent.TestPoints fresh,
      double[] linear) {
    double[] train = training.trainScores();
    double[] test = training.scores(fresh);
    SpanGradientDescent.Alignment alignment = training.alignment();
    return new Point(
        training.t(),
        sameSign(train, data.labels()),
        sameSign(train, data.cleanLabels()),
        sameSign(test, fresh.cleanLabels()),
        sameSign(test, fresh.labels()),
        sameSign(test, linear),
        sameSign(linear, fresh.cleanLabels()),
        alignment.positive(),
        alignment.negative());
  }

  private static double sameSign(double[] scores, double[] reference) {
    int same = 0;
    for (int i = 0; i < scores.length; i++) {
      same += scores[i] * reference[i] > 0 ? 1 : 0;
    }
    return (double) same / scores.length;
  }
}
