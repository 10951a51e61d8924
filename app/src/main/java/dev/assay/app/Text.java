package dev.assay.app;

/** Plain text for a terminal. */
final class Text {
  private Text() {}

  /** {@code text} in lines of at most {@code width}, all but the first begun by {@code indent}. */
  static String wrap(String text, int width, String indent) {
    StringBuilder lines = new StringBuilder();
    int column = 0;
    for (String word : printable(text).strip().split("\\s+", -1)) {
      if (column > 0 && column + 1 + word.length() > width) {
        lines.append('\n').append(indent);
        column = indent.length();
      } else if (column > 0) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += word.length();
    }
    return lines.toString();
  }

  /** Such as "1 paper" or "2 papers". */
  static String count(int number, String what) {
    return number == 1 ? "1 " + what : number + " " + what + "s";
  }

  /** {@code text} without the control characters by which it could command a terminal. */
  static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
  }
}
