package dev.assay.hub.runs;

import static dev.assay.hub.runs.RunsDatabase.PAPER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two hubs on one database. */
@Timeout(60)
@ParameterizedClass
@EnumSource(TestServer.class)
class SharedRunsTest {
  private static final int MANY = Integer.MAX_VALUE;

  private final RunsDatabase database;
  private final RunRepository one;
  private final RunRepository two;

  SharedRunsTest(TestServer server) {
    database = RunsDatabase.on(server);
    one = database.hub("elsewhere-1");
    two = database.hub("elsewhere-2");
  }

  @AfterEach
  void clear() {
    database.clear();
  }

  @Test
  void aHubLeavesTheRunsOfOthersAloneWhileTheyLive() {
    one.beat();
    Run run = one.add(PAPER, "C1", "shared", null, MANY);
    assertThat(one.take()).isPresent();
    try (RunService second = database.service(two, request -> null, 1, true)) {
      assertThat(two.find(run.id()).orElseThrow().state()).isEqualTo(RunState.RUNNING);
      // The same claim is under way there, and joined.
      assertThat(second.start(PAPER, "C1", "shared", null).id()).isEqualTo(run.id());
    }
    assertThat(one.find(run.id()).orElseThrow().state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void whatADeadHubHadUnderWayWaitsAgain() {
    one.beat();
    Run run = one.add(PAPER, "C1", "shared", null, MANY);
    assertThat(one.take()).isPresent();
    database
        .jdbc()
        .sql("update hub set seen = now() - interval '2 minutes' where name = 'elsewhere-1'")
        .update();

    two.requeueOfDead("gone");

    assertThat(two.find(run.id()).orElseThrow().state()).isEqualTo(RunState.QUEUED);
    assertThat(two.take().orElseThrow().attempt()).isEqualTo(2);
  }

  @Test
  void eventsOfAnotherHubsRunAreSeen() throws InterruptedException {
    one.beat();
    Run run = one.add(PAPER, "C1", "shared", null, MANY);
    Taken taken = one.take().orElseThrow();
    try (RunService second = database.service(two, request -> null, 1, true)) {
      second.await(0, Duration.ofSeconds(10));
      long seen = second.changes();
      one.append(taken, "{\"type\": \"trial\"}", null, null);

      assertThat(second.await(seen, Duration.ofSeconds(10))).isTrue();
      assertThat(second.events(run.id(), 0)).hasSize(1);
    }
  }

  @Test
  void aRunThatIsCancelledElsewhereEndsHere() throws Exception {
    Process worker = new ProcessBuilder("sleep", "60").start();
    two.beat();
    try (RunService first = database.service(one, request -> worker, 1, true)) {
      Run run = first.start(PAPER, "C1", "shared", null);
      while (one.find(run.id()).orElseThrow().state() == RunState.QUEUED) {
        first.await(first.changes(), Duration.ofMillis(20));
      }
      two.cancel(run.id(), "Cancelled by ann.");
      assertThat(worker.waitFor()).isNotZero();
    }
  }
}
