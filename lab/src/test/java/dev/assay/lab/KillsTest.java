package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.lab.process.ProcessTree;
import dev.assay.lab.sql.LabDatabase;
import dev.assay.lab.sql.PostgresTrialStore;
import dev.assay.lab.sql.TestPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills -9 the runner or a worker at random moments during a study, and starts again what was
 * killed. Afterwards no finished trial is lost or was run again, none is counted twice, and the
 * record is that of an undisturbed run.
 *
 * <p>Five kills; {@code bench/faults.sh} makes it fifty.
 */
class KillsTest {
  private static final int KILLS = Integer.getInteger("assay.kills", 5);
  private static final long SEED = Long.getLong("assay.kills.seed", 1);

  /** The study must outlast the kills. */
  private static final Tier TIER = KILLS > 10 ? Tier.FULL : Tier.SMOKE;

  @TempDir Path folder;

  private final RandomGenerator random = new TestSeed(SEED).random("kills");
  private final Map<List<String>, Process> processes = new HashMap<>();
  private final List<Snapshot> snapshots = new ArrayList<>();

  /** What was stored at a moment, and how many lines the trials had written later. */
  private record Snapshot(Set<Trial> stored, int lines) {}

  @AfterEach
  void killAll() {
    processes.values().forEach(ProcessTree::kill);
  }

  @Test
  void inWorkerProcessesOverFiles() throws Exception {
    Path trials = folder.resolve("trials");
    List<String> runner = List.of("files", trials.toString(), TIER.name(), record().toString());
    disturb(runner, List.of(), new FileTrialStore(trials));
    try (Stream<Path> files = Files.walk(trials)) {
      assertThat(files.filter(file -> file.toString().endsWith(".damaged"))).isEmpty();
    }
  }

  @Test
  void onTheWorkersOfADatabase() throws Exception {
    String url = TestPostgres.database();
    try (LabDatabase database = LabDatabase.open(url)) {
      disturb(
          List.of("cluster", url, TIER.name(), record().toString()),
          List.of(List.of("worker", url, "1"), List.of("worker", url, "2")),
          new PostgresTrialStore(database));
    }
  }

  private void disturb(List<String> runner, List<List<String>> workers, TrialStore store)
      throws Exception {
    List<List<String>> all = new ArrayList<>(workers);
    all.add(runner);
    int kills = 0;
    int begun = 0;
    while (!Files.exists(record())) {
      for (List<String> each : all) {
        Process process = processes.get(each);
        if ((process == null || !process.isAlive()) && !Files.exists(record())) {
          processes.put(each, start(each));
        }
      }
      if (kills == KILLS || lines().size() == begun) {
        // A kill while everything is still starting would test nothing.
        TimeUnit.MILLISECONDS.sleep(5);
        continue;
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
      ProcessHandle victim = victim();
      System.err.printf("kill %d: process %d%n", kills + 1, victim.pid());
      victim.destroyForcibly();
      victim.onExit().join();
      kills++;
      snapshots.add(snapshot(store));
      begun = lines().size();
    }
    System.err.printf(
        "%s: %d kills (seed %d), %d trials begun for %d outcomes%n",
        runner.getFirst(), kills, SEED, lines().size(), trials().size());
    assertThat(kills).as("the study ended before all kills").isEqualTo(KILLS);

    try (Runner threads = new ThreadRunner(2)) {
      assertThat(Files.readString(record()))
          .isEqualTo(KilledRun.record(TIER, new MemoryTrialStore(), threads));
    }
    List<String> lines = lines();
    for (Snapshot snapshot : snapshots) {
      List<String> later = lines.subList(snapshot.lines(), lines.size());
      for (Trial trial : snapshot.stored()) {
        assertThat(store.find(trial.key())).as("a finished trial").isPresent();
        assertThat(later)
            .as("trials begun after another was stored")
            .doesNotContain(KilledPaper.line(trial));
      }
    }
    assertThat(snapshots.getLast().stored()).isNotEmpty();
  }

  private Path record() {
    return folder.resolve("record.json");
  }

  private List<String> lines() throws IOException {
    Path log = folder.resolve("log");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  /**
   * One of the started processes or of those they have started themselves. Each is known by the
   * test's own folder in its command: a mistake here would kill a stranger.
   */
  private ProcessHandle victim() {
    List<ProcessHandle> living = new ArrayList<>();
    while (living.isEmpty()) {
      processes.values().forEach(process -> living.addAll(ProcessTree.living(process)));
      living.removeIf(
          process -> !process.info().commandLine().orElse("").contains(folder.toString()));
    }
    living.sort(null);
    return living.get(random.nextInt(living.size()));
  }

  private Snapshot snapshot(TrialStore store) throws IOException {
    Set<Trial> stored = new HashSet<>();
    for (Trial trial : trials()) {
      if (store.find(trial.key()).isPresent()) {
        stored.add(trial);
      }
    }
    return new Snapshot(Collections.unmodifiableSet(stored), lines().size());
  }

  private static List<Trial> trials() {
    Study study = new KilledPaper().claims().getFirst().study();
    return LongStream.range(0, study.plan(TIER).maxSeeds())
        .boxed()
        .flatMap(
            seed ->
                study.arms().stream().map(arm -> Trial.of(study, TIER, arm, new TestSeed(seed))))
        .toList();
  }

  private Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A record names the revision: the undisturbed run's is this process's own.
    command.add("-Dassay.revision=" + System.getProperty("assay.revision", "unknown"));
    command.add("-D" + KilledPaper.LOG + "=" + folder.resolve("log"));
    command.add("-cp");
    command.add(
        System.getProperty("java.class.path")
            + File.pathSeparator
            + ContractStudies.announce(folder.resolve("studies"), KilledPaper.class));
    command.add(KilledRun.class.getName());
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start();
  }
}
