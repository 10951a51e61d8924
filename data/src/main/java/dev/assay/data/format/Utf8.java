package dev.assay.data.format;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text in UTF-8. */
public final class Utf8 {
  private Utf8() {}

  /**
   * Decodes a whole file, without a byte order mark.
   *
   * @throws MalformedDataException where it is not UTF-8
   */
  public static String read(MemorySegment file) {
    byte[] bytes = file.toArray(ValueLayout.JAVA_BYTE);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new MalformedDataException("This is no text in UTF-8.", e);
    }
  }
}
