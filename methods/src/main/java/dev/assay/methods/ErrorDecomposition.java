package dev.assay.methods;

import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;

/**
 * Where the test error of a linear model on fixed features comes from when it is trained to the
 * end.
 *
 * <p>Madhu S. Advani, Andrew M. Saxe, Haim Sompolinsky. High-dimensional dynamics of generalization
 * error in neural networks. Neural Networks 132, 2020, arXiv 1710.03667. With w* the best weights,
 * w0 the first and w the last, and Q the projection on the frozen subspace of the training
 * features,
 *
 * <pre>
 *   approximation = E(w*)                      what no weights can do
 *   null space    = |Q (w* - w0)|^2            what no gradient reaches
 *   over-fitting  = |w - (w* - Q (w* - w0))|^2 what training does to the rest: misfit and noise
 * </pre>
 *
 * in the norm of the test error, {@code |s|^2 = s^T M s}. The test error is their sum and a cross
 * term of the last two, which is 0 in the mean where the misfit acts like noise.
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>The three terms follow the paper's description; its own lines were not at hand. There each
 *       may be defined up to the cross term.
 * </ol>
 *
 * @param approximation E(w*)
 * @param nullSpace of the frozen subspace
 * @param overfitting of misfit and noise
 * @param test E(w), the test error itself
 */
public record ErrorDecomposition(
    double approximation, double nullSpace, double overfitting, double test) {

  /**
   * Splits the error at the end of training.
   *
   * @param start w0 (k) of {@code flow}
   */
  public static ErrorDecomposition atTheEnd(
      ExactGradientFlow flow, Tensor start, QuadraticRisk risk) {
    try (TensorScope _ = TensorScope.open()) {
      Tensor best = risk.best();
      Tensor frozen = flow.frozenPart(best.sub(start.reshape(-1, 1)));
      Tensor end = flow.weights(Double.POSITIVE_INFINITY);
      double approximation = risk.errors(best)[0];
      return new ErrorDecomposition(
          approximation,
          risk.raise(frozen),
          risk.raise(end.sub(best).add(frozen)),
          approximation + risk.raise(end.sub(best)));
    }
  }

  /** The three terms together. */
  public double sum() {
    return approximation + nullSpace + overfitting;
  }
}
