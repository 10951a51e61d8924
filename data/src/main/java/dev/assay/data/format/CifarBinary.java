package dev.assay.data.format;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The binary version of CIFAR-10 (Krizhevsky, 2009): records of one label byte and 3072 pixel
 * bytes, the red plane first, then green, then blue, each 32 x 32 in row-major order.
 */
public final class CifarBinary {
  private static final int PIXELS = 3 * 32 * 32;

  private CifarBinary() {}

  /** The labels (n), each 0 to 9, and the pixels (n x 3 x 32 x 32). */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Batch(byte[] labels, byte[] pixels) {}

  /**
   * Reads a whole file.
   *
   * @throws MalformedDataException where it is not a number of whole records, or a label is over 9
   */
  public static Batch read(MemorySegment file) {
    long records = file.byteSize() / (1 + PIXELS);
    if (records * (1 + PIXELS) != file.byteSize() || records > Integer.MAX_VALUE / PIXELS) {
      throw new MalformedDataException(
          "This is no good CIFAR-10 file: its "
              + file.byteSize()
              + " bytes are not some records of "
              + (1 + PIXELS)
              + " bytes.");
    }
    byte[] labels = new byte[(int) records];
    byte[] pixels = new byte[labels.length * PIXELS];
    for (int i = 0; i < labels.length; i++) {
      long start = (long) i * (1 + PIXELS);
      labels[i] = file.get(ValueLayout.JAVA_BYTE, start);
      if (labels[i] < 0 || labels[i] > 9) {
        throw new MalformedDataException(
            "This is no good CIFAR-10 file: record "
                + i
                + " has the label "
                + Byte.toUnsignedInt(labels[i])
                + ", labels are 0 to 9.");
      }
      MemorySegment.copy(file, ValueLayout.JAVA_BYTE, start + 1, pixels, i * PIXELS, PIXELS);
    }
    return new Batch(labels, pixels);
  }
}
