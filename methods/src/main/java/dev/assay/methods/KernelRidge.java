package dev.assay.methods;

import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;

/**
 * Kernel ridge regression at any number of ridges for one eigendecomposition.
 *
 * <p>Saunders, Gammerman, Vovk. Ridge Regression Learning Algorithm in Dual Variables. ICML 1998:
 *
 * <pre>
 *   a = (K + delta I)^-1 y      f(x) = k(x)^T a      y - K a = delta a
 * </pre>
 *
 * The ridge is delta, not delta times the number of samples.
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>Nothing known: no intercept is fitted.
 * </ol>
 */
public final class KernelRidge {
  private final int n;
  private final double[] eigenvalues;
  private final Tensor vectors;
  private final Tensor projected;

  /**
   * Decomposes a kernel. The tensors kept are those of the scope that is open.
   *
   * @param kernel (n x n), float64, symmetric and positive semi-definite; the lower half is read
   * @param targets (n) or (n x outputs)
   */
  public KernelRidge(Tensor kernel, Tensor targets) {
    n = kernel.size(0);
    if (kernel.dimensions() != 2 || kernel.size(1) != n || targets.size(0) != n) {
      throw new IllegalArgumentException(
          "A kernel must be square and have a row for each target, not "
              + Shapes.text(kernel)
              + " with "
              + Shapes.text(targets)
              + ".");
    }
    LinearAlgebra.Eigen eigen = LinearAlgebra.eigh(kernel);
    eigenvalues = eigen.values().toDoubleArray();
    vectors = eigen.vectors();
    projected = vectors.transpose().matmul(targets.reshape(n, -1));
  }

  /**
   * The dual coefficients a.
   *
   * @param ridge delta, at least 0; 0 only for a kernel that is positive definite beyond rounding
   * @return (n x outputs)
   */
  public Tensor dual(double ridge) {
    return vectors.matmul(shrunk(ridge));
  }

  /** The mean over the samples of the squared distance to the target, summed over outputs. */
  public double trainError(double ridge) {
    try (TensorScope _ = TensorScope.open()) {
      return ridge * ridge * shrunk(ridge).squaredNorm().item() / n;
    }
  }

  /**
   * Predictions.
   *
   * @param cross the kernel of inputs with the samples (m x n)
   * @return (m x outputs)
   */
  public Tensor predict(Tensor cross, double ridge) {
    return cross.matmul(dual(ridge));
  }

  /** The trace of the kernel's inverse; infinite for a kernel that is singular up to rounding. */
  public double inverseTrace() {
    double sum = 0;
    for (double eigenvalue : eigenvalues) {
      sum += 1 / Math.max(0, eigenvalue);
    }
    return isSingular() ? Double.POSITIVE_INFINITY : sum;
  }

  private boolean isSingular() {
    return !(eigenvalues[0] > eigenvalues[n - 1] * n * Math.ulp(1.0));
  }

  private Tensor shrunk(double ridge) {
    Require.notNegative("The ridge", ridge);
    if (ridge == 0 && isSingular()) {
      throw new IllegalArgumentException(
          "Without a ridge the kernel must be positive definite, its eigenvalues go from "
              + eigenvalues[0]
              + " to "
              + eigenvalues[n - 1]
              + ".");
    }
    double[] factors = new double[n];
    for (int i = 0; i < n; i++) {
      // Rounding may leave an eigenvalue of a semi-definite kernel a little below 0.
      factors[i] = 1 / (Math.max(0, eigenvalues[i]) + ridge);
    }
    return projected.mul(Tensor.of(factors, n, 1));
  }

  @Override
  public String toString() {
    return "KernelRidge(samples=" + n + ")";
  }
}
