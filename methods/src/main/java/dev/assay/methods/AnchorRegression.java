package dev.assay.methods;

import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;

/**
 * Anchor regression: least squares that are robust to shifts along anchors.
 *
 * <p>Dominik Rothenhäusler, Nicolai Meinshausen, Peter Bühlmann, Jonas Peters. Anchor regression:
 * heterogeneous data meet causality. Journal of the Royal Statistical Society B 83(2), 2021, arXiv
 * 1801.06229.
 *
 * <p>For residuals {@code r = y - X h} and the projection Pi on the anchors it minimises {@code |(I
 * - Pi) r|^2 + gamma |Pi r|^2}: 1 is least squares, and towards infinity it is two-stage least
 * squares.
 *
 * <p><b>Differs from the paper in</b>: nothing known.
 */
public final class AnchorRegression {
  private final double gamma;

  /**
   * Chooses the strength of the shifts.
   *
   * @param gamma positive and finite
   */
  public AnchorRegression(double gamma) {
    this.gamma = Require.positive("gamma", gamma);
  }

  /**
   * Fits h (d).
   *
   * @param x X (n x d), centred
   * @param y (n)
   * @param anchors (n x k)
   */
  public Tensor fit(Tensor x, Tensor y, Tensor anchors) {
    try (TensorScope scope = TensorScope.open()) {
      Moments moments = Moments.of(x, y, anchors);
      return scope.keep(
          LinearAlgebra.solve(
              moments.gram().add(moments.projectedGram(), gamma - 1),
              moments.target().add(moments.projectedTarget(), gamma - 1)));
    }
  }

  @Override
  public String toString() {
    return "AnchorRegression(gamma=" + gamma + ")";
  }
}
