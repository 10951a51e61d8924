package dev.assay.lab;

/** A metric that a tuner makes as small or as large as it can. */
public record Objective(String metric, Goal goal) {
  /** Which way is better. */
  public enum Goal {
    MINIMIZE,
    MAXIMIZE
  }

  public Objective {
    if (metric.isBlank()) {
      throw new IllegalArgumentException("an objective needs a metric");
    }
  }

  /** Smaller is better. */
  public static Objective minimize(String metric) {
    return new Objective(metric, Goal.MINIMIZE);
  }

  /** Larger is better. */
  public static Objective maximize(String metric) {
    return new Objective(metric, Goal.MAXIMIZE);
  }

  /** {@code value} such that smaller is better. */
  double score(double value) {
    return goal == Goal.MINIMIZE ? value : -value;
  }

  /** The score of {@code outcome}; {@code NaN} where the trial failed. */
  double score(Outcome outcome) {
    if (outcome.failure() != null) {
      return Double.NaN;
    }
    Double value = outcome.metrics().get(metric);
    if (value == null) {
      throw new IllegalArgumentException(
          "a trial has no metric '%s' to tune by: it has %s"
              .formatted(metric, outcome.metrics().keySet()));
    }
    return score(value);
  }
}
