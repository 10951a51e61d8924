package dev.assay.lab.report;

import java.util.List;
import java.util.stream.Collectors;

/** Text made safe for Markdown, and its tables. */
final class Markdown {
  private Markdown() {}

  /** {@code text} on one line, with everything that markup could be made of escaped. */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.strip()
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\', '`', '*', '_', '[', ']', '|', '$', '~' ->
                    safe.append('\\').append((char) c);
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                default -> safe.appendCodePoint(Character.isWhitespace(c) ? ' ' : c);
              }
            });
    return safe.toString();
  }

  /** A row of a table; the cells are Markdown already. */
  static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** The head of a table, with the line under it. */
  static String head(String... names) {
    List<String> cells = List.of(names);
    return row(cells) + row(cells.stream().map(_ -> "---").toList());
  }
}
