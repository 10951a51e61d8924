package dev.assay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake of a user's gets one sentence that says what was wrong, and exit status 2. */
class MistakesTest {
  private static final String HOME = TestHub.home().toString();
  private static final String PORT = Integer.toString(TestHub.hub().address().getPort());
  @TempDir Path folder;

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(
            "There is no paper '2310.01796' here: the nearest are 2310.01769 (How Over-",
            "run",
            "2310.01796"),
        mistake(
            "There is no paper 'sharpnes training' here: the nearest are",
            "show",
            "sharpnes training"),
        mistake("No claim of 2205.14083 can be run yet", "run", "arXiv:2205.14083v2"),
        mistake(
            "Paper 9901.00001 has no claim 'C99': the nearest are C1; ./assay show 9901.00001 lists all 1.",
            "run",
            SlowPaper.ID,
            "C99"),
        mistake(
            "'slow' is not a tier: use one of smoke, quick, full.",
            "run",
            "2310.01769",
            "--tier",
            "slow"),
        mistake(
            "Claim C1 has no plan for the tier full; try another --tier.",
            "run",
            SlowPaper.ID,
            "--tier",
            "full"),
        mistake(
            "--db stands before the command 'papers'",
            "--db",
            "jdbc:postgresql://127.0.0.1/assay",
            "papers"),
        mistake("--threads must be at least 1, but is 0.", "run", SlowPaper.ID, "--threads", "0"),
        mistake(
            "\"gpu\" is no device: use cpu, cuda or cuda:N",
            "run",
            SlowPaper.ID,
            "--device",
            "gpu"),
        mistake(
            "--processes must be at least 1, but is 0.", "run", SlowPaper.ID, "--processes", "0"),
        mistake(
            "--memory must be at least 64 MiB, but is 1.", "run", SlowPaper.ID, "--memory", "1"),
        mistake(
            "--time-limit must be a number of seconds above 0, but is 0.0.",
            "run",
            SlowPaper.ID,
            "--time-limit",
            "0"),
        mistake(
            "Nothing here runs trials at 'spark://host:7077': --spark needs Assay's Spark module",
            "run",
            SlowPaper.ID,
            "--spark",
            "spark://host:7077"),
        mistake(
            "--store: a database is given as jdbc:postgresql://HOST:PORT/DATABASE, not as 'trials'.",
            "run",
            SlowPaper.ID,
            "--store",
            "trials"),
        mistake(
            "--first-seed must not be negative, but is -1.",
            "run",
            SlowPaper.ID,
            "--first-seed",
            "-1"),
        mistake(
            "'100-119' is no range of seeds: give the first and the last, such as 100..119.",
            "run",
            SlowPaper.ID,
            "--seeds",
            "100-119"),
        mistake(
            "'119..100' ends before it begins: give the first seed, then the last.",
            "run",
            SlowPaper.ID,
            "--seeds",
            "119..100"),
        mistake(
            "--first-seed and --seeds cannot be combined",
            "run",
            SlowPaper.ID,
            "--seeds",
            "1..9",
            "--first-seed",
            "2"),
        mistake(
            "--seeds 7..7 is too short: claim C1 takes at least 20 seeds in the tier quick.",
            "run",
            SlowPaper.ID,
            "--seeds",
            "7..7"),
        mistake(
            "There is no file nowhere.txt, and it is no arXiv number, address or source either.",
            "import",
            "nowhere.txt"),
        mistake("cooking is no category of arXiv's", "import", "arxiv:cooking"),
        mistake("There is no source arxif;", "sync", "arxif"),
        mistake("arxiv:cs.LG does not feed this hub", "sync", "arxiv:cs.LG"),
        mistake("arxiv:cs.LG did not feed this hub.", "sources", "remove", "arxiv:cs.LG"),
        mistake("--every must be a time such as", "sources", "add", "arxiv:cs.LG", "--every", "1"),
        mistake(
            "A source is read every 15 minutes at most",
            "sources",
            "add",
            "arxiv:cs.LG",
            "--every",
            "1min"),
        mistake(
            "A database is given as jdbc:postgresql://", "papers", "--db", "mysql://x?password=s"),
        mistake(
            "The database jdbc:postgresql://127.0.0.1:1/x cannot be opened: Connection to",
            "papers",
            "--db",
            "jdbc:postgresql://127.0.0.1:1/x?user=u&password=secret"),
        mistake("is in use by another Assay", "--port", "0"),
        mistake("Did you mean: assay papers", "paperz"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isSaidInOneSentence(String sentence, List<String> command) {
    Terminal said =
        Terminal.run(
            Stream.concat(
                    command.stream(),
                    command.contains("paperz") ? Stream.of() : Stream.of("--home", HOME))
                .toArray(String[]::new));

    assertMistake(said, sentence);
  }

  @Test
  void aPortInUse() {
    assertMistake(Terminal.run("--port", PORT, "--home", folder.toString()), "Port " + PORT);
    assertMistake(
        Terminal.run("--port", "70000", "--home", folder.toString()), "There is no port 70000");
    assertMistake(Terminal.run("--port", "eighty"), "'eighty' is not an int");
  }

  @ParameterizedTest
  @ValueSource(strings = {"papers", "show 2310.01769", "run 9901.00001 --tier smoke", "--port 0"})
  void aHomeThatCannotBeMade(String command) throws IOException {
    Path home = Files.writeString(folder.resolve("file"), "").resolve("home");

    assertMistake(
        Terminal.run((command + " --home " + home).split(" ", -1)),
        "The home folder " + home + " cannot be written");
  }

  /** Nobody, not even root, can make a file there. */
  @EnabledOnOs(OS.LINUX)
  @ParameterizedTest
  @ValueSource(strings = {"papers", "run 9901.00001 --tier smoke", "--port 0"})
  void aHomeThatCannotBeWritten(String command) {
    assertMistake(
        Terminal.run((command + " --home /proc").split(" ", -1)),
        "The home folder /proc cannot be written");
  }

  @Test
  void whatIsNoPage() throws IOException {
    int before = TestHub.hub().library().papers().count();
    Path large = folder.resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(200_000_000);
    }
    Path binary = Files.write(folder.resolve("binary"), new byte[] {'a', 0, (byte) 0xff});
    Path markup = write("page.html", "<html><script>alert(1)</script>".repeat(100));

    for (Path file : List.of(large, binary, markup, write("empty", ""), write("text", "a\nb\n"))) {
      assertMistake(
          Terminal.run("import", file.toString(), "--home", HOME),
          file.getFileName() + " cannot be imported: ");
    }
    assertMistake(Terminal.run("import", folder.toString(), "--home", HOME), "is a folder");
    assertThat(TestHub.hub().library().papers().count()).isEqualTo(before);
  }

