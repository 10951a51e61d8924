package dev.assay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.hub.Library;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Kills the hub while people write to it. Three kills here; {@code bench/hub-faults.sh} does as
 * many as one likes.
 */
@Timeout(3_600)
class KilledHubTest {
  private static final int KILLS = Integer.getInteger("assay.kills", 3);
  private static final long SEED = Long.getLong("assay.kills.seed", 1);

  /** Of so many kills one takes the database's server too. */
  private static final int TOGETHER = 3;

  @Test
  void whatWasAcknowledgedIsThereOnce(@TempDir Path home) throws Exception {
    Random random = new Random(SEED);
    Writers writers;
    HubProcess hub = HubProcess.start(home);
    try {
      writers = new Writers(hub.join("ada"));
      for (int kill = 1; kill <= KILLS; kill++) {
        try (Writers.Writing _ = writers.begin(hub.address())) {
          Thread.sleep(300 + random.nextInt(2_500));
          hub.kill(kill % TOGETHER == 0);
        }
        hub = HubProcess.start(home);
      }
      // One more round, undisturbed, so that each writer knows how its last one ended.
      try (Writers.Writing _ = writers.begin(hub.address())) {
        Thread.sleep(1_000);
      }
      writers.awaitRuns(hub.address(), Duration.ofMinutes(5));
      hub.stop();
    } finally {
      hub.close();
    }

    try (Library library = Library.open(home)) {
      JdbcClient jdbc = library.jdbc();
      writers.check(jdbc);
      // Runs: each of them once, finished, and no event of a worker after another's end.
      assertThat(jdbc.sql("select distinct state from run").query(String.class).list())
          .containsExactly("FINISHED");
      assertThat(
              jdbc.sql(
                      "select count(*) from run_event where line ->> 'type' = 'finished' group by"
                          + " run")
                  .query(Integer.class)
                  .list())
          .containsOnly(1);
    }
    System.out.printf("%d kills: %s%n", KILLS, writers);
  }

  @Test
  void aDatabaseThatDiesIsToldAndStartedAgain(@TempDir Path home) throws Exception {
    try (HubProcess hub = HubProcess.start(home)) {
      String cookie = hub.join("ada");
      hub.killDatabase();
      awaitRepair(hub, cookie);
      hub.stop();
    }
  }

  private static void awaitRepair(HubProcess hub, String cookie) throws Exception {
    boolean told = false;
    boolean back = false;
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!back && System.nanoTime() < deadline) {
      var answer = Writers.get(hub.address().resolve("/account"), cookie);
      if (answer.statusCode() == 503) {
        told = true;
        assertThat(answer.body()).contains("cannot be reached just now");
        assertThat(Writers.get(hub.address().resolve("/assay.css"), cookie).statusCode())
            .isEqualTo(200);
      } else {
        assertThat(answer.statusCode()).isEqualTo(200);
        back = told;
      }
      Thread.sleep(50);
    }
    assertThat(back).isTrue();
  }

  /** Needs the right to mount a file system of its own; elsewhere it is skipped. */
  @Test
  void aFullDiskIsToldAndMends(@TempDir Path folder) throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=300m", "tmpfs", home.toString()) == 0);
    try (HubProcess hub = HubProcess.start(home)) {
      String cookie = hub.join("ada");
      URI comments = hub.address().resolve("/papers/" + SlowPaper.ID + "/comments");
      assertThat(Writers.post(comments, cookie, "text=before").statusCode()).isEqualTo(302);
      Path filler = home.resolve("filler");
      fill(filler);

      var refused = Writers.post(comments, cookie, "text=" + incompressible(8_000));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains("The disk of this site is full");
      URI paper = hub.address().resolve("/papers/" + SlowPaper.ID);
      assertThat(Writers.get(paper, "").body()).contains("before");
      assertThat(Writers.get(hub.address().resolve("/health"), cookie).body().replaceAll("\\s", ""))
          .contains("\"disk\":{", "\"status\":\"degraded\"");

      Files.delete(filler);
      assertThat(Writers.post(comments, cookie, "text=after").statusCode()).isEqualTo(302);
      assertThat(Writers.get(paper, "").body()).contains("before", "after");
      hub.stop();
    } finally {
      run("umount", home.toString());
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  private static String incompressible(int length) {
    StringBuilder text = new StringBuilder();
    new Random(1).ints(length, 'a', 'z' + 1).forEach(letter -> text.append((char) letter));
    return text.toString();
  }
}
