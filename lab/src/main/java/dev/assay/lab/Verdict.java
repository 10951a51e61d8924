package dev.assay.lab;

import java.util.Locale;

/**
 * REPRODUCED, CONTRADICTED or INCONCLUSIVE, from the evidence and the expectation alone.
 *
 * @param pValue the smallest level at which the evidence decides, valid at any time; 1 where it
 *     decides nothing
 */
public record Verdict(Kind kind, double pValue, String explain) {
  /** The three verdicts. */
  public enum Kind {
    /** The whole interval lies in the predicted region. */
    REPRODUCED,
    /** The whole interval lies outside the predicted region. */
    CONTRADICTED,
    /** Neither. */
    INCONCLUSIVE
  }

  /** The verdict on {@code expectation} given {@code evidence}. */
  public static Verdict of(Expectation expectation, Evidence evidence) {
    Interval region = expectation.region();
    Interval interval = evidence.interval();
    Kind kind =
        region.contains(interval)
            ? Kind.REPRODUCED
            : region.disjoint(interval) ? Kind.CONTRADICTED : Kind.INCONCLUSIVE;
    return new Verdict(
        kind,
        expectation.inference().pValue(evidence.values(), region),
        words(kind, expectation, evidence));
  }

  /** Whether the evidence suffices for one side. */
  public boolean decided() {
    return kind != Kind.INCONCLUSIVE;
  }

  private static String words(Kind kind, Expectation expectation, Evidence evidence) {
    if (evidence.values().stream().anyMatch(value -> !Double.isFinite(value))) {
      return "Inconclusive: at least one of %d seeds gave no finite value of %s."
          .formatted(evidence.seeds(), expectation.contrast().brief());
    }
    String reason =
        switch (kind) {
          case REPRODUCED -> "lies wholly in the predicted region";
          case CONTRADICTED -> "lies wholly outside the predicted region";
          case INCONCLUSIVE -> "neither lies wholly in nor wholly outside the predicted region";
        };
    String name = kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
    return "%s: after %d %s the interval %s of %s (estimate %s) %s %s. Inference: %s, level %s."
        .formatted(
            name,
            evidence.seeds(),
            evidence.seeds() == 1 ? "seed" : "seeds",
            evidence.interval(),
            expectation.contrast().brief(),
            Numbers.text(evidence.estimate()),
            reason,
            expectation.region(),
            expectation.inference().description(),
            Numbers.text(1 - evidence.alpha()));
  }
}
