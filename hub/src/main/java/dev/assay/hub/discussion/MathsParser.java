package dev.assay.hub.discussion;

import java.util.List;
import java.util.Set;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Markdown's hands off maths: {@code $...$}, {@code $$...$$}, {@code \(...\)} and {@code
 * \[...\]}, by the rules of {@code maths.js}, which renders it.
 */
final class MathsParser implements InlineContentParser {
  private static final int LONGEST = 1000;
  private static final List<Delimiters> DELIMITERS =
      List.of(
          new Delimiters("$$", "$$"),
          new Delimiters("\\[", "\\]"),
          new Delimiters("\\(", "\\)"),
          new Delimiters("$", "$"));

  private record Delimiters(String open, String close) {}

  /** For a parser's builder. */
  static final class Factory implements InlineContentParserFactory {
    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of('$', '\\');
    }

    @Override
    public InlineContentParser create() {
      return new MathsParser();
    }
  }

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    Position start = scanner.position();
    for (Delimiters delimiters : DELIMITERS) {
      scanner.setPosition(start);
      String body = scanner.next(delimiters.open()) ? body(scanner, delimiters.close()) : null;
      if (body != null && (!delimiters.open().equals("$") || isMaths(body, scanner))) {
        return ParsedInline.of(
            new Maths(delimiters.open() + body + delimiters.close()), scanner.position());
      }
    }
    return ParsedInline.none();
  }

  /** What stands before the closing delimiter, null where that does not come. */
  private static @Nullable String body(Scanner scanner, String close) {
    StringBuilder body = new StringBuilder();
    while (scanner.hasNext() && body.length() < LONGEST) {
      if (scanner.next(close)) {
        return body.isEmpty() ? null : body.toString();
      }
      char next = scanner.peek();
      scanner.next();
      body.append(next);
      if (next == '$') {
        return null;
      }
      if (next == '\\' && scanner.hasNext()) {
        body.append(scanner.peek());
        scanner.next();
      }
    }
    return null;
  }

  /** A lone dollar is money as often as maths, and the next one may stand in code. */
  private static boolean isMaths(String body, Scanner behind) {
    char next = behind.peek();
    return !Character.isWhitespace(body.charAt(0))
        && !Character.isWhitespace(body.charAt(body.length() - 1))
        && body.indexOf('`') < 0
        && next != '$'
        && !Character.isDigit(next);
  }
}
