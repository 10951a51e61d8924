package dev.assay.methods;

import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.random.RandomGenerator;

/**
 * Networks of one hidden ReLU layer whose two layers are both trained, by full-batch gradient
 * descent on half the mean squared error.
 *
 * <p>Madhu S. Advani, Andrew M. Saxe, Haim Sompolinsky. High-dimensional dynamics of generalization
 * error in neural networks. Neural Networks 132, 2020, arXiv 1710.03667, the networks trained in
 * full.
 *
 * <pre>
 *   f(x) = a . max(0, W x) / sqrt(h d)     a (h), W (h x d), all entries N(0, scale^2) at first
 * </pre>
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>The factor of 1 / sqrt(h d) stands outside of the weights, so that one step size serves all
 *       widths; the paper's parametrisation and step size are unverified.
 * </ol>
 */
public final class TwoLayerReluNetwork {
  private final Tensor hidden;
  private final Tensor output;
  private final double factor;

  /**
   * Draws first weights. They belong to the scope that is open.
   *
   * @param width h, at least 1
   * @param inputs d, at least 1
   * @param scale of all weights, positive
   */
  public TwoLayerReluNetwork(int width, int inputs, double scale, RandomGenerator random) {
    Require.positive("The width", width);
    Require.positive("The number of inputs", inputs);
    Require.positive("The scale", scale);
    hidden = Tensor.randn(random, width, inputs).mulInPlace(scale);
    output = Tensor.randn(random, width, 1).mulInPlace(scale);
    factor = 1 / Math.sqrt((double) width * inputs);
  }

  /**
   * One step.
   *
   * @param x inputs (n x d)
   * @param y targets (n)
   * @param rate the step size, positive
   * @return the mean squared error before the step
   */
  public double step(Tensor x, Tensor y, double rate) {
    try (TensorScope _ = TensorScope.withoutGradient()) {
      int n = x.size(0);
      Tensor units = x.matmul(hidden.transpose()).reluInPlace();
      Tensor misses = units.matmul(output).mulInPlace(factor).subInPlace(y.reshape(n, 1));
      Tensor pull = misses.mul(factor / n);
      Tensor toOutput = units.transpose().matmul(pull);
      // The slope is 0 at 0, where no unit ever is but for a weight vector of exactly 0.
      Tensor toHidden = units.sign().mulInPlace(pull).transpose().matmul(x).mulInPlace(output);
      output.subInPlace(toOutput, rate);
      hidden.subInPlace(toHidden, rate);
      return misses.squaredNorm().item() / n;
    }
  }

  /** The answers (n) to inputs (n x d). */
  public Tensor apply(Tensor x) {
    return x.matmul(hidden.transpose()).relu().matmul(output).mul(factor).reshape(-1);
  }

  /** The mean squared distance from a teacher of the same kind, over inputs x ~ N(0, I). */
  public double distance(Tensor teacherHidden, Tensor teacherOutput) {
    try (TensorScope _ = TensorScope.withoutGradient()) {
      return QuadraticRisk.ofRelu(hidden, factor, teacherHidden, teacherOutput).errors(output)[0];
    }
  }

  @Override
  public String toString() {
    return "TwoLayerReluNetwork(width=" + hidden.size(0) + ", inputs=" + hidden.size(1) + ")";
  }
}
