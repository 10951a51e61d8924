package dev.assay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.store.EmbeddedPostgres;
import dev.assay.hub.store.Home;
import dev.assay.lab.ContractStudies;
import dev.assay.lab.Outcome;
import dev.assay.lab.Trial;
import dev.assay.lab.sql.ClusterRunner;
import dev.assay.lab.sql.LabDatabase;
import dev.assay.lab.sql.PostgresTrialStore;
import java.io.BufferedReader;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Workers as processes of their own, on a real server. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerCommandTest {
  @TempDir Path folder;

  private final List<Process> workers = new ArrayList<>();
  private Home home;
  private EmbeddedPostgres server;
  private String url;

  @BeforeEach
  void startServer() throws Exception {
    home = Home.lock(folder.resolve("home"));
    server = EmbeddedPostgres.start(home);
    PGSimpleDataSource source = server.dataSource();
    url =
        "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&password=%s"
            .formatted(server.port(), source.getUser(), source.getPassword());
  }

  @AfterEach
  void endAll() {
    workers.forEach(Process::destroyForcibly);
    server.close();
    home.close();
  }

  private Process assay(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(
        System.getProperty("java.class.path")
            + File.pathSeparator
            + ContractStudies.announce(folder.resolve("studies")));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    workers.add(process);
    return process;
  }

  /** Start a worker, and wait until it takes trials. */
  private Process worker() throws Exception {
    Process worker = assay("worker", "--store", url, "--processes", "1", "--heartbeat", "0.2");
    BufferedReader out = worker.inputReader();
    assertThat(out.readLine())
        .isEqualTo(
            "This worker runs trials of jdbc:postgresql://127.0.0.1:%d/postgres, 1 at once (Ctrl-C ends it)."
                .formatted(server.port()));
    return worker;
  }

  @Test
  void aKilledWorkersTrialIsTakenOverAndCountedOnce() throws Exception {
    Process first = worker();
    Process second = worker();
    Path log = folder.resolve("sleepers");
    Trial trial = ContractStudies.sleep(log, 0, Duration.ofDays(1), Duration.ZERO);
    try (LabDatabase database = LabDatabase.open(url);
        ClusterRunner runner = new ClusterRunner(database, Clock.systemUTC())) {
      CompletableFuture<Outcome> outcome = runner.submit(List.of(trial)).getFirst();
      ProcessHandle sleeper = ProcessHandle.of(sleeper(log, 1)).orElseThrow();
      Process killed = sleeper.parent().orElseThrow().pid() == first.pid() ? first : second;
      killed.destroyForcibly();

      assertThat(outcome.join().failure()).isNull();
      assertThat(ContractStudies.sleepers(log)).hasSize(2);
      assertThat(new PostgresTrialStore(database).find(trial.key())).contains(outcome.join());
      assertThat(count("outcome")).isEqualTo(1);
      assertThat(count("trial_queue")).isZero();
      // The trial's process ends with the worker that started it.
      sleeper.onExit().get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aWorkerThatIsAskedToEndLeavesItsTrialToOthersAtOnce() throws Exception {
    Process first = worker();
    Path log = folder.resolve("sleepers");
    Trial trial = ContractStudies.sleep(log, 0, Duration.ofDays(1), Duration.ZERO);
    try (LabDatabase database = LabDatabase.open(url);
        ClusterRunner runner = new ClusterRunner(database, Clock.systemUTC())) {
      CompletableFuture<Outcome> outcome = runner.submit(List.of(trial)).getFirst();
      ProcessHandle sleeper = ProcessHandle.of(sleeper(log, 1)).orElseThrow();
      first.destroy();
      assertThat(first.waitFor(10, TimeUnit.SECONDS)).isTrue();
      sleeper.onExit().get(10, TimeUnit.SECONDS);
      worker();
      assertThat(outcome.join().failure()).isNull();
    }
  }

  @Test
  void aRunGivesTheSameRecordInThreadsInProcessesAndOnASharedStore() throws Exception {
    String threads = record("threads", "--threads", "2");
    assertThat(record("processes", "--processes", "2", "--memory", "1000", "--time-limit", "60"))
        .isEqualTo(threads);
    assertThat(record("shared", "--store", url, "--processes", "2")).isEqualTo(threads);
    assertThat(count("outcome")).isGreaterThanOrEqualTo(6);
    assertThat(folder.resolve("shared/trials")).doesNotExist();
  }

  /** The record of a run in a home of its own, without times and costs. */
  private String record(String folderName, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("run", "0000.00000", "--tier", "smoke"));
    arguments.addAll(List.of("--json", "--home", folder.resolve(folderName).toString()));
    arguments.addAll(List.of(options));
    Process run = assay(arguments.toArray(String[]::new));
    String json = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.waitFor()).isZero();
    assertThat(json).contains("REPRODUCED");
    return json.replaceAll("\"cost\" : \\{[^}]*}", "")
        .replaceAll("\"(seconds|finished)\" : [^,]*,", "");
  }

  private static long sleeper(Path log, int n) throws InterruptedException {
    while (ContractStudies.sleepers(log).size() < n) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return ContractStudies.sleepers(log).get(n - 1);
  }

  private long count(String table) throws Exception {
    try (Connection connection = server.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from assay_lab." + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
