package dev.assay.tensor.nn;

import dev.assay.tensor.Tensor;

/** A layer from one tensor to one tensor. */
public abstract class UnaryLayer extends Layer {
  /** Applies the layer; the class says which shapes it takes and gives. */
  public abstract Tensor forward(Tensor x);
}
