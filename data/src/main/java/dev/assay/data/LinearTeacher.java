package dev.assay.data;

import dev.assay.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * A teacher whose answers are linear in Gaussian inputs: {@code y = w . x + e} with {@code x_i ~
 * N(0, v_i)} and {@code e ~ N(0, noise^2)}.
 */
public final class LinearTeacher {
  private final double[] weights;
  private final double[] variances;
  private final double noise;

  /**
   * A teacher.
   *
   * @param weights w (d), at least one
   * @param variances v (d), at least 0
   * @param noise the standard deviation of the answers, at least 0
   */
  public LinearTeacher(double[] weights, double[] variances, double noise) {
    Require.positive("The number of weights", weights.length);
    if (weights.length != variances.length) {
      throw new IllegalArgumentException(
          weights.length + " weights need as many variances, not " + variances.length + ".");
    }
    for (double variance : variances) {
      Require.notNegative("Each variance", variance);
    }
    Require.notNegative("noise", noise);
    this.weights = weights.clone();
    this.variances = variances.clone();
    this.noise = noise;
  }

  /**
   * The teacher of Advani, Saxe and Sompolinsky (arXiv 1710.03667): inputs of variance 1/d, weights
   * drawn from N(0, signal^2).
   *
   * @param dimension d, at least 1
   * @param signal at least 0; the signal-to-noise ratio is {@code (signal / noise)^2}
   * @param noise at least 0
   */
  public static LinearTeacher isotropic(
      int dimension, double signal, double noise, RandomGenerator random) {
    Require.positive("dimension", dimension);
    Require.notNegative("signal", signal);
    double[] weights = new double[dimension];
    double[] variances = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      weights[i] = signal * random.nextGaussian();
      variances[i] = 1.0 / dimension;
    }
    return new LinearTeacher(weights, variances, noise);
  }

  /** Draws examples. */
  public RegressionTable sample(int count, RandomGenerator random) {
    Require.positive("count", count);
    int d = weights.length;
    double[] x = new double[Math.multiplyExact(count, d)];
    double[] y = new double[count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < d; j++) {
        x[i * d + j] = Math.sqrt(variances[j]) * random.nextGaussian();
        y[i] += weights[j] * x[i * d + j];
      }
      y[i] += noise * random.nextGaussian();
    }
    return new RegressionTable(Features.numbered(d, x), y);
  }

  /**
   * The mean squared error of a linear student on fresh examples, noise included, in closed form:
   * {@code sum_i v_i (w_i - s_i)^2 + noise^2}.
   *
   * @param student s (d)
   */
  public double risk(double... student) {
    if (student.length != weights.length) {
      throw new IllegalArgumentException(
          "The student must have " + weights.length + " weights, not " + student.length + ".");
    }
    double risk = noise * noise;
    for (int i = 0; i < student.length; i++) {
      risk += variances[i] * Math.pow(weights[i] - student[i], 2);
    }
    return risk;
  }

  /** The weights w (d), float64. */
  public Tensor weights() {
    return Tensor.of(weights, weights.length);
  }

  /** The dimension d. */
  public int dimension() {
    return weights.length;
  }

  @Override
  public String toString() {
    return "LinearTeacher(dimension=" + dimension() + ", noise=" + noise + ")";
  }
}
