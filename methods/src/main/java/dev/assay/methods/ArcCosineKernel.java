package dev.assay.methods;

import dev.assay.tensor.Tensor;

/**
 * The kernel of infinitely many random ReLU features: the Gaussian-process kernel of a network of
 * one hidden layer.
 *
 * <p>Cho, Saul. Kernel Methods for Deep Learning. NeurIPS 2009, order 1. With the angle theta
 * between x and x',
 *
 * <pre>
 *   k(x, x') = |x| |x'| / d (sin theta + (pi - theta) cos theta) / pi
 * </pre>
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>A factor of 1 / d, d the number of inputs: it is the mean of the inner product of {@link
 *       ReluFeatures}, and k(x, x) = |x|^2 / d.
 * </ol>
 */
public final class ArcCosineKernel {
  private ArcCosineKernel() {}

  /**
   * The kernel of each row of x with each row of y.
   *
   * @param x (n x d)
   * @param y (m x d)
   * @return (n x m)
   */
  public static Tensor matrix(Tensor x, Tensor y) {
    Tensor norms = norms(x).matmul(norms(y).transpose());
    Tensor products = x.matmul(y.transpose());
    // Where a row is 0 so is the kernel, whatever the angle.
    Tensor cosine = products.div(norms.clampMin(Double.MIN_NORMAL)).clamp(-1, 1);
    Tensor sine = cosine.square().neg().add(1).sqrt();
    Tensor pointing = sine.atan2(cosine).neg().add(Math.PI);
    return norms.mul(sine.add(pointing.mul(cosine))).div(Math.PI * x.size(1));
  }

  /**
   * The mean over inputs x ~ N(0, I) of max(0, w . x) max(0, u . x), for each row w and u.
   *
   * @param w (n x d)
   * @param u (m x d)
   * @return (n x m)
   */
  public static Tensor gaussianMoment(Tensor w, Tensor u) {
    return matrix(w, u).mul(w.size(1) / 2.0);
  }

  private static Tensor norms(Tensor x) {
    return x.square().sum(1, true).sqrt();
  }
}
