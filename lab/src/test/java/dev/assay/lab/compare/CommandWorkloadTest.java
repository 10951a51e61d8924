package dev.assay.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.TestSeed;
import dev.assay.lab.TuningSeed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandWorkloadTest {
  private static final Metric LAST = new Metric("x", Pattern.compile(Metric.LAST_NUMBER));
  @TempDir Path folder;

  private Outcome run(Metric metric, Duration timeout, String... arguments) throws Exception {
    return new CommandWorkload(
            new CommandTemplate(List.of(arguments)), List.of(metric), folder, timeout)
        .run(Configuration.of("a", "1; echo 99 #").with("b", 0.5), new TestSeed(0));
  }

  private Outcome shell(String script) throws Exception {
    return run(LAST, Duration.ofSeconds(20), "sh", "-c", script, "sh", "{a}", "{b}", "{seed}");
  }

  @Test
  void theLastNumberIsTheMetricAndSettingsAreArgumentsNotCommands() throws Exception {
    assertThat(shell("echo epoch 1; echo loss -2.5e-1").metrics()).containsEntry("x", -0.25);
    assertThat(shell("test \"$1\" = '1; echo 99 #' && echo $2").metrics()).containsEntry("x", 0.5);
    assertThat(shell("echo $3; test $3 = $ASSAY_SEED").failure()).isNull();
  }

  @Test
  void itsOwnTimeCanBeTheMetric() throws Exception {
    Metric wall = new Metric("seconds", Pattern.compile(Metric.WALL_SECONDS));
    assertThat(run(wall, Duration.ofSeconds(20), "sleep", "0.2").metrics().get("seconds"))
        .isBetween(0.2, 19.0);
  }

  @Test
  void aCommandThatHangsIsEndedWithAllItStarted() throws Exception {
    Outcome outcome =
        run(LAST, Duration.ofMillis(300), "sh", "-c", "sleep 300 & echo $! > pid; wait");
    assertThat(outcome.failure()).isEqualTo("the command took longer than 0 s");
    long child = Long.parseLong(java.nio.file.Files.readString(folder.resolve("pid")).strip());
    ProcessHandle.of(child).ifPresent(handle -> handle.onExit().join());
  }

  @Test
  void whatGoesWrongIsSaid() throws Exception {
    assertThat(shell("echo nothing to read").failure())
        .contains("the command wrote no x that matches", "its last line is: nothing to read");
    assertThat(shell("echo bad luck >&2; exit 7").failure())
        .isEqualTo("the command ended with exit code 7: bad luck");
    assertThat(run(LAST, Duration.ofSeconds(5), "no-such-program").failure())
        .startsWith("the command cannot be started: ");
  }

  @Test
  void muchOutputIsReadToItsEnd() throws Exception {
    assertThat(shell("yes 'a line of text' | head -c 5000000; echo; echo 42").metrics())
        .containsEntry("x", 42.0);
  }

  @Test
  void tuningAndTestSeedsAreOtherNumbers() {
    assertThat(CommandWorkload.number(new TuningSeed(3)))
        .isNotEqualTo(CommandWorkload.number(new TestSeed(3)))
        .isNotNegative();
  }

  @Test
  void quotesHoldAWordTogether() {
    assertThat(CommandTemplate.of("run 'a b' \"c d\" e").arguments())
        .containsExactly("run", "a b", "c d", "e");
  }
}
