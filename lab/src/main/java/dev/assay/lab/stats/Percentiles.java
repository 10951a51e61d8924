package dev.assay.lab.stats;

import dev.assay.lab.Interval;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.descriptive.Quantile;

/** Percentile intervals of bootstrap replicates, interpolated linearly as NumPy does. */
final class Percentiles {
  private static final Quantile QUANTILE =
      Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);

  private Percentiles() {}

  /** The interval of each number, given one array of all numbers for each replication. */
  static List<Interval> intervals(List<double[]> replicates, double level) {
    if (replicates.size() < 2) {
      throw new IllegalArgumentException(
          "a bootstrap needs at least two replications, but got " + replicates.size());
    }
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < replicates.getFirst().length; i++) {
      int number = i;
      double[] ends =
          QUANTILE.evaluate(
              replicates.stream().mapToDouble(replicate -> replicate[number]).toArray(),
              (1 - level) / 2,
              (1 + level) / 2);
      intervals.add(new Interval(ends[0], ends[1]));
    }
    return intervals;
  }
}
