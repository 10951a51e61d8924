package dev.assay.data.format;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NumPy's format of one array (NEP 1, versions 1.0 to 3.0). Arrays of Python objects would have to
 * be unpickled, and records are several arrays in one: both are refused.
 */
public final class Npy {
  private static final String MAGIC = "\u0093NUMPY";
  private static final int MOST_DIMENSIONS = 64;

  /** The header of a plain array as NumPy writes it; the keys may come in any order. */
  private static final Pattern ENTRY =
      Pattern.compile(
          "'(?<key>\\w{1,20})': ?(?:'(?<text>[^']{1,20})'|(?<truth>True|False)"
              + "|\\((?<sizes>[\\dL, ]{0,1400})\\))(?:, ?|(?=\\}))");

  private Npy() {}

  /**
   * Reads a whole file.
   *
   * @throws MalformedDataException where it is no array of numbers or not as long as it says
   */
  public static NdArray read(MemorySegment file) {
    Cursor cursor = new Cursor("npy", file, ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < MAGIC.length(); i++) {
      if (cursor.unsignedByte() != MAGIC.charAt(i)) {
        throw cursor.malformed("it does not begin with \\x93NUMPY");
      }
    }
    int major = cursor.unsignedByte();
    int minor = cursor.unsignedByte();
    if (major < 1 || major > 3 || minor != 0) {
      throw cursor.malformed("its version is " + major + "." + minor + ", not 1.0, 2.0 or 3.0");
    }
    long length = major == 1 ? cursor.unsignedShort() : Integer.toUnsignedLong(cursor.integer());
    if (length > 1 << 16) {
      throw cursor.malformed("its header of " + length + " bytes is not that of a plain array");
    }
    String header =
        new String(
            cursor.slice(length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
    NdArray array = read(header.strip(), cursor);
    cursor.requireEnd();
    return array;
  }

  private static NdArray read(String header, Cursor cursor) {
    String descr = null;
    Boolean fortran = null;
    long[] shape = null;
    boolean braces = header.startsWith("{") && header.endsWith("}");
    Matcher entry = ENTRY.matcher(header);
    int end = 1;
    while (braces && entry.find(end) && entry.start() == end) {
      end = entry.end();
      String key = entry.group("key");
      if (key.equals("descr") && descr == null && entry.group("text") != null) {
        descr = entry.group("text");
      } else if (key.equals("fortran_order") && fortran == null && entry.group("truth") != null) {
        fortran = entry.group("truth").equals("True");
      } else if (key.equals("shape") && shape == null && entry.group("sizes") != null) {
        shape = shape(entry.group("sizes"), cursor);
      } else {
        throw notPlain(cursor);
      }
    }
    if (descr == null || fortran == null || shape == null || end != header.length() - 1) {
      throw notPlain(cursor);
    }
    return array(descr, fortran, shape, cursor);
  }

  private static NdArray array(String descr, boolean fortran, long[] shape, Cursor cursor) {
    ElementType type =
        switch (descr.substring(1)) {
          case "f8" -> ElementType.F64;
          case "f4" -> ElementType.F32;
          case "f2" -> ElementType.F16;
          case "i8" -> ElementType.I64;
          case "i4" -> ElementType.I32;
          case "i2" -> ElementType.I16;
          case "i1" -> ElementType.I8;
          case "u8" -> ElementType.U64;
          case "u4" -> ElementType.U32;
          case "u2" -> ElementType.U16;
          case "u1" -> ElementType.U8;
          case "b1" -> ElementType.BOOL;
          default ->
              throw cursor.malformed(
                  "its elements are '" + descr + "', and only numbers and truth values are read");
        };
    char prefix = descr.charAt(0);
    if (prefix != '<' && prefix != '>' && (prefix != '|' || type.bytes() != 1)) {
      throw cursor.malformed("'" + descr + "' names no byte order");
    }
    ByteOrder order = prefix == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    NdArray array = cursor.array(type, order, shape);
    return fortran && shape.length > 1 ? array.permuted(shape) : array;
  }

  private static long[] shape(String sizes, Cursor cursor) {
    if (sizes.isBlank()) {
      return new long[0];
    }
    String[] parts = sizes.split(",", -1);
    int rank = parts[parts.length - 1].isBlank() ? parts.length - 1 : parts.length;
    if (rank > MOST_DIMENSIONS) {
      throw cursor.malformed("it has more than " + MOST_DIMENSIONS + " dimensions");
    }
    long[] shape = new long[rank];
    try {
      for (int i = 0; i < rank; i++) {
        String part = parts[i].strip();
        // Python 2 wrote some sizes as 3L.
        shape[i] = Long.parseLong(part.endsWith("L") ? part.substring(0, part.length() - 1) : part);
      }
    } catch (NumberFormatException e) {
      throw new MalformedDataException("This is no good npy file: (" + sizes + ") is no shape.", e);
    }
    return shape;
  }

  private static MalformedDataException notPlain(Cursor cursor) {
    return cursor.malformed(
        "its header is not that of a plain array, with descr, fortran_order and shape");
  }

  /** Writes one array, little-endian, in version 1.0. */
  static void write(NdArray array, OutputStream out) throws IOException {
    StringBuilder header =
        new StringBuilder("{'descr': '").append(descr(array.type())).append("', ");
    header.append("'fortran_order': False, 'shape': (");
    long[] shape = array.shape();
    for (int i = 0; i < shape.length; i++) {
      header.append(i == 0 ? "" : ", ").append(shape[i]);
    }
    header.append(shape.length == 1 ? ",), }" : "), }");
    // NumPy aligns the elements to 64 bytes and ends the header with a new line.
    int unpadded = MAGIC.length() + 4 + header.length() + 1;
    header.repeat(' ', (64 - unpadded % 64) % 64).append('\n');
    out.write(MAGIC.getBytes(StandardCharsets.ISO_8859_1));
    out.write(new byte[] {1, 0, (byte) header.length(), (byte) (header.length() >> 8)});
    out.write(header.toString().getBytes(StandardCharsets.US_ASCII));
    out.write(array.bytes(ByteOrder.LITTLE_ENDIAN));
  }

  private static String descr(ElementType type) {
    return switch (type) {
      case F64 -> "<f8";
      case F32 -> "<f4";
      case F16 -> "<f2";
      case I64 -> "<i8";
      case I32 -> "<i4";
      case I16 -> "<i2";
      case I8 -> "|i1";
      case U64 -> "<u8";
      case U32 -> "<u4";
      case U16 -> "<u2";
      case U8 -> "|u1";
      case BOOL -> "|b1";
      case BF16, F8_E4M3, F8_E5M2 ->
          throw new IllegalArgumentException(
              "NumPy has no " + type + ": write the array as safetensors.");
    };
  }
}
