package dev.assay.tensor;

import java.util.Arrays;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Discrete convolution (without flipping the kernel) over the last one, two or three dimensions.
 *
 * <p>Signals are (batch, in, ...), kernels (out, in / groups, ...), the result (batch, out, ...). A
 * size n becomes {@code (n + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1}.
 *
 * @param stride the step between two windows, at least 1
 * @param padding zeros put at both ends, at least 0
 * @param dilation the distance of two kernel elements, at least 1
 * @param groups into how many independent convolutions the channels are divided, at least 1
 */
public record Convolution(int stride, int padding, int dilation, int groups) {
  private static final Convolution PLAIN = new Convolution(1, 0, 1, 1);

  /** Refuses sizes that make no sense. */
  public Convolution {
    if (stride < 1 || padding < 0 || dilation < 1 || groups < 1) {
      throw new IllegalArgumentException(
          "A convolution needs stride, dilation and groups of at least 1 and padding of at least 0,"
              + " not "
              + stride
              + ", "
              + dilation
              + ", "
              + groups
              + " and "
              + padding
              + ".");
    }
  }

  /** Stride 1, no padding, no dilation, one group. */
  public static Convolution plain() {
    return PLAIN;
  }

  /** The same with another stride. */
  public Convolution withStride(int newStride) {
    return new Convolution(newStride, padding, dilation, groups);
  }

  /** The same with another padding. */
  public Convolution withPadding(int newPadding) {
    return new Convolution(stride, newPadding, dilation, groups);
  }

  /** The same with another dilation. */
  public Convolution withDilation(int newDilation) {
    return new Convolution(stride, padding, newDilation, groups);
  }

  /** The same with another number of groups. */
  public Convolution withGroups(int newGroups) {
    return new Convolution(stride, padding, dilation, newGroups);
  }

  /**
   * Over one dimension: (b, in, n) and kernel (out, in / groups, k).
   *
   * @param bias (out), or null for none
   */
  public Tensor conv1d(Tensor x, Tensor kernel, @Nullable Tensor bias) {
    return Native.get(
        "conv1d",
        () ->
            new Tensor(
                torch.conv1d(
                    x.pointer(),
                    kernel.pointer(),
                    Native.optional(bias),
                    all(stride, 1),
                    all(padding, 1),
                    all(dilation, 1),
                    groups)),
        x,
        kernel);
  }

  /**
   * Over two dimensions: (b, in, height, width) and kernel (out, in / groups, k, l).
   *
   * @param bias (out), or null for none
   */
  public Tensor conv2d(Tensor x, Tensor kernel, @Nullable Tensor bias) {
    return Native.get(
        "conv2d",
        () ->
            new Tensor(
                torch.conv2d(
                    x.pointer(),
                    kernel.pointer(),
                    Native.optional(bias),
                    all(stride, 2),
                    all(padding, 2),
                    all(dilation, 2),
                    groups)),
        x,
        kernel);
  }

  /**
   * Over three dimensions: (b, in, depth, height, width) and kernel (out, in / groups, j, k, l).
   *
   * @param bias (out), or null for none
   */
  public Tensor conv3d(Tensor x, Tensor kernel, @Nullable Tensor bias) {
    return Native.get(
        "conv3d",
        () ->
            new Tensor(
                torch.conv3d(
                    x.pointer(),
                    kernel.pointer(),
                    Native.optional(bias),
                    all(stride, 3),
                    all(padding, 3),
                    all(dilation, 3),
                    groups)),
        x,
        kernel);
  }

  /**
   * The transpose of {@link #conv2d}, which makes signals larger: (b, in, height, width) and kernel
   * (in, out / groups, k, l).
   *
   * @param bias (out), or null for none
   */
  public Tensor convTranspose2d(Tensor x, Tensor kernel, @Nullable Tensor bias) {
    return Native.get(
        "convTranspose2d",
        () ->
            new Tensor(
                torch.conv_transpose2d(
                    x.pointer(),
                    kernel.pointer(),
                    Native.optional(bias),
                    all(stride, 2),
                    all(padding, 2),
                    all(0, 2),
                    groups,
                    all(dilation, 2))),
        x,
        kernel);
  }

  /**
   * The windows that a convolution sees, as columns: (b, c, height, width) becomes (b, c * k * l,
   * windows), for a kernel (k, l).
   */
  public Tensor im2col(Tensor x, int k, int l) {
    return Native.call(
        "im2col",
        x,
        t -> torch.im2col(t, new long[] {k, l}, all(dilation, 2), all(padding, 2), all(stride, 2)));
  }

  private static long[] all(int value, int dimensions) {
    long[] values = new long[dimensions];
    Arrays.fill(values, value);
    return values;
  }
}
