package dev.assay.tensor;

import org.bytedeco.pytorch.global.torch;

/**
 * Where a tensor's numbers lie and its operations run.
 *
 * @param kind CPU, CUDA or META
 * @param index which of several, counted from 0; 0 for all but a GPU
 */
public record Device(Kind kind, int index) {
  private static final Device CPU = new Device(Kind.CPU, 0);
  private static final Device META = new Device(Kind.META, 0);
  private static volatile Device standard = CPU;

  /** The kinds of devices. */
  public enum Kind {
    /** This machine's processor. */
    CPU,
    /** An NVIDIA GPU. */
    CUDA,
    /** Nowhere: shapes and types without numbers. */
    META
  }

  /** Refuses a negative index, and a second CPU. */
  public Device {
    if (index < 0 || (kind != Kind.CUDA && index > 0)) {
      throw new IllegalArgumentException("There is no device " + kind + " " + index + ".");
    }
  }

  /** The processor. */
  public static Device cpu() {
    return CPU;
  }

  /**
   * No place at all: operations give shapes and types, and compute nothing. Not all operations of
   * libtorch have it, and a number cannot be read.
   */
  public static Device meta() {
    return META;
  }

  /**
   * Where tensors are made that nobody places: the CPU, unless {@link #makeStandard} was called.
   */
  public static Device standard() {
    return standard;
  }

  /**
   * Makes all tensors on this device from now on, in the whole process: what {@link Tensor}'s
   * factories and {@link TorchStream} make, layers and data read from files among it. Random
   * numbers are still drawn on the CPU and then moved. Call it once, before the first tensor:
   * tensors of two devices do not mix.
   */
  public static void makeStandard(Device device) {
    standard = device;
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
    return switch (kind) {
      case CPU -> "cpu";
      case CUDA -> "cuda:" + index;
      case META -> "meta";
    };
  }
}
