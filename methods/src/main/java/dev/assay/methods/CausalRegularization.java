package dev.assay.methods;

import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;

/**
 * Causal regularization: least squares between two environments, with a penalty on how far their
 * risks lie apart.
 *
 * <p>Lucas Kania, Ernst Wit. Causal Regularization: On the trade-off between in-sample risk and
 * out-of-sample risk guarantees. arXiv 2205.01593 (2023).
 *
 * <p>With the moments {@code S_e = X_e^T X_e / n_e} and {@code z_e = X_e^T y_e / n_e} of an
 * observed (0) and a shifted (A) environment,
 *
 * <pre>
 * h = (alpha (S_A - S_0) + S_A + S_0)^+ (alpha (z_A - z_0) + z_A + z_0)
 * </pre>
 *
 * <p><b>Differs from the paper in</b>: the formula is the one in the program of Akbar et al. (arXiv
 * 2510.25128); the paper's text was not at hand.
 */
public final class CausalRegularization {
  private final double alpha;

  /**
   * Chooses the penalty.
   *
   * @param alpha at least 0, finite
   */
  public CausalRegularization(double alpha) {
    this.alpha = Require.notNegative("alpha", alpha);
  }

  /**
   * Fits h (d).
   *
   * @param x of the observed environment (n x d)
   * @param y of the observed environment (n)
   * @param shiftedX of the shifted one (m x d)
   * @param shiftedY of the shifted one (m)
   */
  public Tensor fit(Tensor x, Tensor y, Tensor shiftedX, Tensor shiftedY) {
    Moments.require(x, y);
    Moments.require(shiftedX, shiftedY);
    try (TensorScope scope = TensorScope.open()) {
      Tensor gram = x.transpose().matmul(x).div(x.size(0));
      Tensor target = x.transpose().matmul(y).div(x.size(0));
      Tensor shiftedGram = shiftedX.transpose().matmul(shiftedX).div(shiftedX.size(0));
      Tensor shiftedTarget = shiftedX.transpose().matmul(shiftedY).div(shiftedX.size(0));
      return scope.keep(
          LinearAlgebra.pseudoInverse(shiftedGram.mul(1 + alpha).add(gram.mul(1 - alpha)))
              .matmul(shiftedTarget.mul(1 + alpha).add(target.mul(1 - alpha))));
    }
  }

  @Override
  public String toString() {
    return "CausalRegularization(alpha=" + alpha + ")";
  }
}
