package dev.assay.methods;

import dev.assay.tensor.DType;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TorchStream;
import java.util.Arrays;
import java.util.List;

/** What each member of a population has of its own, in the shape of a stacked parameter. */
final class PerMember {
  private PerMember() {}

  /** One number for each member, as (members, 1, ...) of the parameter's type. */
  static Tensor of(double[] values, Tensor parameter) {
    long[] shape = new long[parameter.dimensions()];
    Arrays.fill(shape, 1);
    shape[0] = values.length;
    return Tensor.of(values, shape).to(parameter.dtype());
  }

  /** Standard Gaussian numbers, each member's from its own stream: no neighbour changes them. */
  static Tensor gaussian(List<TorchStream> streams, Tensor parameter) {
    Tensor drawn = Tensor.empty(DType.FLOAT32, parameter.shape());
    for (int i = 0; i < streams.size(); i++) {
      drawn.select(0, i).normalInPlace(0, 1, streams.get(i));
    }
    return drawn;
  }

  /** Refuses parameters that are not stacked along a first dimension of this many members. */
  static void requireStacked(Tensor parameter, int members) {
    if (parameter.dimensions() == 0 || parameter.size(0) != members) {
      throw new IllegalArgumentException(
          "A parameter of shape "
              + Arrays.toString(parameter.shape())
              + " is not that of "
              + members
              + " members, which have one stream each: it must be stacked, (members, ...).");
    }
  }
}
