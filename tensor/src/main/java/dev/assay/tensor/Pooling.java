package dev.assay.tensor;

import org.bytedeco.pytorch.global.torch;

/**
 * The greatest or the mean element of windows over the last dimensions of (batch, channels, ...).
 *
 * <p>Windows have one size in each dimension. With a padding p (at most half the size) a size n
 * becomes {@code (n + 2 * p - size) / stride + 1}.
 */
public final class Pooling {
  private Pooling() {}

  /** The greatest element of windows over one dimension. */
  public static Tensor max1d(Tensor x, int size, int stride, int padding) {
    return Native.call(
        "max1d",
        x,
        t ->
            torch.max_pool1d(
                t,
                new long[] {size},
                new long[] {stride},
                new long[] {padding},
                new long[] {1},
                false));
  }

  /** The greatest element of square windows. */
  public static Tensor max2d(Tensor x, int size, int stride, int padding) {
    return Native.call(
        "max2d",
        x,
        t -> torch.max_pool2d(t, pair(size), pair(stride), pair(padding), pair(1), false));
  }

  /** The mean of square windows; padded zeros count. */
  public static Tensor average2d(Tensor x, int size, int stride, int padding) {
    return Native.call(
        "average2d",
        x,
        t ->
            torch.avg_pool2d(
                t, pair(size), pair(stride), pair(padding), false, true, Native.NO_LONG));
  }

  /** The means of windows chosen so that (..., height, width) becomes (..., rows, columns). */
  public static Tensor adaptiveAverage2d(Tensor x, int rows, int columns) {
    return Native.call("adaptiveAverage2d", x, t -> torch.adaptive_avg_pool2d(t, rows, columns));
  }

  private static long[] pair(int value) {
    return new long[] {value, value};
  }
}
