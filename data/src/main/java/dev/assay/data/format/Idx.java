package dev.assay.data.format;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The format of the MNIST files (LeCun, Cortes and Burges): two zero bytes, a type, a rank, the
 * sizes as big-endian 32-bit numbers, the elements big-endian in row-major order.
 */
public final class Idx {
  private Idx() {}

  /**
   * Reads a whole file.
   *
   * @throws MalformedDataException where the header is not IDX's or the length is not what it says
   */
  public static NdArray read(MemorySegment file) {
    Cursor cursor = new Cursor("IDX", file, ByteOrder.BIG_ENDIAN);
    int zeros = cursor.unsignedShort();
    int type = cursor.unsignedByte();
    int rank = cursor.unsignedByte();
    if (zeros != 0) {
      throw cursor.malformed("it does not begin with two zero bytes");
    }
    ElementType element =
        switch (type) {
          case 0x08 -> ElementType.U8;
          case 0x09 -> ElementType.I8;
          case 0x0b -> ElementType.I16;
          case 0x0c -> ElementType.I32;
          case 0x0d -> ElementType.F32;
          case 0x0e -> ElementType.F64;
          default -> throw cursor.malformed("0x%02x is no element type".formatted(type));
        };
    long[] shape = new long[rank];
    for (int i = 0; i < rank; i++) {
      shape[i] = Integer.toUnsignedLong(cursor.integer());
    }
    NdArray array = cursor.array(element, shape);
    cursor.requireEnd();
    return array;
  }

  /**
   * Reads a file whose elements are bytes and whose rank is known.
   *
   * @throws MalformedDataException as {@link #read}, or where type or rank are others
   */
  public static NdArray readBytes(MemorySegment file, int rank) {
    NdArray array = read(file);
    if (array.type() != ElementType.U8 || array.shape().length != rank) {
      throw new MalformedDataException(
          "Unsigned bytes in "
              + rank
              + " dimensions were expected, the IDX file holds "
              + array.type()
              + " of shape "
              + Arrays.toString(array.shape())
              + ".");
    }
    return array;
  }
}
