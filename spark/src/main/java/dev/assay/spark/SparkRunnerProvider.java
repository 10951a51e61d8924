package dev.assay.spark;

import dev.assay.lab.Outcome;
import dev.assay.lab.Runner;
import dev.assay.lab.RunnerProvider;
import dev.assay.lab.Trial;
import dev.assay.lab.TrialNotRun;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Opens runners at Spark's masters: {@code spark://HOST:PORT}, or {@code local[N]} in this process.
 * System properties that begin with {@code spark.} are settings of Spark's.
 */
public final class SparkRunnerProvider implements RunnerProvider {
  /** A cluster's executors come and go: what they have no core for waits in Spark's queue. */
  private static final int MOST_JOBS = 256;

  @Override
  public boolean accepts(String address) {
    return address.startsWith("spark://") || address.matches("local(\\[.*])?");
  }

  @Override
  public Runner open(String address) {
    SparkConf settings =
        new SparkConf()
            .setMaster(address)
            .setAppName("Assay")
            // Nobody looks at it, and it would open a port.
            .setIfMissing("spark.ui.enabled", "false");
    JavaSparkContext spark;
    try {
      spark = new JavaSparkContext(settings);
    } catch (Exception e) {
      // Scala throws checked exceptions that it does not declare.
      throw new TrialNotRun("Spark does not start at %s: %s".formatted(address, e.getMessage()), e);
    }
    return new Owned(
        spark, new SparkRunner(spark, spark.isLocal() ? spark.defaultParallelism() : MOST_JOBS));
  }

  /** A runner that closes its Spark. */
  private record Owned(JavaSparkContext spark, SparkRunner runner) implements Runner {
    @Override
    public List<CompletableFuture<Outcome>> submit(List<Trial> trials) {
      return runner.submit(trials);
    }

    @Override
    public void close() {
      runner.close();
      spark.close();
    }
  }
}
