package dev.assay.lab.tune;

import dev.assay.lab.Pruner;
import dev.assay.lab.Reports;
import java.util.List;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * Stops a trial that is significantly worse than the best one, by Wilcoxon's signed-rank test of
 * their values paired by step: for trials whose steps are instances or folds, each as telling as
 * any other (the rule of Optuna's {@code WilcoxonPruner}).
 *
 * <p>The best trial is the one of the smallest mean among those that have reported most often. A
 * trial whose mean over the common steps is not worse goes on. Steps where the best one failed are
 * left out.
 *
 * @param threshold a trial stops where the one-sided p-value is below this; in (0, 1)
 * @param startup with fewer common steps none stops; at least 1
 */
public record WilcoxonPruner(double threshold, int startup) implements Pruner {
  /** Stands for a failed value: larger than any, and still a number to be ranked. */
  private static final double FAILED = Double.MAX_VALUE / 4;

  public WilcoxonPruner {
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException(
          "Wilcoxon's pruner needs a threshold in (0, 1), but got " + threshold);
    }
    if (startup < 1) {
      throw new IllegalArgumentException(
          "Wilcoxon's pruner needs at least 1 startup step, but got " + startup);
    }
  }

  /** Optuna's threshold of 0.1 and startup of 2 steps. */
  public WilcoxonPruner() {
    this(0.1, 2);
  }

  @Override
  public boolean prunes(Reports trial, List<Reports> ended) {
    Reports best = null;
    for (Reports other : ended) {
      if (other.size() > 0 && (best == null || better(other, best))) {
        best = other;
      }
    }
    if (best == null) {
      return false;
    }
    double[] differences = new double[trial.size()];
    int n = 0;
    double sum = 0;
    boolean anyDiffers = false;
    for (int i = 0; i < trial.size(); i++) {
      double reference = best.at(trial.step(i));
      if (Double.isFinite(reference)) {
        double value = trial.value(i);
        double difference = Double.isFinite(value) ? value / 4 - reference / 4 : FAILED;
        differences[n++] = difference;
        sum += difference / trial.size();
        anyDiffers |= difference != 0;
      }
    }
    if (n < startup || !anyDiffers || sum <= 0) {
      return false;
    }
    return WilcoxonSignedRankTest.withDefaults()
            .with(AlternativeHypothesis.GREATER_THAN)
            .test(java.util.Arrays.copyOf(differences, n))
            .getPValue()
        < threshold;
  }

  private static boolean better(Reports a, Reports b) {
    if (a.size() != b.size()) {
      return a.size() > b.size();
    }
    return MedianPruner.worstIfFailed(a.mean(a.size() - 1))
        < MedianPruner.worstIfFailed(b.mean(b.size() - 1));
  }

  @Override
  public String toString() {
    return "Wilcoxon's test (threshold %s, startup %d)".formatted(threshold, startup);
  }
}
