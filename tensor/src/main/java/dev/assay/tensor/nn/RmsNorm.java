package dev.assay.tensor.nn;

import dev.assay.tensor.Normalization;
import dev.assay.tensor.Tensor;

/** {@link Normalization#rms} with a learned weight: (..., d). */
public final class RmsNorm extends UnaryLayer {
  private static final double EPSILON = 1e-6;

  private final Parameter weight;

  /** Starts with weight 1. */
  public RmsNorm(int d) {
    weight = parameter("weight", Role.VECTOR, Tensor.ones(d));
  }

  @Override
  public Tensor forward(Tensor x) {
    return members() == 0
        ? Normalization.rms(x, weight.value(), EPSILON)
        : Normalization.rms(x, null, EPSILON).mul(PerMember.spread(weight.value(), x));
  }
}
