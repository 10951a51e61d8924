package dev.assay.tensor.nn;

import dev.assay.tensor.Tensor;

/** A tensor that belongs to a layer's state and is not learned, such as a running mean. */
public final class Buffer {
  private Tensor value;

  Buffer(Tensor initial) {
    value = initial;
  }

  /** The values. */
  public Tensor value() {
    return value;
  }

  void replace(Tensor newValue) {
    value = newValue;
  }
}
