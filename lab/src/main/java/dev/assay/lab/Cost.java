package dev.assay.lab;

import java.util.OptionalDouble;

/**
 * What a trial took; an empty value is <em>not measured</em>.
 *
 * @param wallSeconds seconds by the clock
 * @param cpuSeconds seconds of processor time: of the trial's thread where trials share a process,
 *     of the whole process where it has one of its own
 * @param peakMemoryBytes largest resident memory of the trial's own process while it ran, the JVM's
 *     share included
 * @param energyJoules energy of the machine while the trial ran alone on it, by the counters that
 *     {@link Environment#energyCounters} names
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

  /** Nothing but the time by the clock. */
  public static Cost ofWall(double seconds) {
    return new Cost(
        OptionalDouble.of(seconds),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }
}
