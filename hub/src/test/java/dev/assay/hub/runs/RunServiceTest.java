package dev.assay.hub.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.Library;
import dev.assay.hub.TestLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunServiceTest {
  private static final String PAPER = "2310.01769";
  private static final String TRIAL =
      "echo '{\"type\":\"trial-finished\",\"arm\":\"a\",\"seed\":1,\"done\":1,\"total\":2}';";
  private static final String FINISHED = "echo '{\"type\":\"finished\",\"records\":[]}'";

  private final Library library = TestLibrary.get();
  private final RunRepository runs = new RunRepository(library.jdbc(), library.transaction());

  @Test
  void keepsEachEventAndFinishes() throws InterruptedException {
    try (RunService service = new RunService(runs, worker("echo noise;" + TRIAL + FINISHED), 1)) {
      Run run = service.start(PAPER, "C1", "smoke");

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
    try (RunService service = new RunService(runs, launcher, 2)) {
      Run first = service.start(PAPER, null, "quick");
      Run second = service.start(PAPER, null, "quick");
      Run other = service.start(PAPER, "C2", "quick");

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
    try (RunService service = new RunService(runs, worker(command), 1)) {
      Run run = service.start(PAPER, "C3", "smoke");

      Run interrupted = ended(service, run);
      assertThat(interrupted.state()).isEqualTo(RunState.INTERRUPTED);
      assertThat(interrupted.message()).contains("137").contains("out of luck");
      assertThat(service.resume(interrupted).id()).isEqualTo(run.id());
      assertThat(ended(service, run).state()).isEqualTo(RunState.FINISHED);
      assertThat(runs.events(run.id(), 0)).hasSize(2);
    }
  }

  @Test
  void aWorkerThatSaysWhyItFailedIsBelieved() throws InterruptedException {
    String failed = "echo '{\"type\":\"failed\",\"message\":\"no data\"}'";
    try (RunService service = new RunService(runs, worker(failed), 1)) {
      Run run = ended(service, service.start(PAPER, "C4", "smoke"));

      assertThat(run.state()).isEqualTo(RunState.FAILED);
      assertThat(run.message()).isEqualTo("no data");
    }
  }

  @Test
  void closingInterruptsWhatIsUnderWay() throws InterruptedException {
    Run run;
    try (RunService service = new RunService(runs, worker("exec sleep 60"), 1)) {
      run = service.start(PAPER, "C5", "full");
      while (runs.find(run.id()).orElseThrow().state() == RunState.QUEUED) {
        service.await(service.changes(), Duration.ofMillis(20));
      }
    }
    assertThat(runs.find(run.id()).orElseThrow().state()).isEqualTo(RunState.INTERRUPTED);
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
