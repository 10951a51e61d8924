package dev.assay.app;

import dev.assay.lab.FileTrialStore;
import dev.assay.lab.PopulationRunner;
import dev.assay.lab.Runner;
import dev.assay.lab.RunnerProvider;
import dev.assay.lab.TrialStore;
import dev.assay.lab.process.ProcessRunner;
import dev.assay.lab.sql.ClusterRunner;
import dev.assay.lab.sql.ClusterWorker;
import dev.assay.lab.sql.LabDatabase;
import dev.assay.lab.sql.PostgresTrialStore;
import java.time.Clock;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a command runs its trials and keeps them. */
final class TrialPlace {
  /** Beyond this many members, docs/performance.md shows no gain that is worth their memory. */
  private static final int LARGEST_POPULATION = 64;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Trials at once (default: the number of processors).")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--processes",
      paramLabel = "N",
      description =
          "Run trials in N worker processes instead of threads, so that one that crashes or hangs"
              + " fails alone. With --store, 0 leaves all trials to other workers.")
  @Nullable Integer processes;

  @Option(
      names = "--store",
      paramLabel = "URL",
      description =
          "Keep trials in this PostgreSQL database instead of the home folder, and share them with"
              + " its workers (./assay worker): jdbc:postgresql://HOST:PORT/DATABASE?user=USER.")
  @Nullable String store;

  @Option(
      names = "--spark",
      paramLabel = "MASTER",
      description =
          "Run trials on a Spark cluster, such as spark://HOST:7077; docs/cluster.md says what that"
              + " needs.")
  @Nullable String spark;

  @Mixin TrialOptions limits = new TrialOptions();

  @Mixin DeviceOption device = new DeviceOption();

  /** The store and the runner that the options ask for, open. */
  Place open(HomeOption home) {
    int least = store == null ? 1 : 0;
    if (threads < 1) {
      throw new UserMistake("--threads must be at least 1, but is " + threads + ".");
    }
    if (processes != null && processes < least) {
      throw new UserMistake(
          "--processes must be at least %d, but is %d.".formatted(least, processes));
    }
    if (!device.use()) {
      if (store != null || spark != null || processes != null || limits.areGiven()) {
        throw new UserMistake(
            "--device %s cannot be combined with --store, --spark, --processes, --memory or --time-limit: a GPU serves the threads of one process."
                .formatted(device.name));
      }
      // Apart from those of the CPU: a trial's key does not say where it was computed.
      return new Place(
          new FileTrialStore(home.trials().resolveSibling("trials-gpu")),
          new PopulationRunner(threads, LARGEST_POPULATION),
          () -> {});
    }
    if (spark != null) {
      if (processes != null || limits.areGiven()) {
        throw new UserMistake(
            "--spark cannot be combined with --processes, --memory or --time-limit.");
      }
      return onSpark(spark, home);
    }
    int count = processes == null ? threads : processes;
    if (store != null) {
      LabDatabase database = SharedTrials.open(store);
      SharedTrials own =
          count == 0
              ? null
              : new SharedTrials(database, count, limits.settings(), ClusterWorker.HEARTBEAT);
      return new Place(
          new PostgresTrialStore(database),
          new ClusterRunner(database, Clock.systemUTC()),
          () -> {
            if (own != null) {
              own.close();
            }
            database.close();
          });
    }
    Runner runner =
        processes == null && !limits.areGiven()
            ? new PopulationRunner(threads, LARGEST_POPULATION)
            : new ProcessRunner(count, limits.settings());
    return new Place(new FileTrialStore(home.trials()), runner, () -> {});
  }

  private Place onSpark(String master, HomeOption home) {
    RunnerProvider provider =
        ServiceLoader.load(RunnerProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(each -> each.accepts(master))
            .findFirst()
            .orElseThrow(
                () ->
                    new UserMistake(
                        "Nothing here runs trials at '%s': --spark needs Assay's Spark module on the class path, as docs/cluster.md says."
                            .formatted(master)));
    if (store == null) {
      return new Place(new FileTrialStore(home.trials()), provider.open(master), () -> {});
    }
    LabDatabase database = SharedTrials.open(store);
    return new Place(new PostgresTrialStore(database), provider.open(master), database::close);
  }

  /** An open store and runner. */
  record Place(TrialStore store, Runner runner, Runnable rest) implements AutoCloseable {
    @Override
    public void close() {
      runner.close();
      rest.run();
    }
  }
}
