package dev.assay.tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Calls libtorch and turns its exceptions into sentences.
 *
 * <p>Some arguments cost as much to make as an operation on a small tensor; those that never change
 * are made here once and live as long as the program.
 */
final class Native {
  static final TensorOptional NO_TENSOR;
  static final LongOptional NO_LONG;
  static final DoubleOptional NO_DOUBLE;
  static final BoolOptional NO_BOOL;
  static final ScalarTypeOptional NO_TYPE;
  static final MemoryFormatOptional NO_FORMAT;
  static final DeviceOptional NO_DEVICE;
  private static final Map<DType, TensorOptions> OPTIONS = new EnumMap<>(DType.class);

  static {
    unpack();
    // One thread a trial: a second one inside an operation makes small work slower.
    torch.set_num_threads(1);
    NO_TENSOR = lasting(new TensorOptional());
    NO_LONG = lasting(new LongOptional());
    NO_DOUBLE = lasting(new DoubleOptional());
    NO_BOOL = lasting(new BoolOptional());
    NO_TYPE = lasting(new ScalarTypeOptional());
    NO_FORMAT = lasting(new MemoryFormatOptional());
    NO_DEVICE = lasting(new DeviceOptional());
    for (DType type : DType.values()) {
      OPTIONS.put(type, lasting(new TensorOptions(scalarType(type))));
    }
  }

  private Native() {}

  /**
   * Unpacks all of libtorch before any of it is loaded. Unpacked one by one as JavaCPP does, the
   * first would find another libtorch of the system's in place of its siblings, and crash.
   */
  private static void unpack() {
    try {
      Loader.cacheResource(torch.class, "/org/bytedeco/pytorch/" + Loader.getPlatform());
    } catch (IOException e) {
      throw new UncheckedIOException("libtorch cannot be unpacked", e);
    }
  }

  @FunctionalInterface
  interface Unary {
    org.bytedeco.pytorch.Tensor apply(org.bytedeco.pytorch.Tensor a);
  }

  @FunctionalInterface
  interface Binary {
    org.bytedeco.pytorch.Tensor apply(org.bytedeco.pytorch.Tensor a, org.bytedeco.pytorch.Tensor b);
  }

  @FunctionalInterface
  interface Supplier<T> {
    T get();
  }

  /** Loads libtorch, where it is not loaded yet. */
  static void load() {
    // The static initialiser does it.
  }

  /** Calls an operation of one tensor. */
  static Tensor call(String operation, Tensor a, Unary body) {
    try {
      return new Tensor(body.apply(a.pointer()));
    } catch (RuntimeException e) {
      throw Failure.of(operation, e, a);
    }
  }

  /** Calls an operation of two tensors. */
  static Tensor call(String operation, Tensor a, Tensor b, Binary body) {
    try {
      return new Tensor(body.apply(a.pointer(), b.pointer()));
    } catch (RuntimeException e) {
      throw Failure.of(operation, e, a, b);
    }
  }

  /** Calls an operation with any result; the operands are named in the message of a failure. */
  static <T> T get(String operation, Supplier<T> body, Tensor... operands) {
    try {
      return body.get();
    } catch (RuntimeException e) {
      throw Failure.of(operation, e, operands);
    }
  }

  /** A tensor of its own that shares the memory of one that belongs to a tuple or a vector. */
  static Tensor own(org.bytedeco.pytorch.Tensor part) {
    return new Tensor(new org.bytedeco.pytorch.Tensor(part));
  }

  /** The tensors of a vector, which is closed. */
  static List<Tensor> own(TensorVector vector) {
    try (vector) {
      int size = Math.toIntExact(vector.size());
      List<Tensor> tensors = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        tensors.add(own(vector.get(i)));
      }
      return tensors;
    }
  }

  static TensorVector vector(List<Tensor> tensors) {
    org.bytedeco.pytorch.Tensor[] pointers = new org.bytedeco.pytorch.Tensor[tensors.size()];
    for (int i = 0; i < pointers.length; i++) {
      pointers[i] = tensors.get(i).pointer();
    }
    return new TensorVector(pointers);
  }

  static TensorOptional optional(@Nullable Tensor tensor) {
    return tensor == null ? NO_TENSOR : new TensorOptional(tensor.pointer());
  }

  static long[] longs(int... values) {
    long[] longs = new long[values.length];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = values[i];
    }
    return longs;
  }

  /** The type, on the CPU. */
  static TensorOptions options(DType type) {
    return Objects.requireNonNull(OPTIONS.get(type));
  }

  static torch.ScalarType scalarType(DType type) {
    return switch (type) {
      case BOOL -> torch.ScalarType.Bool;
      case UINT8 -> torch.ScalarType.Byte;
      case INT8 -> torch.ScalarType.Char;
      case INT16 -> torch.ScalarType.Short;
      case INT32 -> torch.ScalarType.Int;
      case INT64 -> torch.ScalarType.Long;
      case FLOAT8_E4M3 -> torch.ScalarType.Float8_e4m3fn;
      case FLOAT8_E5M2 -> torch.ScalarType.Float8_e5m2;
      case BFLOAT16 -> torch.ScalarType.BFloat16;
      case FLOAT16 -> torch.ScalarType.Half;
      case FLOAT32 -> torch.ScalarType.Float;
      case FLOAT64 -> torch.ScalarType.Double;
      case COMPLEX64 -> torch.ScalarType.ComplexFloat;
      case COMPLEX128 -> torch.ScalarType.ComplexDouble;
    };
  }

  static DType dtype(torch.ScalarType type) {
    return switch (type) {
      case Bool -> DType.BOOL;
      case Byte -> DType.UINT8;
      case Char -> DType.INT8;
      case Short -> DType.INT16;
      case Int -> DType.INT32;
      case Long -> DType.INT64;
      case Float8_e4m3fn -> DType.FLOAT8_E4M3;
      case Float8_e5m2 -> DType.FLOAT8_E5M2;
      case BFloat16 -> DType.BFLOAT16;
      case Half -> DType.FLOAT16;
      case Float -> DType.FLOAT32;
      case Double -> DType.FLOAT64;
      case ComplexFloat -> DType.COMPLEX64;
      case ComplexDouble -> DType.COMPLEX128;
      default -> throw new IllegalStateException("Tensors of type " + type + " are not used here.");
    };
  }

  /** Takes a pointer out of the scope that happens to be open while this class is loaded. */
  static <P extends Pointer> P lasting(P pointer) {
    pointer.retainReference();
    PointerScope scope = PointerScope.getInnerScope();
    if (scope != null) {
      scope.detach(pointer);
    }
    return pointer;
  }
}
