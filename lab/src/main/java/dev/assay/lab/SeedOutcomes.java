package dev.assay.lab;

import java.util.Map;

/** The outcomes of all arms of a study at one seed: what a contrast is computed from. */
public final class SeedOutcomes {
  private final Study study;
  private final Map<String, Outcome> outcomes;

  /** Outcomes by arm name. */
  public SeedOutcomes(Study study, Map<String, Outcome> outcomes) {
    this.study = study;
    this.outcomes = Map.copyOf(outcomes);
  }

  /**
   * The metric of an arm. A failed trial counts with the study's worst value for the metric, or
   * {@code NaN} where the study names none.
   */
  public double metric(String arm, String metric) {
    Outcome outcome = outcomes.get(arm);
    if (outcome == null) {
      throw new IllegalArgumentException(
          "study %s has no arm '%s' at this seed".formatted(study.name(), arm));
    }
    return study.metric(outcome, metric);
  }

  /** A numeric setting of an arm. */
  public double setting(String arm, String setting) {
    return study.arm(arm).configuration().real(setting);
  }
}
