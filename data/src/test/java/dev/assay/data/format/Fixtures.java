package dev.assay.data.format;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Good files of every format. */
final class Fixtures {
  private Fixtures() {}

  /** A file written by fixtures.py. */
  static byte[] resource(String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static MemorySegment segment(byte[] bytes) {
    return MemorySegment.ofArray(bytes);
  }

  static MemorySegment segment(String text) {
    return segment(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The 2 x 3 bytes 1 to 6. */
  static byte[] idx() {
    return new byte[] {0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6};
  }

  /** Two records: the label 3 and pixels 1, the label 9 and pixels 255. */
  static byte[] cifar() {
    byte[] file = new byte[2 * 3073];
    Arrays.fill(file, 0, 3073, (byte) 1);
    Arrays.fill(file, 3073, 6146, (byte) 255);
    file[0] = 3;
    file[3073] = 9;
    return file;
  }

  /**
   * One layer of width 4, two heads that share a key head, three tokens, a classifier of its own.
   */
  static byte[] llama() {
    int dim = 4;
    int hidden = 3;
    int kvDim = 2;
    int vocabulary = 3;
    int context = 2;
    int weights =
        2 * vocabulary * dim
            + 3 * dim
            + 2 * dim * dim
            + 2 * kvDim * dim
            + 3 * hidden * dim
            + 2 * context;
    ByteBuffer file = ByteBuffer.allocate(4 * (7 + weights)).order(ByteOrder.LITTLE_ENDIAN);
    for (int size : new int[] {dim, hidden, 1, 2, 1, -vocabulary, context}) {
      file.putInt(size);
    }
    for (int i = 0; i < weights; i++) {
      file.putFloat(i);
    }
    return file.array();
  }

  /** The tokens "a" of score -1 and "<0x0A>" of score 0. */
  static byte[] vocabulary() {
    byte[] newLine = "<0x0A>".getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + 8 + 1 + 8 + 6)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(6)
        .putFloat(-1)
        .putInt(1)
        .put((byte) 'a')
        .putFloat(0)
        .putInt(6)
        .put(newLine)
        .array();
  }

  static String csv() {
    return "\ufeffname,\"size, cm\",n\r\nplain,1.5,1\r\n\"quo\"\"ted\",-2e3,\r\nplain,.5,3\r\n";
  }

  static String arff() {
    return """
    % A comment.
    @RELATION 'two words'
    @attribute 'petal length' REAL
    @attribute colour { red, 'dark blue' , green}
    @attribute note string

    @data
    1.5, red, "it's"
    ?,'dark blue', '?' % the last is a word
    -2e-1,?,it\\s
    """;
  }
}
