package dev.assay.lab.report;

/** Text made safe for HTML and SVG. */
final class Html {
  private Html() {}

  /** {@code text} with everything that markup could be made of escaped. */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                  // XML cannot hold other control characters at all.
                  if (c >= ' ' || c == '\n' || c == '\t') {
                    safe.appendCodePoint(c);
                  }
                }
              }
            });
    return safe.toString();
  }
}