  /** Neither the address nor where it leads is asked. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/papers.jsonl",
        "http://localhost/x",
        "https://[::1]/x",
        "http://10.1.2.3/x",
        "http://169.254.169.254/latest/meta-data"
      })
  void anAddressInAPrivateNetworkIsNotAsked(String address) {
    Terminal said = Terminal.run("import", address, "--home", HOME);

    assertThat(said.err()).contains("which is not on the public internet").doesNotContain("\tat ");
    assertThat(said.exit()).isEqualTo(1);
  }

  @Test
  void importSaysWhatItReadAndMakesNoDuplicates() throws IOException {
    Path page =
        write(
            "page.txt",
            """
            Daily Papers

            by

            Dec 11

            A Paper About <b>Zebras</b>\u001b[31m

            Zebras are striped.

             • 2 authors
            ·
            Feb 30
            """);
    Terminal first = Terminal.run("import", page.toString(), "--home", HOME);
    Terminal second = Terminal.run("import", page.toString(), "--home", HOME);

    assertThat(first.exit()).isZero();
    assertThat(first.out())
        .contains("Read 1 paper: 1 new, 0 updated, 0 already there.", "\"Feb 30\"")
        .doesNotContain("\u001b");
    assertThat(second.out()).contains("Read 1 paper: 0 new, 0 updated, 1 already there.");
    assertThat(Terminal.run("papers", "zebras", "--home", HOME).out()).contains("<b>Zebras</b>");
  }

  private static void assertMistake(Terminal said, String sentence) {
    assertThat(said.err()).contains(sentence).doesNotContain("Exception", "\tat ");
    assertThat(said.err().lines().count()).isLessThanOrEqualTo(3);
    assertThat(said.out()).isEmpty();
    assertThat(said.exit()).isEqualTo(2);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }

  private static Arguments mistake(String sentence, String... command) {
    return Arguments.of(sentence, List.of(command));
  }
}
