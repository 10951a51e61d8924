package dev.assay.hub.listing;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What comes first in a list. */
public enum Order {
  /** The newest day first, and within a day what came in first. */
  NEW,
  /** The highest score of {@link #TRENDING_FORMULA} first. */
  TRENDING;

  /** How papers are ranked; it is shown to readers. */
  public static final String TRENDING_FORMULA = "(1 + votes + 3 × runs) / (days + 2)^1.5";

  /** As it stands in an address. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads it as it stands in an address.
   *
   * @throws BadListing where there is no such order
   */
  static Order parse(String text) {
    return Arrays.stream(values())
        .filter(order -> order.word().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                BadListing.malformed(
                    "Papers can be sorted by %s only."
                        .formatted(
                            Arrays.stream(values())
                                .map(Order::word)
                                .collect(Collectors.joining(" or ")))));
  }
}
