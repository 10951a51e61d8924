package dev.assay.lab;

import java.util.OptionalDouble;

/**
 * What a trial took; an empty value is <em>not measured</em>.
 *
 * @param wallSeconds seconds by the clock
 * @param cpuSeconds seconds of processor time of the trial's thread
 * @param peakMemoryBytes largest resident memory of the trial's own process
 * @param energyJoules from hardware counters
 */
public record Cost(
    OptionalDouble wallSeconds,
    OptionalDouble cpuSeconds,
    OptionalDouble peakMemoryBytes,
    OptionalDouble energyJoules) {
  /** Nothing measured. */
  public static final Cost NOT_MEASURED =
      new Cost(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());
}
