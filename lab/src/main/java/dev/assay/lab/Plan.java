package dev.assay.lab;

/**
 * What one tier spends on a study: how many seeds, and which settings it lays over every arm's.
 *
 * @param minSeeds seeds before a verdict may be given, at least 1
 * @param maxSeeds seeds after which the run ends undecided
 */
public record Plan(int minSeeds, int maxSeeds, Configuration settings) {
  public Plan {
    if (minSeeds < 1 || maxSeeds < minSeeds) {
      throw new IllegalArgumentException(
          "a plan needs 1 <= minSeeds <= maxSeeds, but got %d and %d"
              .formatted(minSeeds, maxSeeds));
    }
  }

  /** From {@code minSeeds} to {@code maxSeeds} seeds, stopping when every claim is decided. */
  public static Plan seeds(int minSeeds, int maxSeeds) {
    return new Plan(minSeeds, maxSeeds, Configuration.empty());
  }

  /** This plan with a setting laid over every arm's configuration. */
  public Plan with(String setting, Object value) {
    return new Plan(minSeeds, maxSeeds, settings.with(setting, value));
  }
}
