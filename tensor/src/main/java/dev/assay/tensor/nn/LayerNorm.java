package dev.assay.tensor.nn;

import dev.assay.tensor.Normalization;
import dev.assay.tensor.Tensor;

/** {@link Normalization#layer} with a learned weight and bias: (..., d). */
public final class LayerNorm extends UnaryLayer {
  private static final double EPSILON = 1e-5;

  private final Parameter weight;
  private final Parameter bias;

  /** Starts with weight 1 and bias 0. */
  public LayerNorm(int d) {
    weight = parameter("weight", Role.VECTOR, Tensor.ones(d));
    bias = parameter("bias", Role.VECTOR, Tensor.zeros(d));
  }

  @Override
  public Tensor forward(Tensor x) {
    if (members() == 0) {
      return Normalization.layer(x, weight.value(), bias.value(), EPSILON);
    }
    Tensor normal = Normalization.layer(x, null, null, EPSILON);
    return PerMember.spread(bias.value(), x)
        .addcmul(normal, PerMember.spread(weight.value(), x), 1);
  }
}
