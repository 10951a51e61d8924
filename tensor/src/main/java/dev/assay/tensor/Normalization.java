package dev.assay.tensor;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Shifts and scales elements to mean 0 and variance 1, then by weights and biases. */
public final class Normalization {
  private Normalization() {}

  /**
   * Over the last dimension (Ba et al. 2016).
   *
   * @param x (..., d)
   * @param weight (d), or null for 1
   * @param bias (d), or null for 0
   * @param epsilon added to the variance
   */
  public static Tensor layer(
      Tensor x, @Nullable Tensor weight, @Nullable Tensor bias, double epsilon) {
    long[] last = {x.size(-1)};
    return Native.get(
        "layer normalization",
        () ->
            new Tensor(
                torch.layer_norm(
                    x.pointer(),
                    last,
                    Native.optional(weight),
                    Native.optional(bias),
                    epsilon,
                    false)),
        operands(x, weight));
  }

  /**
   * By the root of the mean square over the last dimension, without a shift (Zhang and Sennrich
   * 2019).
   *
   * @param x (..., d)
   * @param weight (d), or null for 1
   * @param epsilon added to the mean square
   */
  public static Tensor rms(Tensor x, @Nullable Tensor weight, double epsilon) {
    long[] last = {x.size(-1)};
    return Native.get(
        "RMS normalization",
        () -> {
          try (DoubleOptional added = new DoubleOptional(epsilon)) {
            return new Tensor(torch.rms_norm(x.pointer(), last, Native.optional(weight), added));
          }
        },
        operands(x, weight));
  }

  /**
   * Each channel over batch and positions (Ioffe and Szegedy 2015).
   *
   * @param x (batch, channels, ...)
   * @param runningMean (channels), changed in place while training
   * @param runningVariance (channels), changed in place while training
   * @param weight (channels), or null for 1
   * @param bias (channels), or null for 0
   * @param training true to use the batch's statistics, false to use the running ones
   * @param momentum the batch's share in the new running statistics
   * @param epsilon added to the variance
   */
  public static Tensor batch(
      Tensor x,
      Tensor runningMean,
      Tensor runningVariance,
      @Nullable Tensor weight,
      @Nullable Tensor bias,
      boolean training,
      double momentum,
      double epsilon) {
    return Native.get(
        "batch normalization",
        () ->
            new Tensor(
                torch.batch_norm(
                    x.pointer(),
                    Native.optional(weight),
                    Native.optional(bias),
                    Native.optional(runningMean),
                    Native.optional(runningVariance),
                    training,
                    momentum,
                    epsilon,
                    false)),
        x,
        runningMean);
  }

  /**
   * Groups of channels over positions (Wu and He 2018).
   *
   * @param x (batch, channels, ...)
   * @param groups divides the channels
   * @param weight (channels), or null for 1
   * @param bias (channels), or null for 0
   */
  public static Tensor group(
      Tensor x, int groups, @Nullable Tensor weight, @Nullable Tensor bias, double epsilon) {
    return Native.get(
        "group normalization",
        () ->
            new Tensor(
                torch.group_norm(
                    x.pointer(),
                    groups,
                    Native.optional(weight),
                    Native.optional(bias),
                    epsilon,
                    false)),
        operands(x, weight));
  }

  private static Tensor[] operands(Tensor x, @Nullable Tensor weight) {
    return weight == null ? new Tensor[] {x} : new Tensor[] {x, weight};
  }
}
