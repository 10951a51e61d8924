package dev.assay.data.format;

import dev.assay.tensor.DType;
import dev.assay.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An array of numbers of any dimension, as a file holds it: a type, a shape, and the elements in
 * row-major order. It may lie in a mapped file; nothing is converted before it is asked for.
 */
public final class NdArray {
  private final ElementType type;
  private final long[] shape;
  private final MemorySegment data;
  private final ByteOrder order;

  /** The data must be as long as the shape and the type say; readers have checked it before. */
  NdArray(ElementType type, long[] shape, MemorySegment data, ByteOrder order) {
    this.type = type;
    this.shape = shape.clone();
    this.data = data.asReadOnly();
    this.order = order;
    if (byteCount(type, this.shape) != data.byteSize()) {
      throw new IllegalArgumentException(
          data.byteSize()
              + " bytes do not fill an array of "
              + type
              + " of shape "
              + Arrays.toString(shape)
              + ".");
    }
  }

  /** Copies values in row-major order; the sizes' product is their number. */
  public static NdArray of(float[] values, long... shape) {
    return new NdArray(
        ElementType.F32, shape, MemorySegment.ofArray(values.clone()), ByteOrder.nativeOrder());
  }

  /** Copies values in row-major order; the sizes' product is their number. */
  public static NdArray of(double[] values, long... shape) {
    return new NdArray(
        ElementType.F64, shape, MemorySegment.ofArray(values.clone()), ByteOrder.nativeOrder());
  }

  /** Copies whole numbers in row-major order; the sizes' product is their number. */
  public static NdArray of(long[] values, long... shape) {
    return new NdArray(
        ElementType.I64, shape, MemorySegment.ofArray(values.clone()), ByteOrder.nativeOrder());
  }

  /**
   * Copies a tensor of real numbers, integers or truth values; the type stays.
   *
   * @throws IllegalArgumentException for complex numbers
   */
  public static NdArray of(Tensor tensor) {
    ElementType type =
        switch (tensor.dtype()) {
          case FLOAT64 -> ElementType.F64;
          case FLOAT32 -> ElementType.F32;
          case FLOAT16 -> ElementType.F16;
          case BFLOAT16 -> ElementType.BF16;
          case FLOAT8_E4M3 -> ElementType.F8_E4M3;
          case FLOAT8_E5M2 -> ElementType.F8_E5M2;
          case INT64 -> ElementType.I64;
          case INT32 -> ElementType.I32;
          case INT16 -> ElementType.I16;
          case INT8 -> ElementType.I8;
          case UINT8 -> ElementType.U8;
          case BOOL -> ElementType.BOOL;
          case COMPLEX64, COMPLEX128 ->
              throw new IllegalArgumentException(
                  "Files hold real numbers only; the tensor is of " + tensor.dtype() + ".");
        };
    return new NdArray(
        type, tensor.shape(), MemorySegment.ofArray(tensor.toBytes()), ByteOrder.nativeOrder());
  }

  /** The elements' type. */
  public ElementType type() {
    return type;
  }

  /** The sizes; an empty array for a scalar. */
  public long[] shape() {
    return shape.clone();
  }

  /** The number of elements. */
  public long count() {
    return data.byteSize() / type.bytes();
  }

