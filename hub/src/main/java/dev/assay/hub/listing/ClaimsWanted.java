package dev.assay.hub.listing;

import dev.assay.lab.Verdict;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which papers a list holds by their claims. */
public enum ClaimsWanted {
  /** All papers. */
  ANY,
  /** Papers with claims that can be run. */
  SOME,
  /** Papers with a claim that was reproduced. */
  REPRODUCED,
  /** Papers with a claim that was contradicted. */
  CONTRADICTED,
  /** Papers with a claim whose evidence decides nothing yet. */
  INCONCLUSIVE;

  /** The verdict wanted, null where none is. */
  public Verdict.@Nullable Kind verdict() {
    return this == ANY || this == SOME ? null : Verdict.Kind.valueOf(name());
  }

  /** As it stands in an address. */
  public String word() {
    return this == ANY ? "" : this == SOME ? "1" : name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads it as it stands in an address.
   *
   * @throws BadListing where it is none of them
   */
  static ClaimsWanted parse(String text) {
    return Arrays.stream(values())
        .filter(wanted -> wanted.word().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                BadListing.malformed(
                    "The filter for claims is 1 for any, reproduced, contradicted or"
                        + " inconclusive."));
  }
}
