package dev.assay.methods;

import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;

/**
 * Ridge regression on features, at any number of ridges for one eigendecomposition of the smaller
 * side: of the features' kernel where they are more than the samples, else of their covariance.
 *
 * <p>Rahimi, Recht. Random Features for Large-Scale Kernel Machines. NeurIPS 2007. With features
 * Phi (n x k) whose inner products are an unbiased kernel (each feature carries a factor of 1 /
 * sqrt(k)),
 *
 * <pre>
 *   w = (Phi^T Phi + delta I)^-1 Phi^T y = Phi^T (Phi Phi^T + delta I)^-1 y      f(x) = phi(x)^T w
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
public final class RandomFeatureRidge {
  private final Tensor features;
  private final Tensor targets;
  private final boolean dual;
  private final KernelRidge ridgeRegression;

  /**
   * Decomposes the features. The tensors kept are those given and of the scope that is open.
   *
   * @param features Phi (n x k), float64
   * @param targets (n) or (n x outputs)
   */
  public RandomFeatureRidge(Tensor features, Tensor targets) {
    int n = features.size(0);
    if (features.dimensions() != 2 || targets.size(0) != n) {
      throw new IllegalArgumentException(
          "Features need a row for each target, not "
              + Shapes.text(features)
              + " with "
              + Shapes.text(targets)
              + ".");
    }
    this.features = features;
    this.targets = targets.reshape(n, -1);
    Tensor transposed = features.transpose();
    dual = n <= features.size(1);
    ridgeRegression =
        dual
            ? new KernelRidge(features.matmul(transposed), this.targets)
            : new KernelRidge(transposed.matmul(features), transposed.matmul(this.targets));
  }

  /**
   * The weights w.
   *
   * @param ridge delta, at least 0; 0 only for features of full rank
   * @return (k x outputs)
   */
  public Tensor weights(double ridge) {
    Tensor solution = ridgeRegression.dual(ridge);
    return dual ? features.transpose().matmul(solution) : solution;
  }

  /** The mean over the samples of the squared distance to the target, summed over outputs. */
  public double trainError(double ridge) {
    if (dual) {
      return ridgeRegression.trainError(ridge);
    }
    try (TensorScope _ = TensorScope.open()) {
      return targets.sub(features.matmul(weights(ridge))).squaredNorm().item() / targets.size(0);
    }
  }

  @Override
  public String toString() {
    return "RandomFeatureRidge(samples="
        + features.size(0)
        + ", features="
        + features.size(1)
        + ")";
  }
}
