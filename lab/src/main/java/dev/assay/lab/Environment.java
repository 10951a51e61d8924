package dev.assay.lab;

import dev.assay.lab.cost.EnergyMeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a record was made.
 *
 * @param assay version of Assay
 * @param energyCounters what the machine's energy is counted by; empty where it is not measured
 */
public record Environment(
    String assay,
    String jdk,
    String vm,
    String os,
    String processor,
    int cores,
    String device,
    List<String> energyCounters) {
  /** This process. */
  public static Environment current() {
    return new Environment(
        assayVersion(),
        System.getProperty("java.version"),
        System.getProperty("java.vm.name"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        "cpu",
        EnergyMeter.ofMachine().counters());
  }

  private static String assayVersion() {
    String version = Environment.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static String processorName() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException | UncheckedIOException e) {
      return System.getProperty("os.arch");
    }
  }
}
