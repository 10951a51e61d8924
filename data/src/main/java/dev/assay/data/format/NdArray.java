package dev.assay.data.format;

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

  /** Copies a tensor. */
  public static NdArray of(Tensor tensor) {
    return of(tensor.toDoubleArray(), tensor.shape());
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

  /** A float64 tensor of the same shape. */
  public Tensor tensor() {
    return Tensor.of(doubles(), shape);
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

  /** The elements' bytes in row-major order, each element little-endian. */
  byte[] littleEndianBytes() {
    byte[] bytes = data.toArray(ValueLayout.JAVA_BYTE);
    if (order != ByteOrder.LITTLE_ENDIAN) {
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
