package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.lab.tune.RandomSampler;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run of arms that are tuned: equal budgets, disjoint seeds, and a record that can be followed.
 */
class TuningPlanTest {
  private static final SearchSpace RATE = SearchSpace.of(Parameter.real("rate", 0, 1));
  @TempDir Path folder;
  private final ConcurrentLinkedQueue<Seed> seeds = new ConcurrentLinkedQueue<>();
  private final List<RunEvent> events = new ArrayList<>();

  /** The loss is the distance of the rate from the arm's best one, and a little noise. */
  private Study study(double worstRate) {
    return Study.of("tuned", 1)
        .workload(
            (configuration, seed) -> {
              seeds.add(seed);
              double rate = configuration.real("rate");
              if (rate > worstRate) {
                throw new IllegalStateException("diverged");
              }
              return Outcome.of(
                  "loss",
                  configuration.real("floor")
                      + Math.abs(rate - configuration.real("best"))
                      + 0.01 * seed.random("noise").nextDouble());
            })
        .arm("method", Configuration.of("best", 0.3).with("floor", 0.0), RATE)
        .arm("baseline", Configuration.of("best", 0.7).with("floor", 0.5), RATE)
        .arm("fixed", Configuration.of("best", 0.5).with("floor", 0.0).with("rate", 0.9))
        .tuning(new RandomSampler(), Objective.minimize("loss"))
        .plan(Tier.SMOKE, Plan.seeds(4, 8).tuning(20, 2))
        .build();
  }

  private static Claim claim(Study study, String arm, String baseline) {
    return new Claim(
        "C1",
        "lower",
        "lower",
        "here",
        Scale.MECHANISM,
        study,
        Expectation.mean(
            Contrast.difference("loss", arm, baseline), Interval.atMost(-0.2), "a test"));
  }

