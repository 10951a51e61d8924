package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardTest {
  private static final double[] LOSSES = {1, 2, 4};

  private final Study study = study(1);
  private final Board board =
      new Board(
          "descent", "a slope", Objective.minimize("loss"), study, List.of("still", "slides"));
  private final ClaimRecord record = record(study);

  /** {@code slides} loses 1, 2 and 4, and fails at the fourth seed; {@code still} loses 3. */
  private static Study study(int version) {
    return Study.of("slope", version)
        .workload(
            (configuration, seed) -> {
              if (!configuration.flag("slides")) {
                return Outcome.of("loss", 3);
              }
              return seed.value() == 3
                  ? Outcome.failed("fell")
                  : Outcome.of("loss", LOSSES[(int) seed.value()]);
            })
        .worst("loss", 10)
        .arm("slides", Configuration.of("slides", true))
        .arm("still", Configuration.of("slides", false))
        .arm("other", Configuration.of("slides", false).with("k", 1))
        .plan(Tier.SMOKE, Plan.seeds(4, 4))
        .build();
  }

  private static ClaimRecord record(Study study) {
    Expectation expectation =
        Expectation.mean(
            Contrast.difference("loss", "slides", "still"), Interval.atLeast(100), "a test");
    Claim claim = new Claim("C1", "slides", "9", "here", Scale.MECHANISM, study, expectation);
    try (Runner runner = new ThreadRunner(1)) {
      return ClaimRun.of("0000.00000", List.of(claim))
          .tier(Tier.SMOKE)
          .store(new MemoryTrialStore())
          .run(runner, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
          .getFirst();
    }
  }

  @Test
  void eachArmOfTheRecordIsARowInTheBoardsOrder() {
    assertThat(board.rows(record)).extracting(Board.Row::arm).containsExactly("still", "slides");
  }

  @Test
  void aFailedTrialCountsWithTheWorstValueAndTheIntervalMayBeWatched() {
    Board.Row row = board.rows(record).getLast();

    assertThat(row.evidence().values()).containsExactly(1.0, 2.0, 4.0, 10.0);
    assertThat(row.evidence().estimate()).isEqualTo(4.25);
    // The martingale of TConfidenceSequence solved for 20 by bisection, in Python.
    assertThat(row.evidence().interval().high() - 4.25).isCloseTo(13.178228045006348, within(1e-6));
    assertThat(row.failed()).isEqualTo(1);
    assertThat(row.wallSeconds()).isPresent();
    assertThat(row.tier()).isEqualTo(Tier.SMOKE);
  }

  @Test
  void aRecordOfAnotherVersionOfTheStudyGivesNoRow() {
    assertThat(board.rows(record(study(2)))).isEmpty();
  }

  @Test
  void aMetricThatTheRecordLacksGivesNoRow() {
    Board other = Board.of("descent", "a slope", Objective.minimize("time"), study);

    assertThat(other.arms()).containsExactly("slides", "still", "other");
    assertThat(other.rows(record)).isEmpty();
  }

  @Test
  void anArmThatTheStudyLacksIsRefused() {
    assertThatThrownBy(
            () ->
                new Board(
                    "descent", "a slope", Objective.minimize("loss"), study, List.of("flies")))
        .hasMessageContaining("no arm 'flies'");
  }
}
