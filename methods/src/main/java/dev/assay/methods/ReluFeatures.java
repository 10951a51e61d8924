package dev.assay.methods;

import dev.assay.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * Random ReLU features: the hidden layer of a network that is not trained.
 *
 * <p>Cho, Saul. Kernel Methods for Deep Learning. NeurIPS 2009:
 *
 * <pre>
 *   phi(x) = sqrt(2 / k) max(0, W x),   W (k x d) with independent N(0, 1/d) entries
 * </pre>
 *
 * The inner product of the features of two inputs has the mean {@link ArcCosineKernel}.
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>Nothing known; the scale is that of the kernel here.
 * </ol>
 */
public final class ReluFeatures {
  private final Tensor weights;

  /**
   * Draws the weights feature by feature: the first features of a larger draw are a smaller one's,
   * but for the scale. They belong to the scope that is open.
   *
   * @param count k, at least 1
   * @param inputs d, at least 1
   */
  public ReluFeatures(int count, int inputs, RandomGenerator random) {
    Require.positive("The number of features", count);
    Require.positive("The number of inputs", inputs);
    weights = Tensor.randn(random, count, inputs).divInPlace(Math.sqrt(inputs));
  }

  /**
   * The features.
   *
   * @param x (n x d)
   * @return (n x k)
   */
  public Tensor apply(Tensor x) {
    return x.matmul(weights.transpose()).relu().mul(Math.sqrt(2.0 / weights.size(0)));
  }

  /** The weights W (k x d). */
  public Tensor weights() {
    return weights;
  }

  @Override
  public String toString() {
    return "ReluFeatures(count=" + weights.size(0) + ", inputs=" + weights.size(1) + ")";
  }
}