  /** The elements in row-major order, rounded to float32 where they are finer. */
  public float[] floats() {
    float[] values = new float[arrayLength()];
    if (type == ElementType.F32) {
      MemorySegment.copy(
          data, ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order), 0, values, 0, values.length);
    } else {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) type.read(data, (long) i * type.bytes(), order);
      }
    }
    return values;
  }

  /** The elements in row-major order; whole numbers beyond 2^53 are rounded. */
  public double[] doubles() {
    double[] values = new double[arrayLength()];
    for (int i = 0; i < values.length; i++) {
      values[i] = type.read(data, (long) i * type.bytes(), order);
    }
    return values;
  }

  /**
   * The whole numbers in row-major order; unsigned 64-bit ones keep their bits.
   *
   * @throws IllegalStateException where the type is a floating-point one
   */
  public long[] longs() {
    if (!type.isInteger()) {
      throw new IllegalStateException("An array of " + type + " does not hold whole numbers.");
    }
    long[] values = new long[arrayLength()];
    for (int i = 0; i < values.length; i++) {
      values[i] = type.readLong(data, (long) i * type.bytes(), order);
    }
    return values;
  }

  /**
   * A tensor of the same shape and type, on the CPU; unsigned numbers of more than 8 bits, which
   * libtorch has not, become int32 or int64.
   *
   * @throws IllegalStateException where an unsigned 64-bit number is beyond int64
   */
  public Tensor tensor() {
    return switch (type) {
      case F64 -> tensor(DType.FLOAT64);
      case F32 -> tensor(DType.FLOAT32);
      case F16 -> tensor(DType.FLOAT16);
      case BF16 -> tensor(DType.BFLOAT16);
      case F8_E4M3 -> tensor(DType.FLOAT8_E4M3);
      case F8_E5M2 -> tensor(DType.FLOAT8_E5M2);
      case I64 -> tensor(DType.INT64);
      case I32 -> tensor(DType.INT32);
      case I16 -> tensor(DType.INT16);
      case I8 -> tensor(DType.INT8);
      case U8 -> tensor(DType.UINT8);
      case U16 -> Tensor.of(Arrays.stream(longs()).mapToInt(x -> (int) x).toArray(), shape);
      case U32 -> Tensor.of(longs(), shape);
      case U64 -> {
        long[] values = longs();
        if (Arrays.stream(values).anyMatch(x -> x < 0)) {
          throw new IllegalStateException("A number of the array is beyond int64.");
        }
        yield Tensor.of(values, shape);
      }
      // A file may hold any byte that is not 0 for true, libtorch wants a 1.
      case BOOL -> {
        boolean[] values = new boolean[arrayLength()];
        for (int i = 0; i < values.length; i++) {
          values[i] = type.readLong(data, i, order) != 0;
        }
        yield Tensor.of(values, shape);
      }
    };
  }

  private Tensor tensor(DType dtype) {
    MemorySegment elements =
        order == ByteOrder.nativeOrder()
            ? data
            : MemorySegment.ofArray(bytes(ByteOrder.nativeOrder()));
    return Tensor.of(dtype, elements, shape);
  }

  /** The matrix (m x n) whose rows are this matrix's (n x m) columns; copies. */
  public NdArray transpose() {
    if (shape.length != 2) {
      throw new IllegalStateException(
          "A matrix has a transpose; the shape is " + Arrays.toString(shape) + ".");
    }
    return permuted(new long[] {shape[1], shape[0]});
  }

  /**
   * The same elements read in column-major order: element (i, j, k) of the result, which has the
   * given shape, is element (k, j, i) of the array whose shape is the reverse of it.
   */
  NdArray permuted(long[] newShape) {
    int bytes = type.bytes();
    byte[] result = new byte[Math.toIntExact(data.byteSize())];
    long[] index = new long[newShape.length];
    long[] stride = new long[newShape.length];
    long step = bytes;
    for (int i = 0; i < newShape.length; i++) {
      stride[i] = step;
      step *= newShape[i];
    }
    long from = 0;
    for (int to = 0; to < result.length; to += bytes) {
      MemorySegment.copy(data, ValueLayout.JAVA_BYTE, from, result, to, bytes);
      for (int i = newShape.length - 1; i >= 0; i--) {
        from += stride[i];
        if (++index[i] < newShape[i]) {
          break;
        }
        from -= stride[i] * newShape[i];
        index[i] = 0;
      }
    }
    return new NdArray(type, newShape, MemorySegment.ofArray(result), order);
  }

  /**
   * The bytes, in row-major order.
   *
   * @throws IllegalStateException where an element has more than one
   */
  public byte[] bytes() {
    if (type.bytes() != 1) {
      throw new IllegalStateException("An element of " + type + " is not one byte.");
    }
    return bytes(order);
  }

  /** The elements' bytes in row-major order, each element in this byte order. */
  byte[] bytes(ByteOrder wanted) {
    byte[] bytes = data.toArray(ValueLayout.JAVA_BYTE);
    if (order != wanted) {
      int size = type.bytes();
      for (int i = 0; i < bytes.length; i += size) {
        for (int j = 0; j < size / 2; j++) {
          byte swapped = bytes[i + j];
          bytes[i + j] = bytes[i + size - 1 - j];
          bytes[i + size - 1 - j] = swapped;
        }
      }
    }
    return bytes;
  }

  /** The number of bytes, or -1 where a size is negative or the product is beyond a long. */
  static long byteCount(ElementType type, long[] shape) {
    long bytes = type.bytes();
    boolean empty = false;
    for (long size : shape) {
      if (size < 0) {
        return -1;
      }
      empty |= size == 0;
    }
    if (empty) {
      return 0;
    }
    for (long size : shape) {
      long high = Math.multiplyHigh(bytes, size);
      bytes *= size;
      if (high != 0 || bytes < 0) {
        return -1;
      }
    }
    return bytes;
  }

  private int arrayLength() {
    if (count() > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException(
          "An array of " + count() + " elements does not fit a Java array.");
    }
    return (int) count();
  }

  @Override
  public String toString() {
    return type + Arrays.toString(shape);
  }
}
