package dev.assay.methods;

import dev.assay.tensor.Tensor;
import java.util.Arrays;

/**
 * Puts a batch normalization into the linear map or convolution before it: one map that computes
 * what both do in evaluation.
 *
 * <pre>
 * normalization of y = W x + b:  scale (y - mean) / sqrt(variance + epsilon) + shift
 * factor = scale / sqrt(variance + epsilon), for each output
 * W' = factor W                  b' = factor (b - mean) + shift
 * </pre>
 *
 * <p>Jacob et al. Quantization and Training of Neural Networks for Efficient
 * Integer-Arithmetic-Only Inference. CVPR 2018, arXiv 1712.05877, section 3.2. Norms of weights
 * mean little before it: the normalization undoes any factor of W. So measures of generalization
 * (Dziugaite et al., NeurIPS 2020) and quantizers are applied to the folded map.
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>Nothing known.
 * </ol>
 */
public final class BatchNormFolder {
  private final double epsilon;

  /**
   * The map that computes both.
   *
   * @param weight in the shape of the one given
   * @param bias (out)
   */
  public record Folded(Tensor weight, Tensor bias) {}

  /**
   * Folds normalizations with this epsilon.
   *
   * @param epsilon added to variances, at least 0; PyTorch's is 1e-5
   */
  public BatchNormFolder(double epsilon) {
    this.epsilon = Require.notNegative("epsilon", epsilon);
  }

  /**
   * Folds one.
   *
   * @param weight (out, ...): a matrix or kernels
   * @param bias (out); zeros where the map has none
   * @param scale the normalization's learned weight (out)
   * @param shift its learned bias (out)
   * @param mean its running mean (out)
   * @param variance its running variance (out)
   */
  public Folded fold(
      Tensor weight, Tensor bias, Tensor scale, Tensor shift, Tensor mean, Tensor variance) {
    if (weight.dimensions() < 2) {
      throw new IllegalArgumentException(
          "A weight has the shape (out, in, ...), not " + Arrays.toString(weight.shape()) + ".");
    }
    long[] each = {weight.size(0)};
    for (Tensor part : new Tensor[] {bias, scale, shift, mean, variance}) {
      if (!Arrays.equals(part.shape(), each)) {
        throw new IllegalArgumentException(
            "A weight of %d outputs needs biases, scales, shifts, means and variances of shape [%d], not %s."
                .formatted(each[0], each[0], Arrays.toString(part.shape())));
      }
    }
    Tensor factor = scale.div(variance.add(epsilon).sqrt());
    long[] rows = new long[weight.dimensions()];
    Arrays.fill(rows, 1);
    rows[0] = each[0];
    return new Folded(weight.mul(factor.reshape(rows)), bias.sub(mean).mul(factor).add(shift));
  }

  @Override
  public String toString() {
    return "BatchNormFolder(epsilon=" + epsilon + ")";
  }
}
