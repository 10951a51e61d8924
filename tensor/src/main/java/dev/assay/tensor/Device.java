package dev.assay.tensor;

import org.bytedeco.pytorch.global.torch;

/**
 * Where a tensor's numbers lie and its operations run.
 *
 * @param kind CPU or CUDA
 * @param index which of several, counted from 0; 0 for the CPU
 */
public record Device(Kind kind, int index) {
  private static final Device CPU = new Device(Kind.CPU, 0);

  /** The kinds of devices. */
  public enum Kind {
    /** This machine's processor. */
    CPU,
    /** An NVIDIA GPU. */
    CUDA
  }

  /** Refuses a negative index, and a second CPU. */
  public Device {
    if (index < 0 || (kind == Kind.CPU && index > 0)) {
      throw new IllegalArgumentException("There is no device " + kind + " " + index + ".");
    }
  }

  /** The processor: the default of every tensor. */
  public static Device cpu() {
    return CPU;
  }

  /**
   * The first GPU.
   *
   * @throws IllegalStateException where this libtorch or this machine has none
   */
  public static Device cuda() {
    return cuda(0);
  }

  /**
   * The GPU of this index.
   *
   * @throws IllegalStateException where this libtorch or this machine has no such GPU
   */
  public static Device cuda(int index) {
    int count = cudaCount();
    if (count == 0) {
      throw new IllegalStateException(
          "No CUDA device can be used: build with the Maven profile cuda and see docs/gpu.md,"
              + " or use the CPU.");
    }
    if (index >= count) {
      throw new IllegalStateException(
          "There is no CUDA device " + index + ": this machine has " + count + ".");
    }
    return new Device(Kind.CUDA, index);
  }

  /** Whether {@link #cuda()} would succeed. */
  public static boolean hasCuda() {
    return cudaCount() > 0;
  }

  /**
   * Reads {@code cpu}, {@code cuda} or {@code cuda:1}.
   *
   * @throws IllegalArgumentException where the text is none of these
   * @throws IllegalStateException where there is no such GPU
   */
  public static Device parse(String text) {
    if (text.equals("cpu")) {
      return CPU;
    }
    if (text.equals("cuda")) {
      return cuda();
    }
    if (text.matches("cuda:\\d{1,3}")) {
      return cuda(Integer.parseInt(text.substring("cuda:".length())));
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is no device: use cpu, cuda or cuda:N with N from 0.");
  }

  private static int cudaCount() {
    Native.load();
    return torch.cuda_is_available() ? torch.cuda_device_count() : 0;
  }

  @Override
  public String toString() {
    return kind == Kind.CPU ? "cpu" : "cuda:" + index;
  }
}
