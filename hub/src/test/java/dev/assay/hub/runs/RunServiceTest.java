package dev.assay.hub.runs;

import static dev.assay.hub.runs.RunsDatabase.PAPER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunServiceTest {
  private static final String TRIAL =
      "echo '{\"type\":\"trial-finished\",\"arm\":\"a\",\"seed\":1,\"done\":1,\"total\":2}';";
  private static final String FINISHED = "echo '{\"type\":\"finished\",\"records\":[]}'";

  private final RunsDatabase database = RunsDatabase.on(TestServer.EMBEDDED);
  private final RunRepository runs = database.hub("here");

  @AfterEach
  void clear() {
    database.clear();
  }

  private RunService service(RunLauncher launcher, int places) {
    return database.service(runs, launcher, places, false);
  }

  @Test
  void keepsEachEventAndFinishes() throws InterruptedException {
    try (RunService service = service(worker("echo noise;" + TRIAL + FINISHED), 1)) {
      Run run = service.start(PAPER, "C1", "smoke", null);

      assertThat(ended(service, run).state()).isEqualTo(RunState.FINISHED);
      assertThat(runs.events(run.id(), 0)).hasSize(2);
      assertThat(runs.events(run.id(), 1))
          .singleElement()
          .satisfies(event -> assertThat(event.json()).contains("finished"));
    }
  }

  @Test
  void aSecondStartJoinsTheFirst(@TempDir Path folder) throws Exception {
    Path go = folder.resolve("go");
    String wait = "while [ ! -e " + go + " ]; do sleep 0.02; done;";
    AtomicInteger launched = new AtomicInteger();
    RunLauncher launcher =
        request -> {
          launched.incrementAndGet();
          return worker(wait + FINISHED).launch(request);
        };
    try (RunService service = service(launcher, 2)) {
      Run first = service.start(PAPER, null, "quick", null);
      Run second = service.start(PAPER, null, "quick", null);
      Run other = service.start(PAPER, "C2", "quick", null);

      assertThat(second.id()).isEqualTo(first.id());
      assertThat(other.id()).isNotEqualTo(first.id());
      Files.createFile(go);
      ended(service, first);
      ended(service, other);
      assertThat(launched).hasValue(2);
    }
  }

  @Test
  void aKilledWorkerLeavesARunThatGoesOn(@TempDir Path folder) throws Exception {
    Path once = folder.resolve("once");
    String command =
        "if [ -e %s ]; then %s; else touch %s; %s echo out of luck >&2; kill -9 $$; fi"
            .formatted(once, FINISHED, once, TRIAL);
    try (RunService service = service(worker(command), 1)) {
      Run run = service.start(PAPER, "C3", "smoke", null);

      Run interrupted = ended(service, run);
      assertThat(interrupted.state()).isEqualTo(RunState.INTERRUPTED);
      assertThat(interrupted.message()).contains("137").contains("out of luck");
      assertThat(service.resume(interrupted, null).id()).isEqualTo(run.id());
      assertThat(ended(service, run).state()).isEqualTo(RunState.FINISHED);
      assertThat(runs.events(run.id(), 0)).hasSize(2);
    }
  }

  @Test
  void aWorkerThatSaysWhyItFailedIsBelieved() throws InterruptedException {
    String failed = "echo '{\"type\":\"failed\",\"message\":\"no data\"}'";
    try (RunService service = service(worker(failed), 1)) {
      Run run = ended(service, service.start(PAPER, "C4", "smoke", null));

      assertThat(run.state()).isEqualTo(RunState.FAILED);
      assertThat(run.message()).isEqualTo("no data");
    }
  }

  @Test
  void whatIsUnderWayOrWaitsWhenAssayEndsGoesOnWithTheNext() throws InterruptedException {
    Run first;
    Run second;
    try (RunService service = service(worker(TRIAL + "exec sleep 60"), 1)) {
      first = service.start(PAPER, "C5", "full", null);
      awaitEvents(service, first, 1);
      second = service.start(PAPER, "C6", "full", null);
    }
    assertThat(find(first).state()).isEqualTo(RunState.QUEUED);
    assertThat(find(first).message()).contains("goes on from its stored trials");
    try (RunService service = service(worker(FINISHED), 1)) {
      assertThat(ended(service, first).state()).isEqualTo(RunState.FINISHED);
      assertThat(ended(service, second).state()).isEqualTo(RunState.FINISHED);
    }
    assertThat(find(first).message()).isNull();
  }

  @Test
  void aCancelledRunEndsItsWorkerAndCanGoOn() throws Exception {
    AtomicReference<Process> started = new AtomicReference<>();
    RunLauncher launcher =
        request -> {
          started.set(worker(TRIAL + "exec sleep 60").launch(request));
          return started.get();
        };
    try (RunService service = service(launcher, 1)) {
      Run run = service.start(PAPER, "C7", "full", null);
      awaitEvents(service, run, 1);
      service.cancel(run, "ann");
      assertThat(started.get().waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(find(run).state()).isEqualTo(RunState.CANCELLED);
      assertThat(find(run).message()).isEqualTo("Cancelled by ann.");
      assertThat(service.resume(run, null).state()).isEqualTo(RunState.QUEUED);
    }
  }

  @Test
  void processorTimeIsOnTheAccountOfWhoAsked() throws InterruptedException {
    long ann = database.person("ann", "MEMBER");
    String busy = "i=0; while [ $i -lt 1500000 ]; do i=$((i+1)); done;";
    LocalDate today = LocalDate.ofInstant(TestLibrary.clock().instant(), ZoneOffset.UTC);
    try (RunService service = service(worker(busy + "sleep 2;" + FINISHED), 1)) {
      Run run = service.start(PAPER, "C8", "smoke", ann);
      ended(service, run);
      // What the worker took is on the account when the worker, not only the run, has ended.
      for (int tenths = 0; runs.spent(ann, today).isZero() && tenths < 100; tenths++) {
        Thread.sleep(100);
      }
    }
    assertThat(runs.spent(ann, today)).isBetween(Duration.ofMillis(200), Duration.ofSeconds(30));
  }

  private Run find(Run run) {
    return runs.find(run.id()).orElseThrow();
  }

  private void awaitEvents(RunService service, Run run, int count) throws InterruptedException {
    for (int tries = 0; runs.events(run.id(), 0).size() < count && tries < 1000; tries++) {
      service.await(service.changes(), Duration.ofMillis(20));
    }
  }

  private static RunLauncher worker(String command) {
    return request -> new ProcessBuilder("sh", "-c", command).start();
  }

  private Run ended(RunService service, Run run) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < deadline) {
      long seen = service.changes();
      Run now = runs.find(run.id()).orElseThrow();
      if (!now.state().isActive()) {
        return now;
      }
      service.await(seen, Duration.ofMillis(200));
    }
    throw new AssertionError("run " + run.id() + " did not end");
  }
}
