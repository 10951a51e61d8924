package dev.assay.papers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.lab.Claim;
import dev.assay.lab.ClaimRecord;
import dev.assay.lab.ClaimRecord.TrialEntry;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The records in {@code results/} are those of the claims as they stand. */
class ShippedRecordsTest {
  private static final Path RESULTS = Path.of("..", "results");
  private static final double MOST_CPU_SECONDS = 0.25;
  private static final int STUDIES_OF_A_PAPER = 3;

  /**
   * Processors round differently. Where a metric is the logarithm of what rounding left of an error
   * (1e-28), one made on an AMD EPYC moves by 4e-4 on an Intel Xeon; the others by less than 1e-6.
   */
  private static final double TOLERANCE = 1e-3;

  private static final Map<Reproduction, List<Shipped>> SHIPPED = new LinkedHashMap<>();

  private record Shipped(Path file, ClaimRecord record) {
    Verification verify(Reproduction paper, int sample) {
      try (Runner runner = new ThreadRunner(1)) {
        return Verification.of(record, paper, sample, TOLERANCE, runner);
      }
    }

    /** What the trial took that a sample of one runs again: the first by its key. */
    double cpuSecondsOfSample() {
      return Stream.concat(
              record.tuning().stream().flatMap(tuning -> tuning.trials().stream()),
              record.trials().stream())
          .min(Comparator.comparing(TrialEntry::key))
          .orElseThrow()
          .cost()
          .cpuSeconds()
          .orElse(Double.MAX_VALUE);
    }
  }

  private record Named(String claim, Tier tier) {}

  @BeforeAll
  static void read() throws IOException {
    for (Reproduction paper : ServiceLoader.load(Reproduction.class)) {
      Path folder = RESULTS.resolve(paper.paper());
      if (Files.isDirectory(folder)) {
        try (var files = Files.list(folder)) {
          SHIPPED.put(
              paper,
              files
                  .filter(file -> file.toString().endsWith(".json"))
                  .sorted()
                  .map(file -> new Shipped(file, RecordFolder.read(file)))
                  .toList());
        }
      }
    }
    assertThat(SHIPPED).as("papers with records").isNotEmpty();
  }

  /** The terms and the arithmetic; no trial runs again. */
  @Test
  void eachHoldsAndNoClaimOfItsPaperIsLeftOut() {
    SHIPPED.forEach(
        (paper, records) -> {
          List<Named> recorded = new ArrayList<>();
          for (Shipped each : records) {
            recorded.add(new Named(each.record().claim(), each.record().tier()));
            assertThat(each.verify(paper, 0).problems())
                .as("%s: a claim or a study that has changed needs a new record", each.file())
                .isEmpty();
          }
          assertThat(recorded)
              .as("a claim has one record of a tier: those of %s", paper.paper())
              .doesNotHaveDuplicates()
              .extracting(Named::claim)
              .containsAll(paper.claims().stream().map(Claim::id).toList());
        });
  }

  /** {@code ./assay verify results} does so with more trials of every record. */
  @Test
  void aCheapTrialOfSomeStudiesOfEachPaperRunsAgainAsRecorded() {
    List<String> problems = new ArrayList<>();
    SHIPPED.forEach(
        (paper, records) -> {
          for (Shipped each : cheapest(records)) {
            Verification verification = each.verify(paper, 1);
            assertThat(verification.trials()).as("%s", each.file()).isEqualTo(1);
            verification.problems().forEach(problem -> problems.add(each.file() + ": " + problem));
          }
        });
    assertThat(problems).isEmpty();
  }

  /**
   * Of each study the record whose sample took least; of these the cheapest few. Nobody chooses
   * them: the key, which is a hash, says which trial a record's sample is.
   */
  private static List<Shipped> cheapest(List<Shipped> records) {
    Map<String, Shipped> ofStudy = new LinkedHashMap<>();
    records.stream()
        .filter(each -> each.cpuSecondsOfSample() <= MOST_CPU_SECONDS)
        .sorted(
            Comparator.comparingDouble(Shipped::cpuSecondsOfSample).thenComparing(Shipped::file))
        .forEach(each -> ofStudy.putIfAbsent(each.record().study(), each));
    return ofStudy.values().stream().limit(STUDIES_OF_A_PAPER).toList();
  }
}
