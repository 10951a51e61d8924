package dev.assay.papers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.lab.Claim;
import dev.assay.lab.ClaimRecord;
import dev.assay.lab.RecordFolder;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Runner;
import dev.assay.lab.ThreadRunner;
import dev.assay.lab.Tier;
import dev.assay.lab.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The records in {@code results/} are those of the claims as they stand. */
class ShippedRecordsTest {
  private static final Path RESULTS = Path.of("..", "results");

  private record Named(String claim, Tier tier) {}

  @Test
  void eachHoldsAndNoClaimOfItsPaperIsLeftOut() throws IOException {
    int papers = 0;
    for (Reproduction paper : ServiceLoader.load(Reproduction.class)) {
      Path folder = RESULTS.resolve(paper.paper());
      if (!Files.isDirectory(folder)) {
        continue;
      }
      papers++;
      List<Named> recorded = new ArrayList<>();
      for (Path file : files(folder)) {
        ClaimRecord record = RecordFolder.read(file);
        recorded.add(new Named(record.claim(), record.tier()));
        assertThat(problems(record, paper))
            .as("%s: a claim or a study that has changed needs a new record", file)
            .isEmpty();
      }
      assertThat(recorded)
          .as("a claim has one record of a tier: those in %s", folder)
          .doesNotHaveDuplicates()
          .extracting(Named::claim)
          .containsAll(paper.claims().stream().map(Claim::id).toList());
    }
    assertThat(papers).as("papers with records").isPositive();
  }

  /** The terms and the arithmetic; {@code ./assay verify results} runs trials again, too. */
  private static List<String> problems(ClaimRecord record, Reproduction paper) {
    try (Runner runner = new ThreadRunner(1)) {
      return Verification.of(record, paper, 0, 0, runner).problems();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }
}
