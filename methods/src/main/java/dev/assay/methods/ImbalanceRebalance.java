package dev.assay.methods;

import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;

/**
 * Makes the imbalance of two factors large in every direction, once, without changing their
 * product.
 *
 * <p>Nuoya Xiong, Lijun Ding, Simon S. Du. How Over-Parameterization Slows Down Gradient Descent in
 * Matrix Sensing: The Curses of Symmetry and Initialization. ICLR 2024, arXiv 2310.01769, Section
 * 5.
 *
 * <pre>
 * F = U diag(s) B^T   (thin singular value decomposition)
 * F' = F B diag(beta / s) = beta U
 * G' = G B diag(s / beta)
 * </pre>
 *
 * <p>Then F' G'^T = F G^T, and F'^T F' = beta^2 I. Applied once near the optimum, plain descent
 * goes on from there at a rate of the order of beta^2, whatever the initial scale was. The step
 * size must stay below about 1 / max(beta^2, sigma_1).
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>When to apply it is the caller's choice; the paper says near the optimum, which {@link
 *       FactorizedGradientDescent#relativeLoss} lets one see.
 *   <li>The formula is re-derived from its properties: the paper's own text was not at hand.
 * </ol>
 */
public final class ImbalanceRebalance {
  private final double beta;

  /**
   * Chooses the scale.
   *
   * @param beta every singular value of the new F; positive, of the order of the square root of the
   *     target's largest singular value
   */
  public ImbalanceRebalance(double beta) {
    this.beta = Require.positive("beta", beta);
  }

  /** Every singular value of the new F. */
  public double beta() {
    return beta;
  }

  /**
   * Transforms factors.
   *
   * @param factors F (n1 x k) with full column rank, so k at most n1, and G (n2 x k); unchanged
   * @return new factors with the same product
   * @throws IllegalArgumentException where F lacks full column rank
   */
  public Factors apply(Factors factors) {
    int k = factors.width();
    if (k > factors.f().size(0)) {
      throw new IllegalArgumentException(
          "F must have at most as many columns as rows, not "
              + factors.f().size(0)
              + " x "
              + k
              + ".");
    }
    try (TensorScope scope = TensorScope.open()) {
      LinearAlgebra.Svd svd = LinearAlgebra.svd(factors.f());
      double[] s = svd.s().toDoubleArray();
      if (!(s[k - 1] > 1e-14 * s[0])) {
        throw new IllegalArgumentException(
            "F must have full column rank, its singular values go from "
                + s[0]
                + " to "
                + s[k - 1]
                + ".");
      }
      double[] scale = new double[k];
      for (int i = 0; i < k; i++) {
        scale[i] = s[i] / beta;
      }
      Tensor f = svd.u().mul(beta);
      Tensor g = factors.g().matmul(svd.v()).matmul(Tensor.diagonal(scale));
      return new Factors(scope.keep(f), scope.keep(g));
    }
  }

  @Override
  public String toString() {
    return "ImbalanceRebalance(beta=" + beta + ")";
  }
}
