package dev.assay.lab;

import dev.assay.lab.process.ProcessRunner;
import dev.assay.lab.process.WorkerSettings;
import dev.assay.lab.sql.ClusterRunner;
import dev.assay.lab.sql.ClusterWorker;
import dev.assay.lab.sql.LabDatabase;
import dev.assay.lab.sql.PostgresTrialStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** The processes that {@link KillsTest} kills. */
public final class KilledRun {
  private static final Duration HEARTBEAT = Duration.ofMillis(500);

  private KilledRun() {}

  /**
   * {@code files FOLDER TIER RECORD} runs the claim in worker processes over a store in a folder,
   * {@code cluster URL TIER RECORD} on the workers of a database; both write the record when they
   * are done. {@code worker URL} is one of those workers.
   */
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "files" -> {
        try (Runner runner = new ProcessRunner(2, WorkerSettings.likeThisProcess())) {
          run(args, new FileTrialStore(Path.of(args[1])), runner);
        }
      }
      case "cluster" -> {
        try (LabDatabase database = LabDatabase.open(args[1]);
            Runner runner = new ClusterRunner(database, Clock.systemUTC())) {
          run(args, new PostgresTrialStore(database), runner);
        }
      }
      case "worker" -> {
        try (LabDatabase database = LabDatabase.open(args[1]);
            Runner runner = new ProcessRunner(1, WorkerSettings.likeThisProcess());
            ClusterWorker _ =
                new ClusterWorker(
                    database,
                    "worker-" + ProcessHandle.current().pid(),
                    Studies.onClassPath(),
                    runner,
                    1,
                    HEARTBEAT,
                    Clock.systemUTC())) {
          TimeUnit.DAYS.sleep(1);
        }
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void run(String[] args, TrialStore store, Runner runner) throws Exception {
    Path record = Path.of(args[3]);
    Path beside = record.resolveSibling("record.tmp");
    Files.writeString(beside, record(Tier.parse(args[2]), store, runner));
    Files.move(beside, record, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The claim's record without costs. */
  static String record(Tier tier, TrialStore store, Runner runner) {
    KilledPaper paper = new KilledPaper();
    ClaimRecord record =
        ClaimRun.of(paper.paper(), paper.claims())
            .tier(tier)
            .store(store)
            .run(runner, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
            .getFirst();
    return Json.pretty(record).replaceAll("\"cost\" : \\{[^}]*}", "\"cost\" : {}");
  }
}
