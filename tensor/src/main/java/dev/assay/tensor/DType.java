package dev.assay.tensor;

/** The type of a tensor's elements. */
public enum DType {
  /** True or false, one byte. */
  BOOL(1, "bool"),
  /** Unsigned integers of 8 bits. */
  UINT8(1, "uint8"),
  /** Signed integers of 8 bits. */
  INT8(1, "int8"),
  /** Signed integers of 16 bits. */
  INT16(2, "int16"),
  /** Signed integers of 32 bits. */
  INT32(4, "int32"),
  /** Signed integers of 64 bits: indices and class labels. */
  INT64(8, "int64"),
  /** 8-bit floats, 4 exponent and 3 mantissa bits, up to 448, no infinity (OCP FP8 E4M3). */
  FLOAT8_E4M3(1, "float8_e4m3fn"),
  /** 8-bit floats, 5 exponent and 2 mantissa bits, up to 57,344 (OCP FP8 E5M2). */
  FLOAT8_E5M2(1, "float8_e5m2"),
  /** 16-bit floats with the range of float32 and 7 mantissa bits. */
  BFLOAT16(2, "bfloat16"),
  /** IEEE 754 half precision: 10 mantissa bits, up to 65,504. */
  FLOAT16(2, "float16"),
  /** IEEE 754 single precision. */
  FLOAT32(4, "float32"),
  /** IEEE 754 double precision. */
  FLOAT64(8, "float64"),
  /** Complex numbers of two float32. */
  COMPLEX64(8, "complex64"),
  /** Complex numbers of two float64. */
  COMPLEX128(16, "complex128");

  private final int bytes;
  private final String label;

  DType(int bytes, String label) {
    this.bytes = bytes;
    this.label = label;
  }

  /** The bytes of one element. */
  public int bytes() {
    return bytes;
  }

  /** Whether elements are real numbers that can carry a gradient. */
  public boolean isFloatingPoint() {
    return switch (this) {
      case FLOAT8_E4M3, FLOAT8_E5M2, BFLOAT16, FLOAT16, FLOAT32, FLOAT64 -> true;
      default -> false;
    };
  }

  /** Whether elements are complex numbers. */
  public boolean isComplex() {
    return this == COMPLEX64 || this == COMPLEX128;
  }

  /** The name that NumPy and PyTorch use, such as {@code float32}. */
  @Override
  public String toString() {
    return label;
  }
}
