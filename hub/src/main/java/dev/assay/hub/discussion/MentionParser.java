package dev.assay.hub.discussion;

import java.util.Set;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;

/** Finds {@code @name}, but not in an e-mail address. */
final class MentionParser implements InlineContentParser {
  private static final int LEAST = 2;
  private static final int MOST = 30;

  /** For a parser's builder. */
  static final class Factory implements InlineContentParserFactory {
    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of('@');
    }

    @Override
    public InlineContentParser create() {
      return new MentionParser();
    }
  }

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    int before = scanner.peekPreviousCodePoint();
    if (Character.isLetterOrDigit(before) || before == '.' || before == '/' || before == '@') {
      return ParsedInline.none();
    }
    scanner.next();
    StringBuilder name = new StringBuilder();
    while (name.length() <= MOST && isOfName(scanner.peek(), name.isEmpty())) {
      name.append(scanner.peek());
      scanner.next();
    }
    return name.length() < LEAST || name.length() > MOST
        ? ParsedInline.none()
        : ParsedInline.of(new Mention(name.toString()), scanner.position());
  }

  private static boolean isOfName(char c, boolean first) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (!first && ((c >= '0' && c <= '9') || c == '-'));
  }
}
