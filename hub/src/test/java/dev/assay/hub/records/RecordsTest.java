package dev.assay.hub.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.web.SampleReproduction;
import dev.assay.lab.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
  private static final String PAPER = "2310.01769";
  private final SampleReproduction sample = new SampleReproduction();
  @TempDir Path folder;

  @Test
  void theNewestOfEachClaimAndTierCountsWhoeverMadeIt() {
    make("home", Tier.SMOKE, "2026-11-01T00:00:00Z");
    make("shipped", Tier.SMOKE, "2026-11-02T00:00:00Z");
    make("home", Tier.QUICK, "2026-10-01T00:00:00Z");

    assertThat(records().latest(PAPER))
        .extracting(Result::name)
        .containsExactly(
            "C1-quick-20261001T000000Z",
            "C1-smoke-20261102T000000Z",
            "C10-quick-20261001T000000Z",
            "C10-smoke-20261102T000000Z",
            "C2-quick-20261001T000000Z",
            "C2-smoke-20261102T000000Z");
    assertThat(records().latest("2310.02541")).isEmpty();
  }

  @Test
  void aRecordThatIsReplacedIsReadAgain() throws IOException {
    make("home", Tier.SMOKE, "2026-11-01T00:00:00Z");
    Records records = records();
    assertThat(records.latest(PAPER)).hasSize(3);

    Path file = records.file(PAPER, "C1-smoke-20261101T000000Z").orElseThrow();
    Files.setLastModifiedTime(
        Files.writeString(file, "{"), java.nio.file.attribute.FileTime.fromMillis(0));
    assertThat(records.latest(PAPER)).extracting(Result::claim).containsExactly("C10", "C2");
    assertThat(records.unreadable(PAPER)).isEqualTo(1);
    assertThat(records.file(PAPER, "C1-smoke-20261101T000000Z")).isEmpty();
  }

  @Test
  void aRecordOfAnotherPaperIsNotShown() throws IOException {
    make("home", Tier.SMOKE, "2026-11-01T00:00:00Z");
    Files.move(folder.resolve("home").resolve(PAPER), folder.resolve("home").resolve("2310.02541"));

    assertThat(records().latest("2310.02541")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../2310.01769/C1-smoke-20261101T000000Z",
        "a/b",
        "a\\b",
        ".hidden",
        "a\u0000"
      })
  void aNameNeverLeavesThePapersFolder(String name) throws IOException {
    make("home", Tier.SMOKE, "2026-11-01T00:00:00Z");
    assertThat(records().file(PAPER, name)).isEmpty();
  }

  private Records records() {
    return new Records(
        java.util.List.of(folder.resolve("home"), folder.resolve("shipped"), folder.resolve("no")));
  }

  private void make(String where, Tier tier, String at) {
    SampleRecords.make(
        folder.resolve(where), folder.resolve("trials"), sample.claims(), tier, Instant.parse(at));
  }
}
