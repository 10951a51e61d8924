package dev.assay.data.format;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads a file from its beginning to its end, and never past it. */
final class Cursor {
  private final String format;
  private final MemorySegment data;
  private final ByteOrder order;
  private long position;

  /**
   * Starts at the file's beginning.
   *
   * @param format the file's format, as messages name it
   */
  Cursor(String format, MemorySegment data, ByteOrder order) {
    this.format = format;
    this.data = data;
    this.order = order;
  }

  long remaining() {
    return data.byteSize() - position;
  }

  boolean atEnd() {
    return remaining() == 0;
  }

  int unsignedByte() {
    return Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, advance(1)));
  }

  int unsignedShort() {
    return Short.toUnsignedInt(
        data.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), advance(2)));
  }

  int integer() {
    return data.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), advance(4));
  }

  long longInteger() {
    return data.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), advance(8));
  }

  float floating() {
    return data.get(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order), advance(4));
  }

  /** The next bytes, without copying them; a length beyond the end or below 0 is refused. */
  MemorySegment slice(long length) {
    return data.asSlice(advance(length), length);
  }

  /** An array of this type and shape, in the file's byte order, without copying it. */
  NdArray array(ElementType type, long... shape) {
    return array(type, order, shape);
  }

  /** An array of this type, byte order and shape, without copying it. */
  NdArray array(ElementType type, ByteOrder order, long... shape) {
    long bytes = NdArray.byteCount(type, shape);
    if (bytes < 0) {
      throw malformed("it claims an array of the impossible shape " + Arrays.toString(shape));
    }
    return new NdArray(type, shape, slice(bytes), order);
  }

  void requireEnd() {
    if (!atEnd()) {
      throw malformed(remaining() + " bytes follow what should be its end");
    }
  }

  /** An exception whose sentence begins with the format's name. */
  MalformedDataException malformed(String what) {
    return new MalformedDataException("This is no good " + format + " file: " + what + ".");
  }

  private long advance(long length) {
    if (length < 0 || length > remaining()) {
      throw malformed(
          "it ends at byte "
              + data.byteSize()
              + " where "
              + Long.toUnsignedString(length)
              + " bytes from byte "
              + position
              + " on were to come");
    }
    long start = position;
    position += length;
    return start;
  }
}
