package dev.assay.lab.stats;

import java.util.List;
import org.apache.commons.statistics.descriptive.Variance;

/**
 * One-way analysis of variance: do all groups have one mean (Fisher, "Statistical Methods for
 * Research Workers", 1925)? The groups are taken to be independent and normal with one variance.
 *
 * @param statistic F: the mean square between groups over that within
 * @param betweenDegreesOfFreedom groups less one
 * @param withinDegreesOfFreedom values less groups
 * @param pValue of one mean
 */
public record OneWayAnova(
    double statistic, int betweenDegreesOfFreedom, int withinDegreesOfFreedom, double pValue) {
  /**
   * The test of the arms' values.
   *
   * @param groups at least two, each of at least two values
   * @throws IllegalArgumentException if there are too few, a value is not finite, or no group's
   *     values vary
   */
  public static OneWayAnova of(List<double[]> groups) {
    if (groups.size() < 2) {
      throw new IllegalArgumentException(
          "an analysis of variance needs at least two groups, but got " + groups.size());
    }
    int values = 0;
    double within = 0;
    for (int i = 0; i < groups.size(); i++) {
      double[] group = Samples.copy("group " + (i + 1), groups.get(i), 2);
      values += group.length;
      within += Variance.of(group).getAsDouble();
    }
    Samples.spread(
        "an analysis of variance needs a group whose values vary",
        Math.sqrt(within),
        groups.toArray(new double[0][]));
    var result = org.apache.commons.statistics.inference.OneWayAnova.withDefaults().test(groups);
    return new OneWayAnova(
        result.getStatistic(), groups.size() - 1, values - groups.size(), result.getPValue());
  }
}
