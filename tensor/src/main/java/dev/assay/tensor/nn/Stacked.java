package dev.assay.tensor.nn;

import dev.assay.tensor.Tensor;

/**
 * Images of a population as images with the channels of all members.
 *
 * <p>The channels of a pixel lie side by side in memory: libtorch's pooling is many times faster
 * so, and its convolution somewhat. The result of {@link #split} lies in memory as {@link #join}
 * needs it, and element-wise operations keep it so: between the layers of a network nothing is
 * copied.
 */
final class Stacked {
  private Stacked() {}

  /** (members, batch, channels, ...) becomes (batch, members * channels, ...). */
  static Tensor join(Tensor x) {
    Tensor joined = x.transpose(0, 1).flatten(1, 2);
    return joined.dimensions() == 4 ? joined.channelsLast() : joined;
  }

  /** (batch, members * channels, ...) becomes (members, batch, channels, ...). */
  static Tensor split(Tensor x, int members) {
    long[] shape = x.shape();
    long[] split = new long[shape.length + 1];
    split[0] = shape[0];
    split[1] = members;
    split[2] = shape[1] / members;
    System.arraycopy(shape, 2, split, 3, shape.length - 2);
    return x.reshape(split).transpose(0, 1);
  }
}
