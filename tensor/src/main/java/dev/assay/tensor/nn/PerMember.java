package dev.assay.tensor.nn;

import dev.assay.tensor.Tensor;
import java.util.Arrays;

/** Brings what each member has of its own to the dimensions of a population's tensors. */
final class PerMember {
  private PerMember() {}

  /** (members, a...) for (members, ..., a...): with dimensions of size 1 between. */
  static Tensor spread(Tensor own, Tensor target) {
    long[] from = own.shape();
    long[] shape = new long[target.dimensions()];
    Arrays.fill(shape, 1);
    shape[0] = from[0];
    System.arraycopy(from, 1, shape, shape.length - from.length + 1, from.length - 1);
    return own.reshape(shape);
  }
}
