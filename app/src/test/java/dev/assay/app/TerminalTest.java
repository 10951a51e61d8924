package dev.assay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.lab.ClaimRecord;
import dev.assay.lab.Json;
import dev.assay.lab.RecordFolder;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Runs claims as users do in a terminal, in processes of their own. */
class TerminalTest {
  private static final String PAPER = "2310.01769";
  @TempDir Path folder;

  @Test
  void runPrintsOneJsonDocumentAndProgressElsewhere() throws Exception {
    String claim = Reproductions.find(PAPER).orElseThrow().claims().getFirst().id();
    Process process = start(PAPER, claim, "--tier", "smoke", "--json");

    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    JsonNode document = Json.tree(out());
    assertThat(document.isArray()).isTrue();
    assertThat(document).hasSize(1);
    ClaimRecord record = Json.read(document.get(0).toString(), ClaimRecord.class);
    assertThat(record.claim()).isEqualTo(claim);
    assertThat(record.trials()).isNotEmpty();
    assertThat(err())
        .contains("Running " + claim + " of " + PAPER + ", tier smoke")
        .contains(claim + " " + record.verdict().explain());
    assertThat(kept()).singleElement().isEqualTo(record);
  }

  @Test
  void theSameRunAgainReadsTheStoreAndSaysTheSame() {
    String[] run = {"run", SlowPaper.ID, "--tier", "smoke", "--home", folder.toString()};
    Terminal first = Terminal.run(run);
    Terminal second = Terminal.run(run);

    assertThat(first.exit()).isZero();
    assertThat(first.out()).contains("C1", "1 [1, 1]", "REPRODUCED");
    assertThat(withoutSeconds(second.out())).isEqualTo(withoutSeconds(first.out()));
  }

  @Test
  void claimsThatNoPaperMadeAreFoundByTheirLocalName() {
    String home = TestHub.home().toString();
    String id = "local-winners-curse";

    assertThat(Terminal.run("show", id, "--home", home).out())
        .contains("The winner's curse", "C1 The best of 100", "Run them: ./assay run " + id);
    assertThat(Terminal.run("papers", "winner's", "curse", "--home", home).out())
        .contains(id, "[6 claims]");
  }

  @Test
  void theSeedsAreThoseAskedFor() {
    Terminal said =
        Terminal.run(
            "run",
            SlowPaper.ID,
            "--tier",
            "smoke",
            "--seeds",
            "100..120",
            "--json",
            "--home",
            folder.toString());

    assertThat(said.err()).contains("at most 4 trials");
    assertThat(Json.read(said.out(), ClaimRecord[].class)[0].trials())
        .extracting(ClaimRecord.TrialEntry::seed)
        .containsExactly(100L, 100L, 101L, 101L);
  }

  @Test
  void aSecondRunOfTheSameClaimsJoinsTheFirst() throws Exception {
    Path gate = folder.resolve("gate");
    ProcessBuilder held = command(SlowPaper.ID, "--tier", "quick");
    held.environment().put("JDK_JAVA_OPTIONS", "-D" + SlowPaper.GATE + "=" + gate);
    Process first = held.redirectErrorStream(true).redirectOutput(Redirect.DISCARD).start();
    await(first, () -> Files.exists(folder.resolve("trials")));
    Path heard = folder.resolve("second-err");
    Process second =
        command(SlowPaper.ID, "--tier", "quick", "--events")
            .redirectOutput(folder.resolve("second").toFile())
            .redirectError(heard.toFile())
            .start();
    await(second, () -> Files.readString(heard).contains("The same run is under way"));
    Files.createFile(gate);

    assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isZero();
    assertThat(Files.readString(folder.resolve("second")))
        .contains("\"cached\":true", "\"type\":\"finished\"")
        .doesNotContain("\"cached\":false");
  }

  private static void await(Process process, Callable<Boolean> sign) throws Exception {
    while (!sign.call()) {
      assertThat(process.isAlive()).isTrue();
      Thread.sleep(20);
    }
  }

  private Process start(String... arguments) throws IOException {
    return command(arguments)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private ProcessBuilder command(String... arguments) {
    return new ProcessBuilder(
        Stream.of(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    "run"),
                List.of(arguments),
                List.of("--home", folder.toString()))
            .flatMap(List::stream)
            .toList());
  }

  private List<ClaimRecord> kept() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("records"))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .map(RecordFolder::read)
          .toList();
    }
  }

  private String out() throws IOException {
    return Files.readString(folder.resolve("out"));
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  private static String withoutSeconds(String table) {
    return table.toLowerCase(Locale.ROOT).replaceAll("[0-9.]+\n", "\n");
  }
}
