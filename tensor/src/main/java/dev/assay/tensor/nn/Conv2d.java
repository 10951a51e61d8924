package dev.assay.tensor.nn;

import dev.assay.tensor.Convolution;
import dev.assay.tensor.Tensor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A convolution over images: (batch, in, height, width) becomes (batch, out, ...). */
public final class Conv2d extends UnaryLayer {
  private final Convolution convolution;
  private final Parameter weight;
  private final @Nullable Parameter bias;

  /**
   * Starts with PyTorch's initialization, uniform up to {@code 1 / sqrt(fan in)}.
   *
   * @param in channels in
   * @param out channels out
   * @param size of the square kernel
   * @param convolution stride, padding, dilation and groups
   */
  public Conv2d(
      int in,
      int out,
      int size,
      Convolution convolution,
      boolean withBias,
      RandomGenerator random) {
    if (in % convolution.groups() != 0 || out % convolution.groups() != 0) {
      throw new IllegalArgumentException(
          "The groups "
              + convolution.groups()
              + " divide not both "
              + in
              + " channels in and "
              + out
              + " channels out.");
    }
    this.convolution = convolution;
    int fan = in / convolution.groups();
    weight =
        parameter(
            "weight",
            Role.MATRIX,
            Initializer.inverseRootFanIn().draw(random, out, fan, size, size));
    bias =
        withBias
            ? parameter(
                "bias",
                Role.VECTOR,
                Initializer.uniform(1 / Math.sqrt((double) fan * size * size)).draw(random, out))
            : null;
  }

  /** With a bias, stride 1, and padding that keeps the size, for an odd kernel. */
  public Conv2d(int in, int out, int size, RandomGenerator random) {
    this(in, out, size, Convolution.plain().withPadding(size / 2), true, random);
  }

  /** The kernels (out, in / groups, size, size). */
  public Parameter weight() {
    return weight;
  }

  @Override
  public Tensor forward(Tensor x) {
    if (members() == 0) {
      return convolution.conv2d(x, weight.value(), bias == null ? null : bias.value());
    }
    // All members' channels side by side, as groups of one convolution.
    Tensor kernels = weight.value().flatten(0, 1);
    Tensor biases = bias == null ? null : bias.value().flatten(0, 1);
    return Stacked.split(
        convolution
            .withGroups(members() * convolution.groups())
            .conv2d(Stacked.join(x), kernels, biases),
        members());
  }
}
