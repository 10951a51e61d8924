package dev.assay.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.lab.ClaimRecord;
import dev.assay.lab.ClaimRun;
import dev.assay.lab.FileTrialStore;
import dev.assay.lab.Runner;
import dev.assay.lab.ThreadRunner;
import dev.assay.lab.Verdict;
import dev.assay.lab.tune.RandomSampler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyFileTest {
  private static final String GOOD =
      """
      study: echoes
      command: [sh, -c, 'echo "loss: $(($1 + $2 % 5))"; echo "{level}" >> seen', sh, '{level}', '{seed}']
      metrics:
        loss: {read: 'loss: (-?\\d+)', worst: 1000}
      arms:
        low:
          level: 10
        tuned:
          tune:
            level: {from: 90, to: 99, whole: true}
      tuning: {minimize: loss, trials: 4, seeds: 1, sampler: random}
      seeds: {min: 4, max: 12}
      timeout: 20
      claims:
        - says: Low is lower
          arm: low
          baseline: tuned
          difference: {at most: -60}
      """;

  @TempDir Path folder;

  private StudyFile read(String text) throws Exception {
    Path file = folder.resolve("study.yaml");
    Files.writeString(file, text);
    return StudyFile.read(file, Map.of("random", new RandomSampler()));
  }

  private List<ClaimRecord> run(StudyFile study) {
    try (Runner runner = new ThreadRunner(2)) {
      return ClaimRun.of(study.name(), study.claims())
          .tier(StudyFile.TIER)
          .store(new FileTrialStore(folder.resolve("trials")))
          .run(runner, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }
  }

  @Test
  void commandsAreTunedAndCompared() throws Exception {
    ClaimRecord record = run(read(GOOD)).getFirst();
    assertThat(record.verdict().kind()).isEqualTo(Verdict.Kind.REPRODUCED);
    assertThat(record.tuning().getFirst().trials()).hasSize(4);
    assertThat((int) record.tuning().getFirst().chosen().get("level")).isBetween(90, 99);
    assertThat(record.trials())
        .allSatisfy(trial -> assertThat(trial.metrics().get("loss")).isBetween(10.0, 104.0));
    assertThat(folder.resolve("seen")).exists();
    // The commands run elsewhere: what this process spends is not theirs.
    assertThat(record.trials())
        .allSatisfy(trial -> assertThat(trial.cost().cpuSeconds()).isEmpty());
  }

  @Test
  void anotherCommandMakesOtherTrials() throws Exception {
    String before = run(read(GOOD)).getFirst().trials().getFirst().key();
    String after = run(read(GOOD.replace("% 5", "% 4"))).getFirst().trials().getFirst().key();
    assertThat(after).isNotEqualTo(before);
    Files.writeString(folder.resolve("data.csv"), "1");
    String files = GOOD + "files: [data.csv]\n";
    String first = run(read(files)).getFirst().trials().getFirst().key();
    Files.writeString(folder.resolve("data.csv"), "2");
    assertThat(run(read(files)).getFirst().trials().getFirst().key()).isNotEqualTo(first);
  }

  @Test
  void anArmThatExitsNonZeroCountsWithItsWorstValueAndSaysWhy() throws Exception {
    ClaimRecord record =
        run(read(
                GOOD.replace(
                    "    level: 10\n",
                    "    level: 10\n    command: [sh, -c, 'echo out of paper >&2; exit 3']\n")))
            .getFirst();
    assertThat(record.verdict().kind()).isEqualTo(Verdict.Kind.CONTRADICTED);
    assertThat(record.trials().getFirst().failure())
        .isEqualTo("the command ended with exit code 3: out of paper");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          study: echoes              | studi: echoes          | line 1: the file has no 'studi'
          loss: {read: 'loss: (-?\\d+)', worst: 1000} | loss: '('       | line 4: '(' is no regular expression
          level: 10                  | leven: 10              | line 7: the command has {level}, which arm 'low' does not set
          whole: true                | whole: true, by: 2     | line 10: 'level' has no 'by': it takes from, log, to, whole
          from: 90                   | from: 190              | line 10: parameter 'level' needs
          trials: 4                  | trials: four           | line 11: 'trials' must be a number, but is 'four'
          sampler: random            | sampler: psychic       | line 11: there is no sampler 'psychic': there are random
          minimize: loss             | minimize: gain         | line 11: there is no metric 'gain': there are [loss]
          max: 12                    | max: 2                 | line 12: a plan needs 1 <= minSeeds <= maxSeeds, but got 4 and 2
          baseline: tuned            | baseline: turned       | line 17: study echoes has no arm 'turned': it has [low, tuned]
          difference: {at most: -60} | ratio: {at most: -60}  | line 18: a ratio must lie above 0
          study: echoes              | study: [               | line 3: this is no YAML
          timeout: 20                | study: twice           | line 13: the file has 'study' twice
          """)
  void aMistakeIsToldWithItsLine(String from, String to, String message) {
    assertThat(GOOD).contains(from);
    assertThatThrownBy(() -> read(GOOD.replace(from, to)))
        .isInstanceOf(StudyFileException.class)
        .hasMessageStartingWith("study.yaml, ")
        .hasMessageContaining(message);
  }

  @Test
  void aFileThatIsNoStudyIsRefused() throws Exception {
    assertThatThrownBy(() -> read("")).hasMessage("study.yaml is empty.");
    assertThatThrownBy(() -> read("- 1\n- 2\n"))
        .hasMessage("study.yaml, line 1: the file must be a mapping of names to values.");
    assertThatThrownBy(() -> read("a: &a [x]\nb: [" + "*a, ".repeat(30) + "*a]\n"))
        .isInstanceOf(StudyFileException.class);
    assertThatThrownBy(() -> StudyFile.read(folder.resolve("none.yaml"), Map.of()))
        .hasMessageContaining("There is no file");
    assertThatThrownBy(() -> read("study: x\n" + "# long\n".repeat(200_000)))
        .hasMessageContaining("larger than 1 MB");
  }
}
