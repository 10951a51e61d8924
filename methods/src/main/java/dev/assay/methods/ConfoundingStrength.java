package dev.assay.methods;

import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;

/**
 * The share of a regression vector that is due to hidden confounding, estimated from where it lies
 * in the spectrum of the treatments' covariance.
 *
 * <p>Dominik Janzing. Causal Regularization. NeurIPS 2019, arXiv 1906.12179, and the spectral
 * method of Janzing and Schölkopf, "Detecting confounding in multivariate linear models", Journal
 * of Causal Inference 6(1), 2018, behind it.
 *
 * <p>If h is the sum of a causal part, isotropic, and a confounded part whose covariance is theta
 * times the inverse of the treatments', then its direction has in the eigenbasis of their
 * covariance (eigenvalues l_i) the log density, up to a constant,
 *
 * <pre>
 * -1/2 sum_i log m_i - d/2 log sum_i v_i^2 / m_i,   m_i = 1 + theta / l_i
 * </pre>
 *
 * <p>The theta with the largest density gives the share {@code beta = t / (1 + t)} with {@code t =
 * theta mean(1 / l_i)}.
 *
 * <p><b>Differs from the paper in</b>: the maximum is searched for on a grid of theta instead of by
 * a descent from 0; 0.001 is added to t as in the author's program.
 */
public final class ConfoundingStrength {
  private static final int GRID = 400;

  private ConfoundingStrength() {}

  /**
   * The share beta in (0, 1).
   *
   * @param covariance of the treatments (d x d), positive definite
   * @param regression h (d), not 0
   */
  public static double of(Tensor covariance, Tensor regression) {
    double[] values;
    double[] coordinates;
    try (TensorScope _ = TensorScope.open()) {
      LinearAlgebra.Eigen eigen = LinearAlgebra.eigh(covariance);
      values = eigen.values().toDoubleArray();
      coordinates = eigen.vectors().transpose().matmul(regression).toDoubleArray();
    }
    double norm = 0;
    double inverse = 0;
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] > 0)) {
        throw new IllegalArgumentException(
            "The covariance must be positive definite, but has the eigenvalue " + values[i] + ".");
      }
      norm += coordinates[i] * coordinates[i];
      inverse += 1 / values[i] / values.length;
    }
    if (!(norm > 0)) {
      throw new IllegalArgumentException("A regression vector of 0 has no direction.");
    }
    double best = 0;
    double largest = logDensity(0, values, coordinates);
    for (double theta : SeparableFit.geometric(1e-6 / inverse, 1e4 / inverse, GRID)) {
      double density = logDensity(theta, values, coordinates);
      if (density > largest) {
        largest = density;
        best = theta;
      }
    }
    double t = 0.001 + inverse * best;
    return t / (1 + t);
  }

  private static double logDensity(double theta, double[] values, double[] coordinates) {
    double logs = 0;
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double m = 1 + theta / values[i];
      logs += Math.log(m);
      sum += coordinates[i] * coordinates[i] / m;
    }
    return -logs / 2 - values.length / 2.0 * Math.log(sum);
  }
}
