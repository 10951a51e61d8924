package dev.assay.lab.stats;

import java.util.Arrays;

/**
 * The interquartile mean: the mean of the middle half of all runs on all tasks (Agarwal et al.,
 * arXiv 2108.13264, section 4.3). It moves less with outliers than the mean, and needs fewer runs
 * than the median.
 */
public final class InterquartileMean {
  private InterquartileMean() {}

  /** The mean without the lowest and the highest quarter, each rounded down to whole runs. */
  public static double of(RunScores scores) {
    double[] sorted = scores.all().sorted().toArray();
    int cut = sorted.length / 4;
    return Arrays.stream(sorted, cut, sorted.length - cut).average().orElseThrow();
  }
}
