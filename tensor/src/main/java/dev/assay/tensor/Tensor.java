package dev.assay.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A dense array of numbers in native memory, worked on by libtorch.
 *
 * <p>The operations stand in the interfaces by kind; those that belong together but are not part of
 * every program stand in {@link LinearAlgebra}, {@link Convolution}, {@link Pooling}, {@link
 * Attention}, {@link Normalization}, {@link Loss} and {@link Fourier}. Operations return new
 * tensors, except those whose name ends in {@code InPlace}. Whatever is wrong with the arguments
 * raises an {@link IllegalArgumentException} that names the operation and the shapes.
 *
 * <p>Gradients are recorded for what is computed from a tensor after {@link #requireGradient}, and
 * asked for with {@link Autograd}.
 *
 * <p>Not safe for writing from several threads. Free tensors with a {@link TensorScope}, or one by
 * one with {@link #close}; what is never closed is left to the collector.
 */
public final class Tensor
    implements AutoCloseable, Elementwise, Reductions, Shaping, Indexing, Products, InPlace {
  private static final int CHUNK = 1 << 16;
  private static final int SHOWN = 64;
  private static final ValueLayout.OfDouble DOUBLES =
      ValueLayout.JAVA_DOUBLE.withOrder(ByteOrder.nativeOrder());

  private final org.bytedeco.pytorch.Tensor pointer;

  Tensor(org.bytedeco.pytorch.Tensor pointer) {
    this.pointer = pointer;
  }

  /**
   * Copies values as FLOAT64, in row-major order.
   *
   * @param shape the sizes, whose product is the number of values; none of them for a scalar
   */
  public static Tensor of(double[] values, long... shape) {
    return of(DType.FLOAT64, MemorySegment.ofArray(values), "of", values.length, shape);
  }

  /** Copies values as FLOAT32, in row-major order. */
  public static Tensor of(float[] values, long... shape) {
    return of(DType.FLOAT32, MemorySegment.ofArray(values), "of", values.length, shape);
  }

  /** Copies values as INT64, in row-major order. */
  public static Tensor of(long[] values, long... shape) {
    return of(DType.INT64, MemorySegment.ofArray(values), "of", values.length, shape);
  }

  /** Copies values as INT32, in row-major order. */
  public static Tensor of(int[] values, long... shape) {
    return of(DType.INT32, MemorySegment.ofArray(values), "of", values.length, shape);
  }

  /** Copies values as INT8, in row-major order. */
  public static Tensor of(byte[] values, long... shape) {
    return of(DType.INT8, MemorySegment.ofArray(values), "of", values.length, shape);
  }

  /** Copies values as BOOL, in row-major order. */
  public static Tensor of(boolean[] values, long... shape) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (values[i] ? 1 : 0);
    }
    return of(DType.BOOL, MemorySegment.ofArray(bytes), "of", values.length, shape);
  }

  /** Copies rows of equal length, at least one, to a FLOAT64 matrix (rows x columns). */
  public static Tensor of(double[][] rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("of: a matrix needs at least one row.");
    }
    int columns = rows[0].length;
    double[] values = new double[Math.multiplyExact(rows.length, columns)];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new IllegalArgumentException(
            "of: row "
                + i
                + " has "
                + rows[i].length
                + " columns where row 0 has "
                + columns
                + ".");
      }
      System.arraycopy(rows[i], 0, values, i * columns, columns);
    }
    return of(values, rows.length, columns);
  }

  /**
   * Copies elements from memory, such as a mapped file.
   *
   * @param elements in row-major order and this machine's byte order, exactly as many bytes as the
   *     shape needs
   */
  public static Tensor of(DType type, MemorySegment elements, long... shape) {
    if (elements.byteSize() % type.bytes() != 0) {
      throw new IllegalArgumentException(
          "of: " + elements.byteSize() + " bytes are no whole number of " + type + " elements.");
    }
    return of(type, elements, "of", elements.byteSize() / type.bytes(), shape);
  }

  private static Tensor of(
      DType type, MemorySegment elements, String operation, long count, long[] shape) {
    requireCount(operation, count, shape);
    Tensor tensor = emptyOnCpu(type, shape);
    tensor.memory().copyFrom(elements);
    return tensor.placed();
  }

  /** A FLOAT64 scalar: shape []. */
  public static Tensor scalar(double value) {
    return full(value);
  }

  /** Memory of this shape whose elements are whatever was there before. */
  public static Tensor empty(DType type, long... shape) {
    return emptyOnCpu(type, shape).placed();
  }

  static Tensor emptyOnCpu(DType type, long... shape) {
    product(shape);
    return Native.get(
        "empty " + Arrays.toString(shape),
        () -> new Tensor(torch.torch_empty(shape, Native.options(type), Native.NO_FORMAT)));
  }

  /** FLOAT64 zeros of this shape. */
  public static Tensor zeros(long... shape) {
    return zeros(DType.FLOAT64, shape);
  }

  /** Zeros of this type and shape. */
  public static Tensor zeros(DType type, long... shape) {
    return empty(type, shape).zeroInPlace();
  }

  /** FLOAT64 ones of this shape. */
  public static Tensor ones(long... shape) {
    return full(1, shape);
  }

  /** Ones of this type and shape. */
  public static Tensor ones(DType type, long... shape) {
    return full(type, 1, shape);
  }

  /** One FLOAT64 value everywhere. */
  public static Tensor full(double value, long... shape) {
    return full(DType.FLOAT64, value, shape);
  }

  /** One value everywhere. */
  public static Tensor full(DType type, double value, long... shape) {
    return empty(type, shape).fillInPlace(value);
  }

  /** The integers from {@code from} to before {@code to} (INT64). */
  public static Tensor range(long from, long to) {
    try (Scalar first = new Scalar(from);
        Scalar end = new Scalar(to)) {
      return Native.get(
              "range",
              () -> new Tensor(torch.torch_arange(first, end, Native.options(DType.INT64))))
          .placed();
    }
  }

  /** This many FLOAT64 numbers at equal distances, from the first to the last. */
  public static Tensor linspace(double first, double last, long count) {
    try (Scalar start = new Scalar(first);
        Scalar end = new Scalar(last)) {
      return Native.get(
              "linspace",
              () ->
                  new Tensor(
                      torch.torch_linspace(start, end, count, Native.options(DType.FLOAT64))))
          .placed();
    }
  }

  /** The FLOAT64 identity matrix (n x n). */
  public static Tensor eye(int n) {
    return ones(n).diagonalMatrix();
  }

  /** A square FLOAT64 matrix (n x n) with these n values on its diagonal, zeros elsewhere. */
  public static Tensor diagonal(double... values) {
    return of(values, values.length).diagonalMatrix();
  }

  /** Independent standard Gaussian FLOAT64 numbers, drawn in row-major order. */
  public static Tensor randn(RandomGenerator random, long... shape) {
    Tensor tensor = emptyOnCpu(DType.FLOAT64, shape);
    MemorySegment memory = tensor.memory();
    long count = tensor.count();
    double[] chunk = new double[(int) Math.min(CHUNK, count)];
    for (long start = 0; start < count; start += chunk.length) {
      int length = (int) Math.min(chunk.length, count - start);
      for (int i = 0; i < length; i++) {
        chunk[i] = random.nextGaussian();
      }
      MemorySegment.copy(chunk, 0, memory, DOUBLES, start * Double.BYTES, length);
    }
    return tensor.placed();
  }

  /** Independent uniform FLOAT64 numbers of [low, high), drawn in row-major order. */
  public static Tensor uniform(RandomGenerator random, double low, double high, long... shape) {
    double[] values = new double[Math.toIntExact(product(shape))];
    for (int i = 0; i < values.length; i++) {
      values[i] = low + (high - low) * random.nextDouble();
    }
    return of(values, shape);
  }

  /** Joins tensors along a dimension they have. */
  public static Tensor cat(List<Tensor> tensors, int dimension) {
    return Native.get(
        "cat",
        () -> {
          try (TensorVector vector = Native.vector(tensors)) {
            return new Tensor(torch.cat(vector, dimension));
          }
        },
        tensors.toArray(Tensor[]::new));
  }

  /** Joins tensors of one shape along a new dimension. */
  public static Tensor stack(List<Tensor> tensors, int dimension) {
    return Native.get(
        "stack",
        () -> {
          try (TensorVector vector = Native.vector(tensors)) {
            return new Tensor(torch.stack(vector, dimension));
          }
        },
        tensors.toArray(Tensor[]::new));
  }

  /**
   * Einstein summation, such as {@code einsum("bij,bjk->bik", a, b)}: indices absent on the right
   * are summed over.
   */
  public static Tensor einsum(String equation, Tensor... operands) {
    return Native.get(
        "einsum \"" + equation + "\"",
        () -> {
          try (TensorVector vector = Native.vector(List.of(operands))) {
            return new Tensor(torch.einsum(equation, vector));
          }
        },
        operands);
  }

  /** Complex numbers of real and imaginary parts of one shape and type. */
  public static Tensor complex(Tensor real, Tensor imaginary) {
    return Native.get(
        "complex",
        () -> new Tensor(torch.view_as_complex(stack(List.of(real, imaginary), -1).pointer())),
        real,
        imaginary);
  }

  /** The sizes; an empty array for a scalar. */
  public long[] shape() {
    return Native.get("shape", () -> pointer.shape(), this);
  }

  /** The number of dimensions. */
  public int dimensions() {
    return (int) pointer.dim();
  }

  /** The size of one dimension, counted from 0, or from the last one with -1. */
  public int size(int dimension) {
    return Native.get("size", () -> Math.toIntExact(pointer.size(dimension)), this);
  }

  /** The number of elements. */
  public long count() {
    return Native.get("count", () -> pointer.numel(), this);
  }

  /** The type of the elements. */
  public DType dtype() {
    return Native.get("dtype", () -> Native.dtype(pointer.scalar_type().intern()), this);
  }

  /** Where the elements lie. */
  public Device device() {
    if (pointer.is_cpu()) {
      return Device.cpu();
    }
    if (pointer.is_meta()) {
      return Device.meta();
    }
    try (org.bytedeco.pytorch.Device device = pointer.device()) {
      return new Device(Device.Kind.CUDA, device.index());
    }
  }

  /** The elements converted to a type; this tensor itself where it has that type. */
  public Tensor to(DType type) {
    if (dtype() == type) {
      return this;
    }
    return Native.call("to " + type, this, t -> t.to(Native.scalarType(type)));
  }

  /** The elements on a device; this tensor itself where it is there. */
  public Tensor to(Device target) {
    if (device().equals(target)) {
      return this;
    }
    try (var device = new org.bytedeco.pytorch.Device(target.toString())) {
      return Native.call("to " + target, this, t -> t.to(device, t.scalar_type()));
    }
  }

  /** This new tensor where those belong that nobody places. */
  Tensor placed() {
    Device standard = Device.standard();
    return standard.kind() == Device.Kind.CPU ? this : to(standard);
  }

  /** An independent copy in row-major order. Gradients pass through it. */
  public Tensor copy() {
    return Native.call("copy", this, t -> t.contiguous().clone());
  }

  /** Zeros of this tensor's shape, type and device. */
  public Tensor zerosLike() {
    return Native.call("zerosLike", this, t -> torch.torch_zeros_like(t));
  }

  /** Ones of this tensor's shape, type and device. */
  public Tensor onesLike() {
    return Native.call("onesLike", this, t -> torch.torch_ones_like(t));
  }

  /** The same elements, shared, without the record that leads back to where they came from. */
  public Tensor detach() {
    return Native.call("detach", this, t -> t.detach());
  }

  /** Records from now on what is computed from this tensor, and returns it. */
  public Tensor requireGradient() {
    return requireGradient(true);
  }

  /** Records from now on what is computed from this tensor, or does so no longer; returns it. */
  public Tensor requireGradient(boolean required) {
    return Native.get(
        "requireGradient",
        () -> {
          pointer.set_requires_grad(required);
          return this;
        },
        this);
  }

  /**
   * Whether a gradient with respect to this tensor, or to what it was computed from, is recorded.
   */
  public boolean requiresGradient() {
    return pointer.requires_grad();
  }

  /** The value of a tensor of one real element, as a double. */
  public double item() {
    if (count() != 1) {
      throw new IllegalArgumentException(
          "item: one element is needed, the shape is " + Arrays.toString(shape()) + ".");
    }
    return Native.get("item", () -> pointer.item_double(), this);
  }

  /** The value of a tensor of one integer, as a long. */
  public long itemLong() {
    if (count() != 1) {
      throw new IllegalArgumentException(
          "itemLong: one element is needed, the shape is " + Arrays.toString(shape()) + ".");
    }
    return Native.get("itemLong", () -> pointer.item_long(), this);
  }

  /** All elements in row-major order, converted to double. */
  public double[] toDoubleArray() {
    return read(DType.FLOAT64, "toDoubleArray", m -> m.toArray(ValueLayout.JAVA_DOUBLE));
  }

  /** All elements in row-major order, converted to float. */
  public float[] toFloatArray() {
    return read(DType.FLOAT32, "toFloatArray", m -> m.toArray(ValueLayout.JAVA_FLOAT));
  }

  /** All elements in row-major order, converted to long. */
  public long[] toLongArray() {
    return read(DType.INT64, "toLongArray", m -> m.toArray(ValueLayout.JAVA_LONG));
  }

  /** All elements in row-major order, converted to int. */
  public int[] toIntArray() {
    return read(DType.INT32, "toIntArray", m -> m.toArray(ValueLayout.JAVA_INT));
  }

  /** The bytes of all elements, in row-major order and this machine's byte order. */
  public byte[] toBytes() {
    return read(dtype(), "toBytes", m -> m.toArray(ValueLayout.JAVA_BYTE));
  }

  private <T> T read(DType type, String operation, Function<MemorySegment, T> reader) {
    if (count() * type.bytes() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          operation
              + ": "
              + Arrays.toString(shape())
              + " has more elements than an array can hold.");
    }
    try (TensorScope _ = TensorScope.withoutGradient()) {
      return reader.apply(to(Device.cpu()).to(type).contiguous().memory());
    }
  }

  /** Frees the memory now; the tensor must not be used after. */
  @Override
  public void close() {
    pointer.close();
  }

  @Override
  public String toString() {
    if (pointer.isNull()) {
      return "Tensor(closed)";
    }
    String elements =
        count() > SHOWN || dtype().isComplex() ? "" : " " + Arrays.toString(toDoubleArray());
    return "Tensor" + Arrays.toString(shape()) + " " + dtype() + elements;
  }

  org.bytedeco.pytorch.Tensor pointer() {
    return pointer;
  }

  /** The elements of a contiguous tensor on the CPU. */
  @SuppressWarnings("restricted") // libtorch's memory is outside of Java's reach by nature.
  private MemorySegment memory() {
    long bytes = pointer.nbytes();
    return bytes == 0
        ? MemorySegment.NULL
        : MemorySegment.ofAddress(pointer.data_ptr().address()).reinterpret(bytes);
  }

  private static long product(long[] shape) {
    long product = 1;
    for (long size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException(
            "A size is negative in shape " + Arrays.toString(shape) + ".");
      }
      long high = Math.multiplyHigh(product, size);
      product *= size;
      if (high != 0 || product < 0) {
        throw new IllegalArgumentException(
            "Shape " + Arrays.toString(shape) + " has more elements than can be counted.");
      }
    }
    return product;
  }

  private static void requireCount(String operation, long count, long[] shape) {
    if (product(shape) != count) {
      throw new IllegalArgumentException(
          operation + ": " + count + " values do not fill shape " + Arrays.toString(shape) + ".");
    }
  }
}
