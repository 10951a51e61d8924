package dev.assay.lab.stats;

/**
 * The probability of improvement: how likely a run of one arm scores above a run of the other, on a
 * task drawn at random (Agarwal et al., arXiv 2108.13264, section 4.3). Equal scores count half.
 */
public final class ProbabilityOfImprovement {
  private ProbabilityOfImprovement() {}

  /**
   * P(X > Y) + P(X = Y) / 2, averaged over the tasks.
   *
   * @throws IllegalArgumentException if the numbers of tasks differ
   */
  public static double of(RunScores x, RunScores y) {
    RunScores.sameTasks(x, y);
    double sum = 0;
    for (int task = 0; task < x.tasks(); task++) {
      sum += (1 + CliffsDelta.of(x.task(task), y.task(task))) / 2;
    }
    return sum / x.tasks();
  }
}
