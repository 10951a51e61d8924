package dev.assay.data.format;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** The type of an array's elements, named as safetensors names them. */
public enum ElementType {
  F64(8),
  F32(4),
  /** IEEE 754 binary16. */
  F16(2),
  /** The upper half of an F32. */
  BF16(2),
  /**
   * Four exponent bits of bias 7, three of mantissa, no infinity (Micikevicius et al., arXiv
   * 2209.05433).
   */
  F8_E4M3(1),
  /** The upper half of an F16. */
  F8_E5M2(1),
  I64(8),
  I32(4),
  I16(2),
  I8(1),
  U64(8),
  U32(4),
  U16(2),
  U8(1),
  BOOL(1);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** The size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Whether the elements are whole numbers or truth values. */
  public boolean isInteger() {
    return switch (this) {
      case F64, F32, F16, BF16, F8_E4M3, F8_E5M2 -> false;
      case I64, I32, I16, I8, U64, U32, U16, U8, BOOL -> true;
    };
  }

  /** The element at this offset; a U64 above 2^63 and an I64 beyond 2^53 are rounded. */
  double read(MemorySegment data, long offset, ByteOrder order) {
    return switch (this) {
      case F64 -> data.get(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(order), offset);
      case F32 -> data.get(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order), offset);
      case F16 -> Float.float16ToFloat(shortAt(data, offset, order));
      case BF16 -> Float.intBitsToFloat(shortAt(data, offset, order) << 16);
      case F8_E4M3 -> e4m3(data.get(ValueLayout.JAVA_BYTE, offset));
      case F8_E5M2 -> Float.float16ToFloat((short) (data.get(ValueLayout.JAVA_BYTE, offset) << 8));
      case U64 -> {
        long value = readLong(data, offset, order);
        yield value >= 0 ? value : 2.0 * ((value >>> 1) | (value & 1));
      }
      default -> readLong(data, offset, order);
    };
  }

  /** The whole number at this offset; a U64 keeps its bits. */
  long readLong(MemorySegment data, long offset, ByteOrder order) {
    return switch (this) {
      case I64, U64 -> data.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), offset);
      case I32 -> data.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), offset);
      case U32 ->
          Integer.toUnsignedLong(data.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), offset));
      case I16 -> shortAt(data, offset, order);
      case U16 -> Short.toUnsignedLong(shortAt(data, offset, order));
      case I8 -> data.get(ValueLayout.JAVA_BYTE, offset);
      case U8 -> Byte.toUnsignedLong(data.get(ValueLayout.JAVA_BYTE, offset));
      case BOOL -> data.get(ValueLayout.JAVA_BYTE, offset) == 0 ? 0 : 1;
      default -> throw new IllegalStateException(this + " is not a whole number.");
    };
  }

  private static short shortAt(MemorySegment data, long offset, ByteOrder order) {
    return data.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), offset);
  }

  private static float e4m3(byte bits) {
    int exponent = bits >> 3 & 15;
    int mantissa = bits & 7;
    float magnitude;
    if (exponent == 15 && mantissa == 7) {
      magnitude = Float.NaN;
    } else if (exponent == 0) {
      magnitude = Math.scalb((float) mantissa, -9);
    } else {
      magnitude = Math.scalb(8f + mantissa, exponent - 10);
    }
    return bits < 0 ? -magnitude : magnitude;
  }
}
