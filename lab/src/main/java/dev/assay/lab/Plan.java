package dev.assay.lab;

/**
 * What one tier spends on a study: how many seeds, how much tuning, and which settings it lays over
 * every arm's.
 *
 * @param minSeeds seeds before a verdict may be given, at least 1
 * @param maxSeeds seeds after which the run ends undecided
 * @param tuningTrials configurations that each arm with a search space may try; 0 where none has
 *     one
 * @param tuningSeeds tuning seeds that each of these is judged by, on the mean of the objective
 */
public record Plan(
    int minSeeds, int maxSeeds, int tuningTrials, int tuningSeeds, Configuration settings) {
  public Plan {
    if (minSeeds < 1 || maxSeeds < minSeeds) {
      throw new IllegalArgumentException(
          "a plan needs 1 <= minSeeds <= maxSeeds, but got %d and %d"
              .formatted(minSeeds, maxSeeds));
    }
    if (tuningTrials < 0 || tuningSeeds < 1) {
      throw new IllegalArgumentException(
          "a plan needs tuningTrials >= 0 and tuningSeeds >= 1, but got %d and %d"
              .formatted(tuningTrials, tuningSeeds));
    }
  }

  /** From {@code minSeeds} to {@code maxSeeds} seeds, stopping when every claim is decided. */
  public static Plan seeds(int minSeeds, int maxSeeds) {
    return new Plan(minSeeds, maxSeeds, 0, 1, Configuration.empty());
  }

  /** This plan with a setting laid over every arm's configuration. */
  public Plan with(String setting, Object value) {
    return new Plan(minSeeds, maxSeeds, tuningTrials, tuningSeeds, settings.with(setting, value));
  }

  /**
   * This plan with {@code trials} configurations tried for each tuned arm, each on {@code seeds}.
   */
  public Plan tuning(int trials, int seeds) {
    return new Plan(minSeeds, maxSeeds, trials, seeds, settings);
  }

  /** This plan with at most {@code seeds} seeds, which must not be fewer than its least. */
  Plan atMost(int seeds) {
    if (seeds < minSeeds) {
      throw new IllegalArgumentException(
          "a plan of at least %d seeds cannot end after %d".formatted(minSeeds, seeds));
    }
    return new Plan(minSeeds, Math.min(maxSeeds, seeds), tuningTrials, tuningSeeds, settings);
  }

  /** The most trials that {@code arm} may take. */
  int most(Arm arm) {
    return maxSeeds + (arm.space().isPresent() ? tuningTrials * tuningSeeds : 0);
  }
}
