package dev.assay.lab;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much a run may spend. */
public enum Tier {
  /** Seconds; runs in the tests. */
  SMOKE,
  /** At most two minutes a paper on two cores. */
  QUICK,
  /** As long as it takes. */
  FULL;

  /** Read a tier in any letter case; throws {@link IllegalArgumentException} naming the tiers. */
  public static Tier parse(String text) {
    for (Tier tier : values()) {
      if (tier.name().equalsIgnoreCase(text)) {
        return tier;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is not a tier: use one of %s"
            .formatted(
                text, Arrays.stream(values()).map(Tier::label).collect(Collectors.joining(", "))));
  }

  /** The name in lower case, as users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
