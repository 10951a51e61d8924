package dev.assay.bench;

import dev.assay.data.HpoTable;
import dev.assay.data.HpoTables.Family;
import dev.assay.lab.Configuration;
import dev.assay.lab.Parameter;
import dev.assay.lab.SearchSpace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A table as a noisy problem: an evaluation draws one of the configuration's stored seeds, and a
 * configuration is judged by its mean over all of them. Scores of hpolib are taken as logarithms to
 * base 10.
 */
final class TableProblem {
  private final HpoTable table;
  private final double optimum;
  private final double median;

  TableProblem(HpoTable table) {
    this.table = table;
    double[] means = table.keys().stream().mapToDouble(key -> scaled(table.mean(key))).toArray();
    java.util.Arrays.sort(means);
    int n = means.length;
    optimum = table.family().maximize() ? means[n - 1] : means[0];
    median = (means[(n - 1) / 2] + means[n / 2]) / 2;
  }

  HpoTable table() {
    return table;
  }

  boolean maximize() {
    return table.family().maximize();
  }

  SearchSpace space() {
    return SearchSpace.of(
        table.family().parameters().stream()
            .<Parameter>map(
                parameter ->
                    parameter.ordered()
                        ? Parameter.ordinal(parameter.name(), parameter.values().toArray())
                        : Parameter.categorical(parameter.name(), parameter.values().toArray()))
            .toList());
  }

  /**
   * The stored score that call {@code call} of seed {@code seed} draws: the same number for every
   * sampler, so that samplers are compared under the same noise.
   */
  double observe(Configuration configuration, long seed, int call) {
    String key = key(configuration);
    byte[] digest = sha256("%s/%d/%d".formatted(table.name(), seed, call));
    long draw = Integer.toUnsignedLong(ByteBuffer.wrap(digest).getInt());
    return scaled(table.score(key, (int) (draw % table.seeds(key))));
  }

  /** (optimum - score) / (optimum - median) of the configuration's mean score. */
  double regret(Configuration configuration) {
    return (optimum - scaled(table.mean(key(configuration)))) / (optimum - median);
  }

  private double scaled(double score) {
    return table.family() == Family.HPOLIB ? Math.log10(score) : score;
  }

  private String key(Configuration configuration) {
    StringBuilder key = new StringBuilder();
    for (var parameter : table.family().parameters()) {
      Object value = configuration.settings().get(parameter.name());
      key.append(List.copyOf(parameter.values()).indexOf(value));
    }
    return key.toString();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
