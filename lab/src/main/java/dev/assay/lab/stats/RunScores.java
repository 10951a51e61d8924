package dev.assay.lab.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * One arm's scores: the same number of runs on each of several tasks, normalised so that tasks
 * compare, larger better (Agarwal et al., "Deep reinforcement learning at the edge of the
 * statistical precipice", NeurIPS 2021, arXiv 2108.13264).
 */
public final class RunScores {
  private final double[][] byTask;

  private RunScores(double[][] byTask) {
    this.byTask = byTask;
  }

  /**
   * The scores of each task's runs.
   *
   * @param byTask one row a task, one column a run
   * @throws IllegalArgumentException if there is no task or no run, the tasks' runs differ in
   *     number, or a score is not finite
   */
  public static RunScores of(double[]... byTask) {
    if (byTask.length == 0) {
      throw new IllegalArgumentException("scores need at least one task");
    }
    double[][] copy = new double[byTask.length][];
    for (int task = 0; task < copy.length; task++) {
      copy[task] = Samples.copy("task " + (task + 1), byTask[task], 1);
      if (copy[task].length != copy[0].length) {
        throw new IllegalArgumentException(
            "each task needs the same number of runs, but task 1 has %d and task %d has %d"
                .formatted(copy[0].length, task + 1, copy[task].length));
      }
    }
    return new RunScores(copy);
  }

  /** How many tasks there are. */
  public int tasks() {
    return byTask.length;
  }

  /** How many runs each task has. */
  public int runs() {
    return byTask[0].length;
  }

  /** The scores of a task's runs, in order; tasks are counted from 0. */
  public double[] task(int task) {
    return byTask[task].clone();
  }

  /** The scores of all runs on all tasks. */
  public DoubleStream all() {
    return Arrays.stream(byTask).flatMapToDouble(Arrays::stream);
  }

  /** Refuse two arms with different numbers of tasks. */
  static void sameTasks(RunScores x, RunScores y) {
    if (x.tasks() != y.tasks()) {
      throw new IllegalArgumentException(
          "two arms need the same tasks, but x has %d and y has %d"
              .formatted(x.tasks(), y.tasks()));
    }
  }

  /** The scores task by task. */
  @Override
  public String toString() {
    return List.of(byTask).stream().map(Arrays::toString).toList().toString();
  }
}
