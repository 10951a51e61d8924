package dev.assay.hub.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.Library;
import dev.assay.hub.TestLibrary;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two hubs on one database. */
@Timeout(60)
class SharedRunsTest {
  private static final String PAPER = "2310.01769";

  private final Library library = TestLibrary.get();
  private final RunRepository one =
      new RunRepository(library.jdbc(), library.transaction(), "elsewhere-1");
  private final RunRepository two =
      new RunRepository(library.jdbc(), library.transaction(), "elsewhere-2");

  @AfterEach
  void clear() {
    library.jdbc().sql("delete from hub where name like 'elsewhere-%'").update();
    library.jdbc().sql("delete from run where tier = 'shared'").update();
  }

  @Test
  void aHubLeavesTheRunsOfOthersAloneWhileTheyLive() {
    one.beat();
    Run run = one.add(PAPER, "C1", "shared").orElseThrow();
    try (RunService second = new RunService(two, request -> null, 1, true)) {
      assertThat(two.find(run.id()).orElseThrow().state()).isEqualTo(RunState.QUEUED);
      // The same claim is under way there, and joined.
      assertThat(second.start(PAPER, "C1", "shared").id()).isEqualTo(run.id());
    }
    assertThat(one.find(run.id()).orElseThrow().state()).isEqualTo(RunState.QUEUED);
  }

  @Test
  void whatADeadHubLeftIsInterrupted() {
    one.beat();
    Run run = one.add(PAPER, "C1", "shared").orElseThrow();
    library
        .jdbc()
        .sql("update hub set seen = now() - interval '2 minutes' where name = 'elsewhere-1'")
        .update();

    two.interruptOfDead("gone");

    assertThat(two.find(run.id()).orElseThrow().state()).isEqualTo(RunState.INTERRUPTED);
  }

  @Test
  void eventsOfAnotherHubsRunAreSeen() throws InterruptedException {
    one.beat();
    Run run = one.add(PAPER, "C1", "shared").orElseThrow();
    try (RunService second = new RunService(two, request -> null, 1, true)) {
      second.await(0, Duration.ofSeconds(10));
      long seen = second.changes();
      one.append(run.id(), "{\"type\": \"trial\"}", null, null);

      assertThat(second.await(seen, Duration.ofSeconds(10))).isTrue();
      assertThat(second.events(run.id(), 0)).hasSize(1);
    }
  }
}
