package dev.assay.lab.tune;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Logarithms of the probabilities of cells under truncated normal kernels. Most kernels of a long
 * search sit at one of few means with the least width, so their tables are kept.
 */
final class KernelTables {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final int MOST_TABLES = 4096;

  private record Key(Dimension dimension, double mean, double width) {}

  private final Map<Key, double[]> tables = new HashMap<>();

  /** The table of {@code dimension}, one entry a cell. */
  double[] cells(Dimension dimension, double mean, double width) {
    if (tables.size() >= MOST_TABLES) {
      tables.clear();
    }
    return tables.computeIfAbsent(new Key(dimension, mean, width), KernelTables::compute);
  }

  private static double[] compute(Key key) {
    double[] edges = key.dimension().edges;
    double[] logs = new double[edges.length - 1];
    double mass = NORMAL.probability(-key.mean() / key.width(), (1 - key.mean()) / key.width());
    for (int c = 0; c < logs.length; c++) {
      double probability =
          NORMAL.probability(
              (edges[c] - key.mean()) / key.width(), (edges[c + 1] - key.mean()) / key.width());
      // Far cells underflow to 0, whose logarithm would make a sum with another infinity NaN.
      logs[c] = Math.log(Math.max(probability / mass, Double.MIN_NORMAL));
    }
    return logs;
  }
}
