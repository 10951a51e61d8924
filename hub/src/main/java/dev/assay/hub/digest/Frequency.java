package dev.assay.hub.digest;

import dev.assay.hub.people.AccountMistake;
import java.util.Arrays;
import java.util.Locale;

/** How often a digest comes. */
public enum Frequency {
  /** From Monday to Friday. */
  WORKDAYS,
  /** On one day of the week. */
  WEEKLY;

  /** As it stands in forms. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads it as it stands in forms.
   *
   * @throws AccountMistake where there is no such frequency
   */
  static Frequency parse(String text) {
    return Arrays.stream(values())
        .filter(frequency -> frequency.word().equals(text))
        .findFirst()
        .orElseThrow(() -> new AccountMistake("The digest comes on workdays or weekly."));
  }
}
