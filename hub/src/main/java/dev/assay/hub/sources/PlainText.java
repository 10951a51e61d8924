package dev.assay.hub.sources;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text from outside, made fit to be kept, printed and shown. */
final class PlainText {
  private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s]+");

  /** A blank line, or a line that is indented as arXiv indents those that begin a paragraph. */
  private static final Pattern PARAGRAPH = Pattern.compile("\\s*\\n[ \\t]*\\n\\s*|\\n[ \\t]{2,}");

  private PlainText() {}

  /** The text in one line, without what is no character of a text. */
  static String line(String text) {
    return BLANKS.matcher(printable(text)).replaceAll(" ").strip();
  }

  /** The text with one empty line between its paragraphs, and no other line breaks. */
  static String paragraphs(String text) {
    return PARAGRAPH
        .splitAsStream(text.replace("\r\n", "\n").strip())
        .map(PlainText::line)
        .filter(paragraph -> !paragraph.isEmpty())
        .collect(Collectors.joining("\n\n"));
  }

  /** For a message: in one line, and short. */
  static String shortened(String text) {
    String line = line(text.length() > 400 ? text.substring(0, 400) : text);
    return line.length() > 80 ? line.substring(0, 79) + "…" : line;
  }

  /**
   * Without control characters, halves of characters, and marks that turn the order of what follows
   * around.
   */
  private static String printable(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (Character.isWhitespace(point)) {
                kept.append(' ');
              } else if (isText(point)) {
                kept.appendCodePoint(point);
              }
            });
    return kept.toString();
  }

  private static boolean isText(int point) {
    int type = Character.getType(point);
    return type != Character.CONTROL
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED
        && !(point >= 0x202A && point <= 0x202E)
        && !(point >= 0x2066 && point <= 0x2069)
        && point != 0xFEFF;
  }

  /**
   * The characters in {@code bytes}. Sources promise UTF-8 and now and then label it otherwise, so
   * a label counts only for what is not UTF-8.
   *
   * @param label the name of a character set, empty where there is none
   * @return empty where it is text in neither
   */
  static Optional<String> decode(byte[] bytes, String label) {
    return decode(bytes, StandardCharsets.UTF_8)
        .or(() -> charset(label).flatMap(charset -> decode(bytes, charset)))
        .map(text -> text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private static Optional<String> decode(byte[] bytes, Charset charset) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Optional<Charset> charset(String label) {
    try {
      return label.isEmpty() ? Optional.empty() : Optional.of(Charset.forName(label));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
