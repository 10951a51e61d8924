package dev.assay.lab.cost;

import java.util.OptionalDouble;

/** A hardware counter of energy that may wrap around. */
interface EnergyCounter {
  /** What it counts, such as {@code package-0}. */
  String name();

  /** Its reading in joules since an arbitrary time, or empty where it cannot be read. */
  OptionalDouble joules();

  /** The reading at which it begins again at 0, in joules; infinite where it does not. */
  double range();
}
