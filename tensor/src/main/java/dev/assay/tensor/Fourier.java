package dev.assay.tensor;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Discrete Fourier transforms, over the last dimension or the last two, without a factor forwards
 * and with 1 / n backwards. Real signals have n / 2 + 1 complex coefficients.
 */
public final class Fourier {
  private static final BoolOptional ONE_SIDED = Native.lasting(new BoolOptional(true));
  private static final StringViewOptional BACKWARD = Native.lasting(new StringViewOptional());

  private Fourier() {}

  /** The transform of complex or real signals (..., n): complex (..., n). */
  public static Tensor fft(Tensor x) {
    return Native.call("fft", x, t -> torch.fft_fft(t));
  }

  /** The inverse of {@link #fft}. */
  public static Tensor ifft(Tensor x) {
    return Native.call("ifft", x, t -> torch.fft_ifft(t));
  }

  /** The transform of real signals (..., n): complex (..., n / 2 + 1). */
  public static Tensor rfft(Tensor x) {
    return Native.call("rfft", x, t -> torch.fft_rfft(t));
  }

  /** The inverse of {@link #rfft}: (..., n / 2 + 1) becomes (..., n). */
  public static Tensor irfft(Tensor x, long n) {
    try (LongOptional size = new LongOptional(n)) {
      return Native.call("irfft", x, t -> torch.fft_irfft(t, size, -1, BACKWARD));
    }
  }

  /** The transform over the last two dimensions: complex (..., n, m). */
  public static Tensor fft2(Tensor x) {
    return Native.call("fft2", x, t -> torch.fft_fft2(t));
  }

  /**
   * The transform over the last two dimensions, padded with zeros to (n, m): complex (..., n, m).
   */
  public static Tensor fft2(Tensor x, long n, long m) {
    return Native.call(
        "fft2", x, t -> torch.fft_fft2(t, new long[] {n, m}, new long[] {-2, -1}, BACKWARD));
  }

  /** The inverse of {@link #fft2(Tensor)}. */
  public static Tensor ifft2(Tensor x) {
    return Native.call("ifft2", x, t -> torch.fft_ifft2(t));
  }

  /** The FLOAT64 periodic Hann window of this length, as short-time transforms use it. */
  public static Tensor hannWindow(long length) {
    return Native.get(
        "hannWindow",
        () -> new Tensor(torch.torch_hann_window(length, true, Native.options(DType.FLOAT64))));
  }

  /**
   * The short-time Fourier transform of real signals, whose ends are reflected so that frame t is
   * centred at {@code t * hop}.
   *
   * @param x (samples), or (batch, samples)
   * @param size samples in a frame; frequencies are size / 2 + 1
   * @param hop samples between two frames
   * @param window (size), of the signal's type
   * @return complex (frequencies, frames), or (batch, frequencies, frames)
   */
  public static Tensor stft(Tensor x, int size, int hop, Tensor window) {
    return Native.get(
        "stft",
        () -> {
          try (LongOptional step = new LongOptional(hop);
              TensorOptional by = Native.optional(window)) {
            return new Tensor(
                torch.stft(
                    x.pointer(),
                    size,
                    step,
                    Native.NO_LONG,
                    by,
                    true,
                    "reflect",
                    false,
                    ONE_SIDED,
                    ONE_SIDED,
                    Native.NO_BOOL));
          }
        },
        x,
        window);
  }

  /**
   * The inverse of {@link #stft}.
   *
   * @param samples the length of the signal
   */
  public static Tensor istft(Tensor x, int size, int hop, Tensor window, long samples) {
    return Native.get(
        "istft",
        () -> {
          try (LongOptional step = new LongOptional(hop);
              LongOptional length = new LongOptional(samples);
              TensorOptional by = Native.optional(window)) {
            return new Tensor(
                torch.istft(
                    x.pointer(),
                    size,
                    step,
                    Native.NO_LONG,
                    by,
                    true,
                    false,
                    ONE_SIDED,
                    length,
                    false));
          }
        },
        x,
        window);
  }
}
