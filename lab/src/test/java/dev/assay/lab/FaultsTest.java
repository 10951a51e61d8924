package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one faulty arm, or a store that fails, does to a claim's verdict. */
class FaultsTest {
  private static Study.Builder study(Workload faulty) {
    return Study.of("faults", 1)
        .workload(
            (configuration, seed) ->
                configuration.flag("faulty")
                    ? faulty.run(configuration, seed)
                    : Outcome.of("error", 1 + 0.01 * seed.random("noise").nextGaussian()))
        .arm("faulty", Configuration.of("faulty", true))
        .arm("sound", Configuration.of("faulty", false))
        .plan(Tier.SMOKE, Plan.seeds(3, 6));
  }

  private static ClaimRecord run(Study study, TrialStore store) {
    Claim claim =
        new Claim(
            "C1",
            "the sound arm errs less",
            "2",
            "here",
            Scale.MECHANISM,
            study,
            Expectation.mean(
                Contrast.difference("error", "faulty", "sound"),
                Interval.atLeast(1),
                "by construction"));
    try (Runner threads = new ThreadRunner(2)) {
      return ClaimRun.of("faults", List.of(claim))
          .tier(Tier.SMOKE)
          .store(store)
          .run(threads, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
          .getFirst();
    }
  }

  @Test
  void aMetricThatIsNotFiniteDecidesNothingAndIsKept() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Study study = study((configuration, seed) -> Outcome.of("error", value)).build();
      ClaimRecord record = run(study, new MemoryTrialStore());
      assertThat(record.verdict().kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
      assertThat(record.verdict().explain())
          .isEqualTo(
              "Inconclusive: at least one of 6 seeds gave no finite value of error of [faulty] - [sound].");
      assertThat(record.trials().getFirst().metrics()).containsEntry("error", value);
    }
  }

  @Test
  void whereTheStudySaysSoAFaultCountsAsTheWorstValue() {
    List<Workload> faults =
        List.of(
            (configuration, seed) -> Outcome.of("error", Double.NaN),
            (configuration, seed) -> Outcome.of("error", Double.NEGATIVE_INFINITY),
            (configuration, seed) -> {
              throw new IOException("no such file");
            });
    for (Workload fault : faults) {
      ClaimRecord record = run(study(fault).worst("error", 100).build(), new MemoryTrialStore());
      assertThat(record.verdict().kind()).isEqualTo(Verdict.Kind.REPRODUCED);
      assertThat(record.evidence().estimate()).isBetween(98.9, 99.1);
    }
  }

  @Test
  void aStoreThatFailsEndsTheRunWithItsReason() {
    TrialStore full =
        new TrialStore() {
          @Override
          public Optional<Outcome> find(TrialKey key) {
            return Optional.empty();
          }

          @Override
          public Outcome put(TrialKey key, Outcome outcome) {
            throw new UncheckedIOException(
                "the outcome of a trial cannot be stored in /trials",
                new IOException("No space left on device"));
          }
        };
    Study study = study((configuration, seed) -> Outcome.of("error", 3)).build();
    assertThatThrownBy(() -> run(study, full))
        .hasMessageContaining("the outcome of a trial cannot be stored in /trials")
        .hasRootCauseMessage("No space left on device");
  }
}
