package dev.assay.tensor.nn;

import dev.assay.tensor.Tensor;

/** The functions between the linear maps of a network. */
public enum Activation {
  /** {@code max(x, 0)}. */
  RELU,
  /** {@code x * Phi(x)}. */
  GELU,
  /** {@code x * sigmoid(x)}. */
  SILU,
  /** The hyperbolic tangent. */
  TANH,
  /** {@code x}. */
  IDENTITY;

  /** Applies it to each element. */
  public Tensor apply(Tensor x) {
    return switch (this) {
      case RELU -> x.relu();
      case GELU -> x.gelu();
      case SILU -> x.silu();
      case TANH -> x.tanh();
      case IDENTITY -> x;
    };
  }
}
