package dev.assay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.runs.Run;
import dev.assay.hub.runs.RunRepository;
import dev.assay.hub.runs.RunState;
import dev.assay.hub.runs.StoredEvent;
import dev.assay.lab.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class KilledWorkerTest {
  private final RunRepository runs =
      new RunRepository(TestHub.hub().library().jdbc(), TestHub.hub().library().transaction());

  @Test
  void noFinishedTrialIsLostAndOneClickResumes() throws Exception {
    Set<Path> others = stored().keySet();
    URI address = TestHub.post("/papers/" + SlowPaper.ID + "/runs", "tier=quick");
    long run = Long.parseLong(address.getPath().substring("/runs/".length()));
    await(() -> trials(run, 0).size() >= 8);

    ProcessHandle worker = worker();
    worker.destroyForcibly(); // kill -9
    await(() -> !find(run).state().isActive());

    assertThat(find(run).state()).isEqualTo(RunState.INTERRUPTED);
    assertThat(find(run).message()).contains("137");
    assertThat(TestHub.get("/").statusCode()).isEqualTo(200);
    String interrupted = TestHub.get("/runs/" + run).body();
    assertThat(interrupted).contains("Interrupted after", "action=\"/runs/" + run + "/resume\"");
    int told = trials(run, 0).size();
    int events = runs.events(run, 0).size();
    Map<Path, String> stored = stored();
    stored.keySet().removeAll(others);
    assertThat(stored).hasSizeBetween(told, SlowPaper.TRIALS - 1);

    TestHub.post("/runs/" + run + "/resume", "");
    await(() -> !find(run).state().isActive());

    assertThat(find(run).state()).isEqualTo(RunState.FINISHED);
    List<JsonNode> second = trials(run, events);
    assertThat(second).hasSize(SlowPaper.TRIALS);
    assertThat(second.stream().filter(trial -> trial.path("cached").asBoolean()).count())
        .isEqualTo(stored.size());
    assertThat(stored()).hasSize(others.size() + SlowPaper.TRIALS).containsAllEntriesOf(stored);
    assertThat(TestHub.get("/runs/" + run).body())
        .contains("Finished after 40 trials", "Reproduced: after 20 seeds");
  }

  private Run find(long run) {
    return runs.find(run).orElseThrow();
  }

  private List<JsonNode> trials(long run, int after) {
    return runs.events(run, after).stream()
        .map(StoredEvent::json)
        .map(Json::tree)
        .filter(event -> event.path("type").asString("").equals("trial-finished"))
        .toList();
  }

  private static ProcessHandle worker() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .findFirst()
        .orElseThrow();
  }

  /** The trial store's files and what they hold. */
  private static Map<Path, String> stored() throws IOException {
    Path store = Files.createDirectories(TestHub.home().resolve("trials"));
    try (Stream<Path> files = Files.walk(store)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .collect(Collectors.toMap(file -> file, KilledWorkerTest::text));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(20);
    }
  }
}
