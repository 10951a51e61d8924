package dev.assay.app;

import dev.assay.lab.sql.ClusterWorker;
import dev.assay.lab.sql.LabDatabase;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "worker",
    description = {
      "Run trials for others: take them from a shared database and store their outcomes there.",
      "Start as many as you like, on any machines with the same Assay and the same data. What a"
          + " worker that ends has not finished, another does."
    },
    mixinStandardHelpOptions = true)
final class WorkerCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Option(
      names = "--store",
      paramLabel = "URL",
      required = true,
      description = "The database, as jdbc:postgresql://HOST:PORT/DATABASE?user=USER.")
  @SuppressWarnings("NullAway.Init")
  String store;

  @Option(
      names = "--processes",
      paramLabel = "N",
      description = "Trials at once, each in a process (default: the number of processors).")
  int processes = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--heartbeat",
      hidden = true,
      paramLabel = "SECONDS",
      description = "How often a worker says that it lives; the same for all workers of a store.")
  double heartbeatSeconds = ClusterWorker.HEARTBEAT.toMillis() / 1000.0;

  @Mixin TrialOptions limits = new TrialOptions();

  @Override
  public Integer call() throws InterruptedException {
    if (processes < 1) {
      throw new UserMistake("--processes must be at least 1, but is " + processes + ".");
    }
    PrintWriter out = spec.commandLine().getOut();
    LabDatabase database = SharedTrials.open(store);
    Duration heartbeat = Duration.ofMillis(Math.round(heartbeatSeconds * 1000));
    SharedTrials trials = new SharedTrials(database, processes, limits.settings(), heartbeat);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  trials.abandon();
                  database.close();
                  ended.countDown();
                },
                "end the worker"));
    out.printf(
        "This worker runs trials of %s, %d at once (Ctrl-C ends it).%n", database, processes);
    out.flush();
    ended.await();
    return 0;
  }
}
