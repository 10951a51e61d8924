package dev.assay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The table of docs/tuning.md from results of TableBench and of its peers.
 *
 * <pre>
 *   bench/run TableReport ours.csv optuna.csv
 * </pre>
 *
 * <p>For each sampler and family it prints the mean regret over tables and seeds, and for ours the
 * difference from the peer's sampler that is best in the family, paired by seed, with its 95 % t
 * interval.
 */
public final class TableReport {
  /** Sampler, family, seed, table: regret. */
  private final Map<String, Map<String, Map<Integer, Map<String, Double>>>> regrets =
      new LinkedHashMap<>();

  private TableReport() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 0) {
      throw new IllegalArgumentException("name the files that TableBench and its peers printed");
    }
    TableReport report = new TableReport();
    for (String file : arguments) {
      report.read(Path.of(file));
    }
    report.print();
  }

  private void read(Path file) throws IOException {
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("sampler,")) {
        continue;
      }
      String[] cells = line.split(",", -1);
      regrets
          .computeIfAbsent(cells[0], _ -> new TreeMap<>())
          .computeIfAbsent(cells[1].substring(0, cells[1].indexOf('/')), _ -> new TreeMap<>())
          .computeIfAbsent(Integer.valueOf(cells[2]), _ -> new TreeMap<>())
          .put(cells[1], Double.valueOf(cells[3]));
    }
  }

  private void print() {
    TreeSet<String> families = new TreeSet<>();
    regrets.values().forEach(byFamily -> families.addAll(byFamily.keySet()));
    System.out.println("| sampler | " + String.join(" | ", families) + " |");
    System.out.println("| --- |" + " --- |".repeat(families.size()));
    for (String sampler : regrets.keySet()) {
      StringBuilder row = new StringBuilder("| " + sampler);
      for (String family : families) {
        double[] own = bySeed(sampler, family);
        row.append(" | %.3f".formatted(Arrays.stream(own).average().orElse(Double.NaN)));
        if (!isPeer(sampler)) {
          bestPeer(family).ifPresent(peer -> row.append(difference(own, bySeed(peer, family))));
        }
      }
      System.out.println(row + " |");
    }
  }

  private static boolean isPeer(String sampler) {
    return sampler.startsWith("Optuna");
  }

  private Optional<String> bestPeer(String family) {
    return regrets.keySet().stream()
        .filter(TableReport::isPeer)
        .min(
            Comparator.comparingDouble(
                peer -> Arrays.stream(bySeed(peer, family)).average().orElse(Double.NaN)));
  }

  /** The mean over tables, by seed. */
  private double[] bySeed(String sampler, String family) {
    return regrets.getOrDefault(sampler, Map.of()).getOrDefault(family, Map.of()).values().stream()
        .map(byTable -> byTable.values().stream().mapToDouble(Double::doubleValue).average())
        .mapToDouble(OptionalDouble::orElseThrow)
        .toArray();
  }

  private static String difference(double[] own, double[] peer) {
    int n = Math.min(own.length, peer.length);
    double[] differences = new double[n];
    Arrays.setAll(differences, i -> own[i] - peer[i]);
    double mean = Arrays.stream(differences).average().orElse(Double.NaN);
    double squares = Arrays.stream(differences).map(x -> (x - mean) * (x - mean)).sum();
    double half =
        TDistribution.of(n - 1).inverseCumulativeProbability(0.975)
            * Math.sqrt(squares / (n - 1) / n);
    return " (%+.3f ± %.3f)".formatted(mean, half);
  }
}