  private ClaimRecord run(Claim claim, int threads, String store) {
    try (Runner runner = new ThreadRunner(threads)) {
      return ClaimRun.of("0000.00000", List.of(claim))
          .tier(Tier.SMOKE)
          .firstSeed(5)
          .store(new FileTrialStore(folder.resolve(store)))
          .listener(events::add)
          .run(runner, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
          .getFirst();
    }
  }

  @Test
  void everyTunedArmGetsTheSameTrialsOnSeedsThatAreNeverTestedOn() {
    ClaimRecord record = run(claim(study(1), "method", "baseline"), 2, "a");

    assertThat(record.verdict().kind()).isEqualTo(Verdict.Kind.REPRODUCED);
    assertThat(record.tuning())
        .extracting(ClaimRecord.ArmTuning::arm)
        .containsExactly("method", "baseline");
    assertThat(record.tuning()).allSatisfy(tuning -> assertThat(tuning.trials()).hasSize(40));
    // Twenty random points all miss the 0.4 around the best with probability 0.6^20 < 1e-4.
    assertThat((double) record.tuning().get(0).chosen().get("rate")).isBetween(0.1, 0.5);
    assertThat((double) record.tuning().get(1).chosen().get("rate")).isBetween(0.5, 0.9);
    assertThat(record.trials())
        .allSatisfy(
            trial ->
                assertThat(trial.configuration())
                    .containsAllEntriesOf(chosen(record).getOrDefault(trial.arm(), Map.of())));
    assertThat(seeds.stream().filter(TuningSeed.class::isInstance).map(Seed::value))
        .hasSize(80)
        .containsOnly(5L, 6L);
    assertThat(seeds.stream().filter(TestSeed.class::isInstance).map(Seed::value))
        .contains(5L, 6L, 7L, 8L);
    assertThat(events.stream().filter(RunEvent.TrialFinished.class::isInstance))
        .hasSize(80 + record.trials().size());
    assertThat(((RunEvent.Started) events.getFirst()).maxTrials()).isEqualTo(80 + 16);
  }

  private static Map<String, Map<String, Object>> chosen(ClaimRecord record) {
    Map<String, Map<String, Object>> chosen = new TreeMap<>();
    record.tuning().forEach(tuning -> chosen.put(tuning.arm(), tuning.chosen()));
    return chosen;
  }

  @Test
  void threadsDoNotChangeTheRecord() {
    ClaimRecord one = run(claim(study(1), "method", "baseline"), 1, "one");
    ClaimRecord three = run(claim(study(1), "method", "baseline"), 3, "three");
    assertThat(chosen(three)).isEqualTo(chosen(one));
    assertThat(three.evidence()).isEqualTo(one.evidence());
  }

  @Test
  void anArmThatIsFixedIsNotTunedAndTheRecordSaysWhich() {
    ClaimRecord record = run(claim(study(1), "fixed", "baseline"), 1, "a");
    assertThat(record.tuning()).extracting(ClaimRecord.ArmTuning::arm).containsExactly("baseline");
  }

  @Test
  void failedTuningTrialsAreKeptAndNeverChosen() {
    ClaimRecord record = run(claim(study(0.5), "method", "baseline"), 2, "a");
    assertThat(record.tuning().get(1).trials())
        .hasSize(40)
        .anySatisfy(trial -> assertThat(trial.failure()).contains("diverged"));
    assertThat((double) record.tuning().get(1).chosen().get("rate")).isLessThanOrEqualTo(0.5);
  }

  @Test
  void whereEveryTuningTrialFailsTheTestFailsToo() {
    ClaimRecord record = run(claim(study(-1), "method", "baseline"), 2, "a");
    assertThat(record.trials())
        .isNotEmpty()
        .allSatisfy(trial -> assertThat(trial.failure()).contains("diverged"));
    assertThat(record.verdict().kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
  }

  @Test
  void theChoiceCanBeFollowedFromTheRecord() {
    Claim claim = claim(study(1), "method", "baseline");
    ClaimRecord record = run(claim, 2, "a");
    assertThat(verify(record, claim)).isEmpty();

    ClaimRecord.ArmTuning tuning = record.tuning().getFirst();
    ClaimRecord.ArmTuning bent =
        new ClaimRecord.ArmTuning(
            tuning.arm(),
            tuning.sampler(),
            tuning.objective(),
            new TreeMap<>(Map.of("rate", 0.31)),
            tuning.trials());
    assertThat(verify(with(record, bent), claim))
        .anySatisfy(
            problem -> assertThat(problem).contains("lead to", "not the recorded {rate=0.31}"));
    ClaimRecord.ArmTuning shorter =
        new ClaimRecord.ArmTuning(
            tuning.arm(),
            tuning.sampler(),
            tuning.objective(),
            tuning.chosen(),
            tuning.trials().subList(0, 30));
    assertThat(verify(with(record, shorter), claim))
        .contains("The search of arm 'method' asks for a trial that the record lacks.");
  }

  private static List<String> verify(ClaimRecord record, Claim claim) {
    Reproduction paper =
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
    try (Runner runner = new ThreadRunner(2)) {
      return Verification.of(record, paper, 1000, 0, runner).problems();
    }
  }

  private static ClaimRecord with(ClaimRecord record, ClaimRecord.ArmTuning first) {
    return new ClaimRecord(
        record.protocol(),
        record.paper(),
        record.claim(),
        record.statement(),
        record.paperSays(),
        record.scale(),
        record.tier(),
        record.study(),
        record.data(),
        record.expectation(),
        List.of(first, record.tuning().getLast()),
        record.trials(),
        record.evidence(),
        record.trajectory(),
        record.verdict(),
        record.corrected(),
        record.seconds(),
        record.finished(),
        record.environment());
  }

  @Test
  void aStudyThatCouldNotTuneFairlyIsRefused() {
    Study.Builder builder =
        Study.of("unfair", 1)
            .workload((configuration, seed) -> Outcome.of("loss", 0))
            .arm("method", Configuration.empty(), RATE)
            .plan(Tier.SMOKE, Plan.seeds(1, 1));
    assertThatThrownBy(builder::build)
        .hasMessage(
            "study unfair has arms with a search space, and needs a sampler and an objective");
    builder.tuning(new RandomSampler(), Objective.minimize("loss"));
    assertThatThrownBy(builder::build)
        .hasMessage("the smoke plan of study unfair must have some tuning trials");
  }
}
