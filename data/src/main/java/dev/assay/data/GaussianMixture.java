package dev.assay.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Points from one of k Gaussian clouds, whose number is the class: {@code x ~ N(mean_c,
 * deviation_c^2 I)} with probability {@code weight_c}. The best that any classifier can know, the
 * posterior, is known too.
 */
public final class GaussianMixture {
  private final double[] weights;
  private final double[][] means;
  private final double[] deviations;

  /**
   * A mixture.
   *
   * @param weights (k), at least 0, with a positive sum; they are divided by it
   * @param means (k x d)
   * @param deviations (k), positive
   */
  public GaussianMixture(double[] weights, double[][] means, double[] deviations) {
    int k = weights.length;
    if (k == 0 || means.length != k || deviations.length != k || means[0].length == 0) {
      throw new IllegalArgumentException(
          "A mixture needs as many weights, means and deviations, at least one, not "
              + k
              + ", "
              + means.length
              + " and "
              + deviations.length
              + ".");
    }
    double sum = 0;
    for (int c = 0; c < k; c++) {
      Require.notNegative("Each weight", weights[c]);
      Require.positive("Each deviation", deviations[c]);
      if (means[c].length != means[0].length) {
        throw new IllegalArgumentException(
            "All means must have " + means[0].length + " numbers, not " + means[c].length + ".");
      }
      sum += weights[c];
    }
    Require.positive("The sum of the weights", sum);
    double total = sum;
    this.weights = Arrays.stream(weights).map(weight -> weight / total).toArray();
    this.means = Arrays.stream(means).map(double[]::clone).toArray(double[][]::new);
    this.deviations = deviations.clone();
  }

  /**
   * k equally likely clouds of deviation 1, whose means are drawn uniformly on a sphere.
   *
   * @param k at least 1
   * @param dimension d, at least 1
   * @param radius the sphere's, at least 0
   */
  public static GaussianMixture onSphere(
      int k, int dimension, double radius, RandomGenerator random) {
    Require.positive("k", k);
    Require.positive("dimension", dimension);
    Require.notNegative("radius", radius);
    double[][] means = new double[k][dimension];
    for (double[] mean : means) {
      double square = 0;
      for (int j = 0; j < dimension; j++) {
        mean[j] = random.nextGaussian();
        square += mean[j] * mean[j];
      }
      for (int j = 0; j < dimension; j++) {
        mean[j] *= radius / Math.sqrt(square);
      }
    }
    double[] ones = new double[k];
    Arrays.fill(ones, 1);
    return new GaussianMixture(ones, means, ones);
  }

  /** Draws points and their classes. */
  public LabelledTable sample(int count, RandomGenerator random) {
    Require.positive("count", count);
    int d = means[0].length;
    double[] x = new double[Math.multiplyExact(count, d)];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      int c = LabelNoise.draw(weights, random);
      labels[i] = c;
      for (int j = 0; j < d; j++) {
        x[i * d + j] = means[c][j] + deviations[c] * random.nextGaussian();
      }
    }
    List<String> names = new ArrayList<>();
    for (int c = 0; c < weights.length; c++) {
      names.add("cloud " + c);
    }
    return new LabelledTable(Features.numbered(d, x), labels, names);
  }

  /**
   * The probability of each class (k) given a point, by Bayes' rule.
   *
   * @param x (d)
   */
  public double[] posterior(double... x) {
    int d = means[0].length;
    if (x.length != d) {
      throw new IllegalArgumentException(
          "A point must have " + d + " numbers, not " + x.length + ".");
    }
    double[] logs = new double[weights.length];
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < logs.length; c++) {
      double square = 0;
      for (int j = 0; j < d; j++) {
        double z = (x[j] - means[c][j]) / deviations[c];
        square += z * z;
      }
      logs[c] = Math.log(weights[c]) - d * Math.log(deviations[c]) - square / 2;
      largest = Math.max(largest, logs[c]);
    }
    double sum = 0;
    for (int c = 0; c < logs.length; c++) {
      logs[c] = Math.exp(logs[c] - largest);
      sum += logs[c];
    }
    for (int c = 0; c < logs.length; c++) {
      logs[c] /= sum;
    }
    return logs;
  }

  /** The number of clouds k. */
  public int classes() {
    return weights.length;
  }

  /** The dimension d. */
  public int dimension() {
    return means[0].length;
  }

  @Override
  public String toString() {
    return "GaussianMixture(classes=" + classes() + ", dimension=" + dimension() + ")";
  }
}
