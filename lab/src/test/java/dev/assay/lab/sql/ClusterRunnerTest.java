package dev.assay.lab.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.lab.ContractStudies;
import dev.assay.lab.Outcome;
import dev.assay.lab.Runner;
import dev.assay.lab.RunnerContract;
import dev.assay.lab.Studies;
import dev.assay.lab.ThreadRunner;
import dev.assay.lab.Trial;
import dev.assay.lab.TrialNotRun;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterRunnerTest extends RunnerContract {
  private static final Duration HEARTBEAT = Duration.ofMillis(100);

  /** Closed in reverse order. */
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private LabDatabase database;

  @BeforeEach
  void openDatabase() throws Exception {
    database = opened(LabDatabase.open(TestPostgres.database()));
  }

  @AfterEach
  void closeAll() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  private ClusterWorker worker(String name, Studies studies, int parallelism) {
    Runner threads = opened(new ThreadRunner(parallelism));
    return opened(
        new ClusterWorker(
            database, name, studies, threads, parallelism, HEARTBEAT, Clock.systemUTC()));
  }

  private ClusterWorker worker(String name, int parallelism) {
    return worker(name, Studies.of(List.of(new ContractStudies())), parallelism);
  }

  private ClusterRunner runner() {
    return opened(new ClusterRunner(database, Clock.systemUTC()));
  }

  @Override
  protected Runner runner(int parallelism) {
    worker("one", parallelism);
    return new ClusterRunner(database, Clock.systemUTC());
  }

  @Test
  void twoRunnersThatWantTheSameTrialShareIt() {
    Path log = folder.resolve("shared");
    Trial trial = ContractStudies.sleep(log, 0, Duration.ofMillis(300), Duration.ofMillis(300));
    worker("one", 1);
    worker("two", 1);
    CompletableFuture<Outcome> first = runner().submit(List.of(trial)).getFirst();
    CompletableFuture<Outcome> second = runner().submit(List.of(trial)).getFirst();
    assertThat(first.join()).isEqualTo(second.join());
    assertThat(ContractStudies.sleepers(log)).hasSize(1);
  }

  @Test
  void aTrialThatOneRunnerTakesBackIsStillRunForTheOther() {
    Trial trial = ContractStudies.trial("measure", 0);
    ClusterRunner second = runner();
    ClusterRunner first = runner();
    CompletableFuture<Outcome> kept = second.submit(List.of(trial)).getFirst();
    CompletableFuture<Outcome> dropped = first.submit(List.of(trial)).getFirst();
    dropped.cancel(false);
    worker("one", 1);
    assertThat(kept.join().failure()).isNull();
  }

  @Test
  void aWorkerWithoutTheStudyRefusesAndLaterTheTrialMayBeAskedForAgain() {
    Trial trial = ContractStudies.trial("measure", 0);
    ClusterWorker without = worker("without", Studies.of(List.of()), 1);
    CompletableFuture<Outcome> refused = runner().submit(List.of(trial)).getFirst();
    assertThatThrownBy(refused::join)
        .hasCauseInstanceOf(TrialNotRun.class)
        .hasMessageContaining("the worker has no study runner-contract@1; give it the same jars")
        .hasMessageEndingWith("(worker without)");
    without.close();
    worker("with", 1);
    assertThat(runner().submit(List.of(trial)).getFirst().join().failure()).isNull();
  }

  @Test
  void whatAWorkerAbandonsAnotherTakesOverAtOnce() throws Exception {
    Path log = folder.resolve("abandoned");
    Trial trial = ContractStudies.sleep(log, 0, Duration.ofMillis(1500), Duration.ZERO);
    ClusterWorker first = worker("one", 1);
    CompletableFuture<Outcome> outcome = runner().submit(List.of(trial)).getFirst();
    while (ContractStudies.sleepers(log).isEmpty()) {
      Thread.sleep(5);
    }
    first.abandon();
    first.close();
    worker("two", 1);
    assertThat(outcome.join().failure()).isNull();
    assertThat(ContractStudies.sleepers(log)).hasSize(2);
  }
}
