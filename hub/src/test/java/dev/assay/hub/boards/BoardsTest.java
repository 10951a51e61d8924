package dev.assay.hub.boards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.hub.records.Claims;
import dev.assay.hub.records.Records;
import dev.assay.lab.Board;
import dev.assay.lab.Claim;
import dev.assay.lab.ClaimRun;
import dev.assay.lab.Configuration;
import dev.assay.lab.Contrast;
import dev.assay.lab.Expectation;
import dev.assay.lab.Inference;
import dev.assay.lab.Interval;
import dev.assay.lab.MemoryTrialStore;
import dev.assay.lab.Objective;
import dev.assay.lab.Outcome;
import dev.assay.lab.Plan;
import dev.assay.lab.RecordFolder;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Runner;
import dev.assay.lab.Scale;
import dev.assay.lab.Study;
import dev.assay.lab.ThreadRunner;
import dev.assay.lab.Tier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardsTest {
  @TempDir Path folder;

  /**
   * A paper whose arms lose what they are named after.
   *
   * @param least the edge of C1's region: another one is another expectation
   */
  private record Losses(String paper, double least, List<String> arms) implements Reproduction {
    @Override
    public String title() {
      return "Paper " + paper;
    }

    @Override
    public String overview() {
      return "A test.";
    }

    @Override
    public List<Claim> claims() {
      String first = arms.getFirst();
      Expectation all =
          new Expectation(
              new Contrast("loss over " + arms, arms, seed -> seed.metric(first, "loss")),
              Interval.atLeast(least),
              Inference.mean(),
              "a test");
      return List.of(new Claim("C1", "loses", "1", "here", Scale.SMALL, study(), all));
    }

    @Override
    public List<Board> boards() {
      return List.of(Board.of("losing", "numbers", Objective.minimize("loss"), study()));
    }

    private Study study() {
      Study.Builder study =
          Study.of("losses-" + paper.replace('.', '-'), 1)
              .workload((settings, seed) -> Outcome.of("loss", settings.real("loss")))
              .plan(Tier.SMOKE, Plan.seeds(3, 3))
              .plan(Tier.QUICK, Plan.seeds(5, 5));
      arms.forEach(arm -> study.arm(arm, Configuration.of("loss", Double.parseDouble(arm))));
      return study.build();
    }

    @Override
    public List<String> differences() {
      return List.of("None.");
    }
  }

  private final Losses first = new Losses("2401.00001", 100, List.of("3", "1", "2"));
  private final Losses second = new Losses("2401.00002", 100, List.of("2.0", "7"));

  @Test
  void papersThatNameTheSameBoardCompeteOnIt() {
    record(first, Tier.QUICK);
    record(second, Tier.QUICK);

    assertThat(boards(first, second).all()).hasSize(1);
    BoardTable board = boards(first, second).find("losing/numbers/loss").orElseThrow();
    assertThat(board.rows())
        .extracting(BoardEntry::rank, entry -> entry.row().arm(), BoardEntry::paper)
        .containsExactly(
            tuple(1, "1", "2401.00001"),
            tuple(2, "2", "2401.00001"),
            tuple(2, "2.0", "2401.00002"),
            tuple(4, "3", "2401.00001"),
            tuple(5, "7", "2401.00002"));
    assertThat(board.rows().getFirst().runId()).startsWith("2401.00001/C1-quick-");
  }

  @Test
  void tiersAreRankedApartAndTheLargestComesFirst() {
    record(first, Tier.SMOKE);
    record(first, Tier.QUICK);

    BoardTable board = boards(first).all().getFirst();
    assertThat(board.tiers()).containsExactly(Tier.QUICK, Tier.SMOKE);
    assertThat(board.rows(Tier.SMOKE)).extracting(BoardEntry::rank).containsExactly(1, 2, 3);
    assertThat(board.rows(Tier.QUICK))
        .extracting(entry -> entry.row().evidence().seeds())
        .containsOnly(5);
  }

  @Test
  void aRecordUnderAnEarlierExpectationHasNoRow() {
    record(first, Tier.QUICK);

    assertThat(boards(new Losses(first.paper(), 50, first.arms())).all()).isEmpty();
    assertThat(boards(first).all()).hasSize(1);
  }

  private Boards boards(Reproduction... papers) {
    return new Boards(new Claims(List.of(papers)), new Records(List.of(folder)));
  }

  private void record(Reproduction paper, Tier tier) {
    try (Runner runner = new ThreadRunner(1)) {
      ClaimRun.of(paper.paper(), paper.claims())
          .tier(tier)
          .store(new MemoryTrialStore())
          .run(runner, Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC))
          .forEach(new RecordFolder(folder)::add);
    }
  }
}
