package dev.assay.methods;

import dev.assay.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * Random Fourier features of the Gaussian kernel {@code exp(-|x - x'|^2 / (2 width^2))}.
 *
 * <p>Rahimi, Recht. Random Features for Large-Scale Kernel Machines. NeurIPS 2007, Algorithm 1:
 *
 * <pre>
 *   phi(x) = sqrt(2 / k) cos(W x + b),   W (k x d) ~ N(0, 1/width^2),   b ~ U[0, 2 pi)
 * </pre>
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>Nothing known.
 * </ol>
 */
public final class FourierFeatures {
  private final Tensor weights;
  private final Tensor phases;

  /**
   * Draws frequencies and phases. They belong to the scope that is open.
   *
   * @param count k, at least 1
   * @param inputs d, at least 1
   * @param width of the kernel, positive
   */
  public FourierFeatures(int count, int inputs, double width, RandomGenerator random) {
    Require.positive("The number of features", count);
    Require.positive("The number of inputs", inputs);
    Require.positive("The kernel's width", width);
    weights = Tensor.randn(random, count, inputs).divInPlace(width);
    phases = Tensor.uniform(random, 0, 2 * Math.PI, count);
  }

  /**
   * The features.
   *
   * @param x (n x d)
   * @return (n x k)
   */
  public Tensor apply(Tensor x) {
    return x.matmul(weights.transpose())
        .addInPlace(phases)
        .cos()
        .mul(Math.sqrt(2.0 / weights.size(0)));
  }

  /**
   * The kernel that the features' inner product has as its mean.
   *
   * @param x (n x d)
   * @param y (m x d)
   * @return (n x m)
   */
  public static Tensor kernel(Tensor x, Tensor y, double width) {
    Require.positive("The kernel's width", width);
    return x.distances(y, 2).square().mul(-0.5 / (width * width)).exp();
  }

  @Override
  public String toString() {
    return "FourierFeatures(count=" + weights.size(0) + ", inputs=" + weights.size(1) + ")";
  }
}
