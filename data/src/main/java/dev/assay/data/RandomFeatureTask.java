package dev.assay.data;

import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Regression on random features of Gaussian inputs (Simon, Karkada, Ghosh and Belkin, arXiv
 * 2311.14646, the Gaussian model of its experiments).
 *
 * <p>The inputs are eigenfunctions {@code x ~ N(0, I_m)} of a kernel with eigenvalues lambda; the
 * target is {@code y = v . x + e}, {@code e ~ N(0, noise^2)}; k features are {@code sum_i p_ij
 * sqrt(lambda_i) x_i} with {@code p_ij ~ N(0, 1/k)}. The kernel of the features, their inner
 * product, has the kernel {@code sum_i lambda_i x_i x'_i} as its mean, whatever k.
 */
public final class RandomFeatureTask {
  private final double[] eigenvalues;
  private final double[] coefficients;
  private final double noise;

  /**
   * A task.
   *
   * @param eigenvalues lambda (m), positive
   * @param coefficients v (m)
   * @param noise the standard deviation of the target, at least 0
   */
  public RandomFeatureTask(double[] eigenvalues, double[] coefficients, double noise) {
    Require.positive("The number of eigenvalues", eigenvalues.length);
    if (eigenvalues.length != coefficients.length) {
      throw new IllegalArgumentException(
          eigenvalues.length
              + " eigenvalues need as many coefficients, not "
              + coefficients.length
              + ".");
    }
    for (double each : eigenvalues) {
      Require.positive("Each eigenvalue", each);
    }
    Require.notNegative("noise", noise);
    this.eigenvalues = eigenvalues.clone();
    this.coefficients = coefficients.clone();
    this.noise = noise;
  }

  /**
   * A task whose spectra are powers: {@code lambda_i = i^-alpha}, {@code v_i^2 = i^-beta}.
   *
   * @param modes m, at least 1
   * @param alpha above 1
   * @param beta above 1
   * @param noise at least 0
   */
  public static RandomFeatureTask powerLaw(int modes, double alpha, double beta, double noise) {
    Require.positive("modes", modes);
    if (!(alpha > 1 && beta > 1)) {
      throw new IllegalArgumentException(
          "alpha and beta must be above 1, not " + alpha + " and " + beta + ".");
    }
    double[] eigenvalues = new double[modes];
    double[] coefficients = new double[modes];
    for (int i = 0; i < modes; i++) {
      eigenvalues[i] = Math.pow(i + 1, -alpha);
      coefficients[i] = Math.pow(i + 1, -beta / 2);
    }
    return new RandomFeatureTask(eigenvalues, coefficients, noise);
  }

  /**
   * Draws examples.
   *
   * @return the eigenfunctions (count x m) and the targets (count)
   */
  public RegressionTable sample(int count, RandomGenerator random) {
    double[] ones = new double[eigenvalues.length];
    Arrays.fill(ones, 1);
    return new LinearTeacher(coefficients, ones, noise).sample(count, random);
  }

  /**
   * Draws a projection: eigenfunctions (n x m) times it are features (n x k). It is drawn feature
   * by feature: the first features of a larger draw are a smaller one's, but for the scale of 1/k.
   *
   * @param k at least 1
   * @return (m x k), float64, in the scope that is open
   */
  public Tensor projection(int k, RandomGenerator random) {
    Require.positive("k", k);
    int m = eigenvalues.length;
    double[] roots = Arrays.stream(eigenvalues).map(each -> Math.sqrt(each / k)).toArray();
    try (TensorScope scope = TensorScope.open()) {
      return scope.keep(Tensor.randn(random, k, m).transpose().mul(Tensor.of(roots, m, 1)));
    }
  }

  /** The eigenvalues lambda (m); a copy. */
  public double[] eigenvalues() {
    return eigenvalues.clone();
  }

  /** The coefficients v (m); a copy. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  /** The standard deviation of the target's noise. */
  public double noise() {
    return noise;
  }

  @Override
  public String toString() {
    return "RandomFeatureTask(modes=" + eigenvalues.length + ", noise=" + noise + ")";
  }
}
