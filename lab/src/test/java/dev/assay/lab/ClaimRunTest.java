package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.MissingResourceException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimRunTest {
  @TempDir Path folder;
  private final ConcurrentLinkedQueue<String> ran = new ConcurrentLinkedQueue<>();
  private final List<RunEvent> events = new ArrayList<>();

  private Study study(Workload workload) {
    return Study.of("shift", 1)
        .workload(
            (configuration, seed) -> {
              ran.add(configuration.real("shift") + " at " + seed.label());
              return workload.run(configuration, seed);
            })
        .arm("method", Configuration.of("shift", 1.0))
        .arm("baseline", Configuration.of("shift", 0.0))
        .plan(Tier.SMOKE, Plan.seeds(3, 12))
        .build();
  }

  private final Study shifted =
      study(
          (configuration, seed) ->
              Outcome.of(
                  "score",
                  configuration.real("shift")
                      + 0.1 * seed.random("noise of " + configuration).nextGaussian()));

  private List<ClaimRecord> run(Study study, Expectation expectation, int threads) {
    return run(study, expectation, threads, 0, Integer.MAX_VALUE);
  }

  private List<ClaimRecord> run(
      Study study, Expectation expectation, int threads, long firstSeed, int mostSeeds) {
    Claim claim = new Claim("C1", "shifts", "1", "here", Scale.MECHANISM, study, expectation);
    Reproduction reproduction =
        new Reproduction() {
          @Override
          public String paper() {
            return "0000.00000";
          }

          @Override
          public String title() {
            return "A test";
          }

          @Override
          public String overview() {
            return "";
          }

          @Override
          public List<Claim> claims() {
            return List.of(claim);
          }

          @Override
          public List<String> differences() {
            return List.of();
          }
        };
    try (Runner runner = new ThreadRunner(threads)) {
      return ClaimRun.of(reproduction.paper(), reproduction.claims())
          .tier(Tier.SMOKE)
          .firstSeed(firstSeed)
          .mostSeeds(mostSeeds)
          .store(new FileTrialStore(folder))
          .listener(events::add)
          .run(runner, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }
  }

  private static Expectation differenceIn(Interval region) {
    return Expectation.mean(
        Contrast.difference("score", "method", "baseline"), region, "by construction");
  }

  @Test
  void aTrueClaimIsReproducedAndStopsEarly() {
    ClaimRecord record = run(shifted, differenceIn(Interval.atLeast(0.5)), 2).getFirst();
    assertThat(record.verdict().kind()).isEqualTo(Verdict.Kind.REPRODUCED);
    assertThat(record.evidence().seeds()).isBetween(3, 11);
    assertThat(record.evidence().estimate()).isBetween(0.9, 1.1);
    assertThat(record.trials()).hasSize(2 * record.evidence().seeds());
    assertThat(record.trajectory()).hasSize(record.evidence().seeds());
    assertThat(events.getLast()).isInstanceOf(RunEvent.Finished.class);
  }

  @Test
  void aFalseClaimIsContradicted() {
    ClaimRecord record = run(shifted, differenceIn(Interval.atMost(0.5)), 2).getFirst();
    assertThat(record.verdict().kind()).isEqualTo(Verdict.Kind.CONTRADICTED);
  }

  @Test
  void aClaimAtTheEdgeStaysInconclusiveAndUsesItsBudget() {
    ClaimRecord record = run(shifted, differenceIn(Interval.atLeast(1.0)), 2).getFirst();
    assertThat(record.verdict().kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    assertThat(record.corrected()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    assertThat(record.evidence().seeds()).isEqualTo(12);
  }

  @Test
  void endsAfterTheSeedsThatItMayTake() {
    Expectation undecided = differenceIn(Interval.atLeast(1.0));
    ClaimRecord record = run(shifted, undecided, 2, 100, 5).getFirst();
    assertThat(record.evidence().seeds()).isEqualTo(5);
    assertThat(record.trials())
        .extracting(ClaimRecord.TrialEntry::seed)
        .containsExactly(100L, 100L, 101L, 101L, 102L, 102L, 103L, 103L, 104L, 104L);
    assertThatThrownBy(() -> run(shifted, undecided, 2, 100, 2))
        .hasMessage("a plan of at least 3 seeds cannot end after 2");
  }

  @Test
  void finishedTrialsAreNotRunAgainAndTheRecordIsTheSame() {
    ClaimRecord first = run(shifted, differenceIn(Interval.atLeast(0.5)), 2).getFirst();
    events.clear();
    ClaimRecord second = run(shifted, differenceIn(Interval.atLeast(0.5)), 1).getFirst();
    // Of what was begun ahead of the verdict and dropped, either run may have a trial more.
    assertThat(first.trials())
        .allSatisfy(
            trial ->
                assertThat(ran)
                    .containsOnlyOnce(trial.configuration().get("shift") + " at " + trial.seed()));
    assertThat(second).isEqualTo(first);
    assertThat(events)
        .filteredOn(event -> event instanceof RunEvent.TrialFinished)
        .allMatch(event -> ((RunEvent.TrialFinished) event).cached());
  }

  @Test
  void aTrialThatThrowsIsKeptAndDecidesNothing() {
    Study broken =
        study(
            (configuration, seed) -> {
              throw new IllegalStateException("no luck");
            });
    ClaimRecord record = run(broken, differenceIn(Interval.atLeast(0.5)), 2).getFirst();
    assertThat(record.verdict().kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    assertThat(record.verdict().explain()).contains("no finite value");
    assertThat(record.trials())
        .allMatch(trial -> "IllegalStateException: no luck".equals(trial.failure()));
  }

  @Test
  void claimsWhoseDataIsAbsentAreNotRunAndTheOthersAre() {
    Study absent =
        study(
            (configuration, seed) -> {
              throw new MissingResourceException("images are not on this machine", "", "");
            });
    Expectation expectation = differenceIn(Interval.atLeast(0.5));
    List<Claim> claims =
        List.of(
            Claim.own("A", "needs images", absent, expectation),
            Claim.own("B", "shifts", shifted, expectation));
    try (Runner runner = new ThreadRunner(1)) {
      ClaimRun run = ClaimRun.of("0000.00000", claims).tier(Tier.SMOKE).listener(events::add);
      assertThat(run.run(runner, Clock.systemUTC()))
          .extracting(ClaimRecord::claim)
          .containsExactly("B");
    }
    assertThat(events)
        .contains(new RunEvent.NotRun(List.of("A"), "images are not on this machine"));
    assertThatThrownBy(() -> run(absent, expectation, 1))
        .hasCauseInstanceOf(TrialNotRun.class)
        .hasMessageContaining("images are not on this machine");
  }

  @Test
  void aRecordSurvivesJson() {
    ClaimRecord record = run(shifted, differenceIn(Interval.atLeast(0.5)), 2).getFirst();
    assertThat(Json.read(Json.pretty(record), ClaimRecord.class)).isEqualTo(record);
  }

  @Test
  void everyEventIsOneLineOfJson() {
    run(shifted, differenceIn(Interval.atLeast(0.5)), 2);
    for (RunEvent event : events) {
      String line = EventJson.line(event);
      assertThat(line).doesNotContain("\n");
      assertThat(Json.tree(line).get("type").asString()).isNotBlank();
    }
  }
}
