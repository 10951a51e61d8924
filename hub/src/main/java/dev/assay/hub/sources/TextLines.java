package dev.assay.hub.sources;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8, of which one that is too long is passed over without being kept. */
final class TextLines {
  private static final int LONGEST = 4 * 1024 * 1024;

  /**
   * One line.
   *
   * @param number from 1
   * @param text without the line's end, empty where there is a problem
   * @param problem why it cannot be read, null where it can
   */
  record Line(int number, String text, @Nullable String problem) {}

  private final InputStream in;
  private int number;

  TextLines(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** The next line, null after the last. */
  @Nullable Line next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
    int b = in.read();
    if (b < 0) {
      return null;
    }
    number++;
    boolean tooLong = false;
    for (; b >= 0 && b != '\n'; b = in.read()) {
      tooLong |= line.size() == LONGEST;
      if (!tooLong) {
        line.write(b);
      }
    }
    if (tooLong) {
      return new Line(number, "", "it is longer than 4 MB.");
    }
    return PlainText.decode(line.toByteArray(), "")
        .map(text -> new Line(number, text, null))
        .orElseGet(() -> new Line(number, "", "it is not UTF-8 text."));
  }
}
