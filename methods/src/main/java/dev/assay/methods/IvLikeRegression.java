package dev.assay.methods;

import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;

/**
 * IV-like regression: least squares with the parameters of a data augmentation in the place of
 * instruments.
 *
 * <p>Uzair Akbar, Niki Kilbertus, Hao Shen, Krikamol Muandet, Bo Dai. An Analysis of Causal Effect
 * Estimation using Outcome Invariant Data Augmentation. NeurIPS 2025, arXiv 2510.25128.
 *
 * <p>For residuals {@code r = y - GX h} and the projection Pi on the parameters G it minimises
 *
 * <pre>
 * r^T (Pi + alpha I) r,   so   h = (GX^T Pi GX + alpha GX^T GX)^-1 (GX^T Pi y + alpha GX^T y)
 * </pre>
 *
 * <p>A large alpha is least squares on the augmented data. It is {@linkplain AnchorRegression
 * anchor regression} on them with {@code gamma = (1 + alpha) / alpha}, and so the least risk under
 * the worst translation whose covariance is at most gamma times the augmentation's.
 *
 * <p><b>Differs from the paper in</b>: nothing known; its program forms a square root of the n x n
 * matrix instead.
 */
public final class IvLikeRegression {
  /** Directions in which the projected moments are below this part of their largest are free. */
  private static final double FREE = 1e-9;

  private final double alpha;

  /**
   * Chooses how much plain risk is added.
   *
   * @param alpha positive and finite; for its limit at 0 see {@link #limit}
   */
  public IvLikeRegression(double alpha) {
    this.alpha = Require.positive("alpha", alpha);
  }

  /**
   * Fits h (d).
   *
   * @param treatments GX (n x d), augmented and centred
   * @param outcomes y (n)
   * @param parameters G (n x k) of the augmentation
   * @throws IllegalArgumentException where the shapes do not fit, or GX^T GX is singular
   */
  public Tensor fit(Tensor treatments, Tensor outcomes, Tensor parameters) {
    try (TensorScope scope = TensorScope.open()) {
      Moments moments = Moments.of(treatments, outcomes, parameters);
      return scope.keep(
          LinearAlgebra.solve(
              moments.projectedGram().add(moments.gram(), alpha),
              moments.projectedTarget().add(moments.target(), alpha)));
    }
  }

  /**
   * The limit as alpha falls to 0: of all h (d) with the least projected risk, the one with the
   * least risk.
   */
  public static Tensor limit(Tensor treatments, Tensor outcomes, Tensor parameters) {
    try (TensorScope scope = TensorScope.open()) {
      Moments moments = Moments.of(treatments, outcomes, parameters);
      LinearAlgebra.Eigen eigen = LinearAlgebra.eigh(moments.projectedGram());
      double[] values = eigen.values().toDoubleArray();
      int d = values.length;
      int free = 0;
      while (free < d && values[free] <= FREE * values[d - 1]) {
        free++;
      }
      Tensor bound = eigen.vectors().slice(1, free, d);
      Tensor h =
          bound.matmul(
              bound
                  .transpose()
                  .matmul(moments.projectedTarget())
                  .div(eigen.values().slice(0, free, d)));
      if (free > 0) {
        Tensor loose = eigen.vectors().slice(1, 0, free);
        Tensor rest = moments.target().sub(moments.gram().matmul(h));
        Tensor step =
            LinearAlgebra.solve(
                loose.transpose().matmul(moments.gram()).matmul(loose),
                loose.transpose().matmul(rest));
        h = h.add(loose.matmul(step));
      }
      return scope.keep(h);
    }
  }

  /**
   * What the paper's program for networks minimises in place of r^T Pi r, for a linear one: the sum
   * of Pi applied to the vector of squared residuals, plus alpha times theirs. That weighs each
   * example, by a weight that may be negative, and is no risk of instruments.
   */
  public Tensor fitOfSquaredResiduals(Tensor treatments, Tensor outcomes, Tensor parameters) {
    Moments.require(treatments, outcomes);
    Moments.require(parameters, outcomes);
    try (TensorScope scope = TensorScope.open()) {
      Tensor sums = parameters.sum(0);
      Tensor inverse = LinearAlgebra.pseudoInverse(parameters.transpose().matmul(parameters));
      Tensor weights = parameters.matmul(inverse.matmul(sums)).add(alpha);
      Tensor weighted = treatments.transpose().mul(weights.unsqueeze(0));
      return scope.keep(
          LinearAlgebra.solve(weighted.matmul(treatments), weighted.matmul(outcomes)));
    }
  }

  @Override
  public String toString() {
    return "IvLikeRegression(alpha=" + alpha + ")";
  }
}
