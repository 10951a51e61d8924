package dev.assay.tensor.nn;

import dev.assay.tensor.Normalization;
import dev.assay.tensor.Tensor;

/**
 * {@link Normalization#batch} with a learned weight and bias, and running statistics for
 * evaluation: (batch, channels, ...).
 */
public final class BatchNorm extends UnaryLayer {
  private static final double EPSILON = 1e-5;
  private static final double MOMENTUM = 0.1;

  private final Parameter weight;
  private final Parameter bias;
  private final Buffer mean;
  private final Buffer variance;

  /** Starts with weight 1 and bias 0, running mean 0 and variance 1. */
  public BatchNorm(int channels) {
    weight = parameter("weight", Role.VECTOR, Tensor.ones(channels));
    bias = parameter("bias", Role.VECTOR, Tensor.zeros(channels));
    mean = buffer("running_mean", Tensor.zeros(channels));
    variance = buffer("running_var", Tensor.ones(channels));
  }

  @Override
  public Tensor forward(Tensor x) {
    if (members() == 0) {
      return normalize(x, mean.value(), variance.value(), weight.value(), bias.value());
    }
    return Stacked.split(
        normalize(
            Stacked.join(x),
            mean.value().reshape(-1),
            variance.value().reshape(-1),
            weight.value().reshape(-1),
            bias.value().reshape(-1)),
        members());
  }

  private Tensor normalize(Tensor x, Tensor m, Tensor v, Tensor w, Tensor b) {
    return Normalization.batch(x, m, v, w, b, isTraining(), MOMENTUM, EPSILON);
  }
}
