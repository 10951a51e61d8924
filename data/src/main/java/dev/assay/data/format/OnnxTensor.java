package dev.assay.data.format;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ONNX's TensorProto: a name, a shape, a type, and the elements in one of several fields. */
record OnnxTensor(String name, NdArray array) {
  private static final int MOST_DIMENSIONS = 64;

  static OnnxTensor read(Protobuf message) {
    String name = "";
    int typeNumber = 0;
    List<Long> dims = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    ByteArrayOutputStream fixed = new ByteArrayOutputStream();
    MemorySegment raw = null;
    while (message.next()) {
      switch (message.field()) {
        case 1 -> message.addNumbers(dims, MOST_DIMENSIONS);
        case 2 -> typeNumber = message.small();
        case 4, 10 -> fixed.writeBytes(message.fixed().toArray(ValueLayout.JAVA_BYTE));
        case 5, 7, 11 -> message.addNumbers(numbers, Integer.MAX_VALUE);
        case 8 -> name = message.text();
        case 9 -> raw = message.bytes();
        case 13 -> throw message.malformed(name + " lies in another file, which is not read");
        default -> {}
      }
    }
    ElementType type = type(typeNumber, name, message);
    long[] shape = dims.stream().mapToLong(Long::longValue).toArray();
    return new OnnxTensor(name, array(type, shape, raw, fixed, numbers));
  }

  private static NdArray array(
      ElementType type,
      long[] shape,
      @Nullable MemorySegment raw,
      ByteArrayOutputStream fixed,
      List<Long> numbers) {
    MemorySegment bytes;
    if (raw != null) {
      bytes = raw;
    } else if (numbers.isEmpty()) {
      bytes = MemorySegment.ofArray(fixed.toByteArray());
    } else {
      bytes = MemorySegment.ofArray(narrow(numbers, type.bytes()));
    }
    Cursor cursor = new Cursor("ONNX", bytes, ByteOrder.LITTLE_ENDIAN);
    NdArray array = cursor.array(type, shape);
    cursor.requireEnd();
    return array;
  }

  private static byte[] narrow(List<Long> numbers, int width) {
    byte[] bytes = new byte[Math.multiplyExact(numbers.size(), width)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (numbers.get(i / width) >>> (8 * (i % width)));
    }
    return bytes;
  }

  private static ElementType type(int number, String name, Protobuf message) {
    return switch (number) {
      case 1 -> ElementType.F32;
      case 2 -> ElementType.U8;
      case 3 -> ElementType.I8;
      case 4 -> ElementType.U16;
      case 5 -> ElementType.I16;
      case 6 -> ElementType.I32;
      case 7 -> ElementType.I64;
      case 9 -> ElementType.BOOL;
      case 10 -> ElementType.F16;
      case 11 -> ElementType.F64;
      case 12 -> ElementType.U32;
      case 13 -> ElementType.U64;
      case 16 -> ElementType.BF16;
      case 17 -> ElementType.F8_E4M3;
      case 19 -> ElementType.F8_E5M2;
      default -> throw message.malformed(name + " is of type " + number + ", which is not read");
    };
  }
}
