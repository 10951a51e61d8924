package dev.assay.lab;

import dev.assay.lab.cost.EnergyMeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where and by what a record was made.
 *
 * @param assay version of Assay
 * @param revision the commit that the code was built from, with {@code -dirty} behind it where the
 *     sources differed from it; {@value #UNKNOWN} outside a git repository
 * @param libraries versions of those that the trials' numbers may depend on; empty in records of
 *     before they were kept
 * @param energyCounters what the machine's energy is counted by; empty where it is not measured
 */
public record Environment(
    String assay,
    String revision,
    SortedMap<String, String> libraries,
    String jdk,
    String vm,
    String os,
    String processor,
    int cores,
    String device,
    List<String> energyCounters) {
  /** The property that says where this process computes; "cpu" where it is not set. */
  public static final String DEVICE_PROPERTY = "assay.device";

  private static final String UNKNOWN = "unknown";

  public Environment {
    // Older records say neither.
    revision = Objects.requireNonNullElse(revision, UNKNOWN);
    libraries =
        libraries == null
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(libraries));
  }

  /** This process. The launcher says the revision in the property {@code assay.revision}. */
  public static Environment current() {
    return new Environment(
        assayVersion(),
        System.getProperty("assay.revision", UNKNOWN),
        Libraries.onClassPath(),
        System.getProperty("java.version"),
        System.getProperty("java.vm.name"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty(DEVICE_PROPERTY, "cpu"),
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
