package dev.assay.hub.api;

import org.jspecify.annotations.Nullable;

/** Reads the numbers that requests carry. */
final class Parameters {
  private Parameters() {}

  /**
   * A whole number from {@code least} to {@code most}.
   *
   * @throws BadParameter where the text is none
   */
  static int number(String name, @Nullable String text, int standard, int least, int most) {
    if (text == null || text.isEmpty()) {
      return standard;
    }
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw BadParameter.malformed(
        "The parameter %s is a number from %d to %d.".formatted(name, least, most));
  }
}
