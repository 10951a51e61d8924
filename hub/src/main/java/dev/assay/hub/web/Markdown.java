package dev.assay.hub.web;

import java.util.List;
import java.util.stream.Collectors;

/** Writes Markdown of text that is hostile: none of it can become markup. */
final class Markdown {
  private final StringBuilder text = new StringBuilder();

  /** A piece of Markdown that is safe. */
  record Safe(String markdown) {
    @Override
    public String toString() {
      return markdown;
    }
  }

  Markdown heading(int level, String words) {
    return block("#".repeat(level) + " " + plain(words));
  }

  Markdown paragraph(Object words) {
    return block(safe(words));
  }

  Markdown list(List<?> items) {
    return block(items.stream().map(item -> "- " + safe(item)).collect(Collectors.joining("\n")));
  }

  Markdown table(List<String> columns, List<? extends List<?>> rows) {
    StringBuilder table = new StringBuilder(row(columns));
    table.append("|").append(" --- |".repeat(columns.size())).append('\n');
    rows.forEach(cells -> table.append(row(cells)));
    return block(table.toString().stripTrailing());
  }

  private static String row(List<?> cells) {
    return cells.stream().map(Markdown::safe).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** Text as it is, in a fence that it cannot end. */
  Markdown code(String language, String lines) {
    String fence = "```";
    while (lines.contains(fence)) {
      fence += "`";
    }
    return block(fence + language + "\n" + lines.stripTrailing() + "\n" + fence);
  }

  static Safe link(String words, String address) {
    return new Safe(
        "[" + plain(words) + "](<" + address.replaceAll("[\\p{Cntrl}<>\\\\]", "") + ">)");
  }

  /** Several pieces, each safe or plain, as one. */
  static Safe join(Object... pieces) {
    StringBuilder joined = new StringBuilder();
    for (Object piece : pieces) {
      joined.append(piece instanceof Safe ? piece : inline(piece.toString()));
    }
    return new Safe(joined.toString());
  }

  private Markdown block(String markdown) {
    if (!markdown.isBlank()) {
      text.append(markdown).append("\n\n");
    }
    return this;
  }

  private static String safe(Object words) {
    return words instanceof Safe ? words.toString() : plain(words.toString());
  }

  /** One line in which no character has a meaning. */
  private static String plain(String words) {
    String line = inline(words).strip();
    // What begins a list, a quotation, a heading or a fence.
    return line.replaceFirst("^([-+=~:])", "\\\\$1")
        .replaceFirst("^([0-9]{1,9})([.)])", "$1\\\\$2");
  }

  private static String inline(String words) {
    return words
        .replaceAll("[\\s\\p{Cntrl}]+", " ")
        .replaceAll("([\\\\`*_\\[\\]<>#|&!~])", "\\\\$1");
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing() + "\n";
  }
}
