package dev.assay.lab.stats;

import dev.assay.lab.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Percentile intervals of aggregate scores by the stratified bootstrap: runs are drawn with
 * replacement within each task, so that the tasks stay the same and the runs are new (Agarwal et
 * al., arXiv 2108.13264, section 4.1; Efron and Tibshirani, "An Introduction to the Bootstrap",
 * 1993).
 *
 * <p>With few runs such intervals are too narrow; the paper advises ten or more a task. A statistic
 * is called once for each replication; 2,000 are enough for a level of .95.
 */
public final class StratifiedBootstrap {
  private StratifiedBootstrap() {}

  /**
   * The interval of one arm's aggregate score, such as {@code InterquartileMean::of}.
   *
   * @param level in (0, 1)
   * @param replications at least 2
   */
  public static Interval interval(
      RunScores scores,
      ToDoubleFunction<RunScores> statistic,
      double level,
      int replications,
      RandomGenerator random) {
    return intervals(
            scores,
            replicate -> new double[] {statistic.applyAsDouble(replicate)},
            level,
            replications,
            random)
        .getFirst();
  }

  /**
   * The intervals, each at the level, of several numbers from the same replications, such as the
   * points of a {@link ScoreDistribution}.
   */
  public static List<Interval> intervals(
      RunScores scores,
      Function<RunScores, double[]> statistics,
      double level,
      int replications,
      RandomGenerator random) {
    Samples.level(level);
    List<double[]> replicates = new ArrayList<>();
    for (int i = 0; i < replications; i++) {
      replicates.add(statistics.apply(resampled(scores, random)));
    }
    return Percentiles.intervals(replicates, level);
  }

  /**
   * The interval of a comparison of two arms whose runs are independent, such as {@code
   * ProbabilityOfImprovement::of}.
   */
  public static Interval interval(
      RunScores x,
      RunScores y,
      ToDoubleBiFunction<RunScores, RunScores> statistic,
      double level,
      int replications,
      RandomGenerator random) {
    RunScores.sameTasks(x, y);
    Samples.level(level);
    List<double[]> replicates = new ArrayList<>();
    for (int i = 0; i < replications; i++) {
      replicates.add(
          new double[] {statistic.applyAsDouble(resampled(x, random), resampled(y, random))});
    }
    return Percentiles.intervals(replicates, level).getFirst();
  }

  private static RunScores resampled(RunScores scores, RandomGenerator random) {
    double[][] resampled = new double[scores.tasks()][scores.runs()];
    for (int task = 0; task < resampled.length; task++) {
      double[] original = scores.task(task);
      for (int run = 0; run < original.length; run++) {
        resampled[task][run] = original[random.nextInt(original.length)];
      }
    }
    return RunScores.of(resampled);
  }
}
