package dev.assay.tensor.nn;

import dev.assay.tensor.Convolution;
import dev.assay.tensor.Tensor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The basic block of residual networks (He et al. 2016): two 3 x 3 convolutions with batch norms,
 * and a way around them: (batch, in, height, width) becomes (batch, out, height / stride, ...).
 */
public final class ResidualBlock extends UnaryLayer {
  private final Conv2d first;
  private final BatchNorm firstNorm;
  private final Conv2d second;
  private final BatchNorm secondNorm;
  private final @Nullable Conv2d projection;
  private final @Nullable BatchNorm projectionNorm;

  /** With a 1 x 1 projection on the way around where stride or channels change. */
  public ResidualBlock(int in, int out, int stride, RandomGenerator random) {
    Convolution plain = Convolution.plain().withPadding(1);
    first = child("conv1", new Conv2d(in, out, 3, plain.withStride(stride), false, random));
    firstNorm = child("bn1", new BatchNorm(out));
    second = child("conv2", new Conv2d(out, out, 3, plain, false, random));
    secondNorm = child("bn2", new BatchNorm(out));
    if (stride == 1 && in == out) {
      projection = null;
      projectionNorm = null;
    } else {
      Convolution pointwise = Convolution.plain().withStride(stride);
      projection = child("downsample.0", new Conv2d(in, out, 1, pointwise, false, random));
      projectionNorm = child("downsample.1", new BatchNorm(out));
    }
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor h = firstNorm.forward(first.forward(x)).relu();
    h = secondNorm.forward(second.forward(h));
    Tensor around =
        projection == null || projectionNorm == null
            ? x
            : projectionNorm.forward(projection.forward(x));
    return h.add(around).relu();
  }
}
