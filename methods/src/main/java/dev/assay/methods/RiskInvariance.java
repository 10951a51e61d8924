package dev.assay.methods;

import dev.assay.tensor.Tensor;
import java.util.List;

/**
 * The objective of RICE: risk plus a penalty on how far causal-invariant transformations move the
 * predictions.
 *
 * <p>Ruoyu Wang, Mingyang Yi, Zhitang Chen, Shengyu Zhu. Out-of-distribution Generalization with
 * Causal Invariant Transformations. CVPR 2022, arXiv 2203.11528.
 *
 * <pre>
 * mean_i R(f(x_i), y_i) + penalty mean_i max_T (f(x_i) - f(T x_i))^2
 * </pre>
 *
 * <p><b>Differs from the paper in</b>: nothing known; transformations are drawn once, as Akbar et
 * al. (arXiv 2510.25128) do.
 */
public final class RiskInvariance {
  private final double[] penalties;

  /**
   * Chooses the penalties.
   *
   * @param penalties one a member, each at least 0
   */
  public RiskInvariance(double... penalties) {
    for (double penalty : penalties) {
      Require.notNegative("A penalty", penalty);
    }
    this.penalties = penalties.clone();
  }

  /**
   * The objective of each member (members).
   *
   * @param predictions f(x) (members x n)
   * @param transformed f(T x) (members x n), one for each transformation, at least one
   * @param targets (n)
   */
  public Tensor loss(
      Tensor predictions, List<Tensor> transformed, Tensor targets, ExampleRisk risk) {
    if (transformed.isEmpty()) {
      throw new IllegalArgumentException("RICE needs a transformation, not none.");
    }
    Tensor moved =
        Tensor.stack(transformed.stream().map(each -> predictions.sub(each).square()).toList(), 0)
            .amax(0)
            .mean(1);
    return risk.of(predictions, targets)
        .mean(1)
        .add(moved.mul(Tensor.of(penalties, penalties.length).to(predictions.dtype())));
  }
}
