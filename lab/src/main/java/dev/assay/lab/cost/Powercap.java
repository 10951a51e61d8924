package dev.assay.lab.cost;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The energy counters of processor packages and of memory that Linux shows under {@code
 * /sys/class/powercap} (Documentation/power/powercap/powercap.rst): {@code energy_uj} counts
 * microjoules and wraps at {@code max_energy_range_uj}.
 *
 * <p>Taken are the zones {@code package-*} and, below them, {@code dram}. Not {@code core} and
 * {@code uncore}, which the package contains; not {@code psys}, which contains the package; nor the
 * same zones shown a second time by {@code intel-rapl-mmio}. Most kernels let only root read them.
 */
final class Powercap {
  private Powercap() {}

  /** The counters in {@code folder} that can be read, in order of their names. */
  static List<EnergyCounter> counters(Path folder) {
    List<EnergyCounter> counters = new ArrayList<>();
    try (DirectoryStream<Path> zones = Files.newDirectoryStream(folder, "intel-rapl:*")) {
      for (Path zone : zones) {
        String name = text(zone.resolve("name"));
        boolean below = zone.getFileName().toString().matches("intel-rapl:\\d+:\\d+");
        if (below ? name.equals("dram") : name.startsWith("package")) {
          String label = below ? text(packageOf(zone).resolve("name")) + " " + name : name;
          double range = joules(zone.resolve("max_energy_range_uj")).orElse(0);
          if (range > 0 && joules(zone.resolve("energy_uj")).isPresent()) {
            counters.add(new Zone(label, zone.resolve("energy_uj"), range));
          }
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return List.of();
    }
    counters.sort(Comparator.comparing(EnergyCounter::name));
    return counters;
  }

  private static Path packageOf(Path zone) {
    String name = zone.getFileName().toString();
    return zone.resolveSibling(name.substring(0, name.lastIndexOf(':')));
  }

  private static OptionalDouble joules(Path file) {
    try {
      return OptionalDouble.of(Long.parseLong(text(file)) / 1e6);
    } catch (IOException | NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file).strip();
  }

  private record Zone(String name, Path file, double range) implements EnergyCounter {
    @Override
    public OptionalDouble joules() {
      return Powercap.joules(file);
    }
  }
}
