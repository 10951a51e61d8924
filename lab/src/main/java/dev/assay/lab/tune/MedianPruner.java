package dev.assay.lab.tune;

import dev.assay.lab.Pruner;
import dev.assay.lab.Reports;
import java.util.Arrays;
import java.util.List;

/**
 * The median stopping rule (Golovin et al., "Google Vizier: a service for black-box optimization",
 * KDD 2017, Section 3.2.2): a trial stops at a step where its best value so far is worse than the
 * median of the other trials' means up to that step.
 *
 * <p>Of the trials that have ended, those count that came as far as the step; one with a failed
 * value counts as the worst.
 *
 * @param startup with fewer trials to compare with none stops; at least 1
 * @param warmup before this step none stops
 */
public record MedianPruner(int startup, int warmup) implements Pruner {
  public MedianPruner {
    if (startup < 1 || warmup < 0) {
      throw new IllegalArgumentException(
          "the median rule needs at least 1 startup trial and a warm-up of at least 0 steps, but got %d and %d"
              .formatted(startup, warmup));
    }
  }

  /** Five trials to compare with, and no warm-up. */
  public MedianPruner() {
    this(5, 0);
  }

  @Override
  public boolean prunes(Reports trial, List<Reports> ended) {
    int step = trial.step(trial.size() - 1);
    if (step < warmup) {
      return false;
    }
    double[] means =
        ended.stream()
            .filter(other -> other.size() > 0 && other.step(other.size() - 1) >= step)
            .mapToDouble(other -> worstIfFailed(mean(other, step)))
            .toArray();
    if (means.length < startup) {
      return false;
    }
    Arrays.sort(means);
    int n = means.length;
    // The mean of the two middle ones, which may be too large to be added.
    double median = means[(n - 1) / 2] / 2 + means[n / 2] / 2;
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < trial.size(); i++) {
      best = Math.min(best, worstIfFailed(trial.value(i)));
    }
    return best > median;
  }

  private static double mean(Reports other, int step) {
    int index = other.indexFrom(step);
    // A report after the step is of no use unless it is the first.
    return other.mean(other.step(index) > step && index > 0 ? index - 1 : index);
  }

  static double worstIfFailed(double value) {
    return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
  }

  @Override
  public String toString() {
    return "median rule (startup %d, warm-up %d)".formatted(startup, warmup);
  }
}
