package dev.assay.hub.search;

import java.util.List;

/** Text with the places that a query found in it. */
public record Highlighted(List<Part> parts) {
  /** A piece of the text, as it is: not escaped. */
  public record Part(String text, boolean marked) {}

  public Highlighted {
    parts = List.copyOf(parts);
  }

  /** Text in which nothing was found. */
  public static Highlighted plain(String text) {
    return new Highlighted(List.of(new Part(text, false)));
  }

  /** The text alone, as it is: not escaped. */
  public String text() {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.text));
    return text.toString();
  }

  /** HTML: the text escaped, what was found in {@code mark} elements. */
  public String html() {
    StringBuilder html = new StringBuilder();
    for (Part part : parts) {
      html.append(part.marked ? "<mark>" : "").append(escaped(part.text));
      html.append(part.marked ? "</mark>" : "");
    }
    return html.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
