package dev.assay.data.format;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Walks over the fields of one protocol-buffers message without copying them. Only what ONNX uses
 * is understood: no groups.
 */
final class Protobuf {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final String format;
  private final Cursor cursor;
  private int field;
  private int wireType;
  private long number;
  private MemorySegment bytes = MemorySegment.NULL;

  Protobuf(String format, MemorySegment message) {
    this.format = format;
    this.cursor = new Cursor(format, message, ByteOrder.LITTLE_ENDIAN);
  }

  /** Moves to the next field; false at the message's end. */
  boolean next() {
    if (cursor.atEnd()) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    wireType = (int) tag & 7;
    if (tag >>> 32 != 0 || field == 0) {
      throw malformed("it holds a field of the impossible number " + (tag >>> 3));
    }
    switch (wireType) {
      case VARINT -> number = varint();
      case FIXED64 -> bytes = cursor.slice(8);
      case FIXED32 -> bytes = cursor.slice(4);
      case DELIMITED -> bytes = cursor.slice(varint());
      default -> throw malformed("it holds a field of the unknown wire type " + wireType);
    }
    return true;
  }

  int field() {
    return field;
  }

  /** The field as a number. */
  long number() {
    require(wireType == VARINT);
    return number;
  }

  /** The field as a number of 31 bits. */
  int small() {
    long value = number();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw malformed("field " + field + " holds the impossible number " + value);
    }
    return (int) value;
  }

  /** The field's bytes. */
  MemorySegment bytes() {
    require(wireType == DELIMITED);
    return bytes;
  }

  /** The field as text. */
  String text() {
    return new String(bytes().toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  /** The field as a message. */
  Protobuf message() {
    return new Protobuf(format, bytes());
  }

  /** The field's bytes where it holds packed or single fixed-width values. */
  MemorySegment fixed() {
    require(wireType != VARINT);
    return bytes;
  }

  /** Adds the numbers of a repeated field, packed or one by one, of which most are allowed. */
  void addNumbers(List<Long> numbers, long most) {
    if (wireType == VARINT) {
      numbers.add(number);
    } else {
      Protobuf packed = message();
      while (!packed.cursor.atEnd() && numbers.size() <= most) {
        numbers.add(packed.varint());
      }
    }
    if (numbers.size() > most) {
      throw malformed("field " + field + " holds more than " + most + " numbers");
    }
  }

  MalformedDataException malformed(String what) {
    return cursor.malformed(what);
  }

  private void require(boolean condition) {
    if (!condition) {
      throw malformed("field " + field + " has the unexpected wire type " + wireType);
    }
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = cursor.unsignedByte();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw malformed("it holds a number of more than 64 bits");
  }
}
