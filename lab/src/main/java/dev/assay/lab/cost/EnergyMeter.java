package dev.assay.lab.cost;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The energy that a machine has used, from all the counters it has: processor packages and memory
 * ({@link Powercap}) and graphics processors ({@link Nvml}).
 *
 * <p>The counters are read at least twice a minute, since a package's wraps after a few minutes
 * under load. They count the whole machine: a difference is one trial's energy only where nothing
 * else ran meanwhile.
 */
public final class EnergyMeter {
  /** Measures nothing. */
  public static final EnergyMeter NOT_MEASURED = new EnergyMeter(List.of());

  private static final Duration BETWEEN_READINGS = Duration.ofSeconds(30);

  private final List<EnergyCounter> counters;
  private final double[] last;
  private double total;
  private boolean broken;

  /** A meter of {@code counters}, to be read more often than any of them wraps. */
  EnergyMeter(List<EnergyCounter> counters) {
    this.counters = List.copyOf(counters);
    last = new double[counters.size()];
    for (int i = 0; i < last.length; i++) {
      last[i] = counters.get(i).joules().orElse(Double.NaN);
      broken |= Double.isNaN(last[i]);
    }
  }

  /** The meter of this machine. */
  public static EnergyMeter ofMachine() {
    return Machine.METER;
  }

  /** What is counted, such as {@code package-0}; empty where energy is not measured. */
  public List<String> counters() {
    return counters.stream().map(EnergyCounter::name).toList();
  }

  /** Joules since the meter was made, or empty where not measured. */
  public synchronized OptionalDouble joules() {
    for (int i = 0; i < last.length && !broken; i++) {
      OptionalDouble now = counters.get(i).joules();
      if (now.isEmpty()) {
        // What it counted meanwhile is lost: from here on no difference can be trusted.
        broken = true;
      } else {
        double since = now.getAsDouble() - last[i];
        total += since < 0 ? since + counters.get(i).range() : since;
        last[i] = now.getAsDouble();
      }
    }
    return counters.isEmpty() || broken ? OptionalDouble.empty() : OptionalDouble.of(total);
  }

  /** Read when it is first asked for: most programs never do. */
  private static final class Machine {
    static final EnergyMeter METER = find();

    private static EnergyMeter find() {
      List<EnergyCounter> counters =
          new ArrayList<>(Powercap.counters(Path.of("/sys/class/powercap")));
      counters.addAll(Nvml.counters());
      EnergyMeter meter = new EnergyMeter(counters);
      if (!counters.isEmpty()) {
        Thread.ofPlatform().daemon().name("energy").start(() -> keepReading(meter));
      }
      return meter;
    }

    private static void keepReading(EnergyMeter meter) {
      try {
        while (meter.joules().isPresent()) {
          Thread.sleep(BETWEEN_READINGS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
