package dev.assay.spark;

import dev.assay.lab.Outcome;
import dev.assay.lab.Runner;
import dev.assay.lab.Studies;
import dev.assay.lab.Trial;
import dev.assay.lab.TrialMessage;
import dev.assay.lab.TrialNotRun;
import dev.assay.lab.TrialPool;
import dev.assay.lab.TrialReply;
import dev.assay.lab.cost.CostMeter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Runs trials on the executors of a Spark cluster, each as a job of one task. Executors find a
 * trial's study on their own class path, which must hold what the driver's holds.
 *
 * <p>An executor that dies is Spark's to replace: it runs the task again, four times by default
 * ({@code spark.task.maxFailures}), and then the trial has no outcome. Executors run several trials
 * in one process, so costs are a thread's.
 */
public final class SparkRunner implements Runner {
  private final JavaSparkContext spark;
  private final TrialPool jobs;

  /**
   * A runner on {@code spark}, which stays its owner's to close.
   *
   * @param parallelism jobs at once: as many as the cluster has cores keep it busy
   */
  public SparkRunner(JavaSparkContext spark, int parallelism) {
    this.spark = spark;
    jobs = new TrialPool(parallelism, this::run);
  }

  @Override
  public List<CompletableFuture<Outcome>> submit(List<Trial> trials) {
    return jobs.submit(trials);
  }

  @Override
  public void close() {
    jobs.close();
  }

  private Outcome run(Trial trial) {
    List<String> message = List.of(TrialMessage.of(trial).json());
    try {
      String reply = spark.parallelize(message, 1).map(SparkRunner::answer).collect().getFirst();
      return TrialReply.parse(reply).get();
    } catch (Exception e) {
      // Scala throws checked exceptions that it does not declare.
      if (e instanceof TrialNotRun notRun) {
        throw notRun;
      }
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new TrialNotRun(
          "Spark did not run a trial of %s, arm '%s', seed %s: %s"
              .formatted(
                  trial.study().label(),
                  trial.arm().name(),
                  trial.seed().label(),
                  e instanceof SparkException ? reason : e.toString()),
          e);
    }
  }

  /** On an executor: the reply to a message. */
  private static String answer(String message) {
    return TrialReply.to(TrialMessage.parse(message), Executor.STUDIES, Executor.METER).json();
  }

  /** What the trials of one executor share. */
  private static final class Executor {
    static final Studies STUDIES = Studies.onClassPath();
    static final CostMeter METER = CostMeter.ofThread(false);
  }
}
