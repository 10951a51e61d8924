package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadRunnerTest extends RunnerContract {
  @Override
  protected Runner runner(int parallelism) {
    return new ThreadRunner(parallelism);
  }

  @Test
  void neitherMemoryNorEnergyIsMeasuredWhereTrialsShareAProcess() {
    try (Runner runner = new ThreadRunner(2)) {
      Cost cost =
          runner.submit(List.of(ContractStudies.trial("measure", 0))).getFirst().join().cost();
      assertThat(cost.cpuSeconds()).isPresent();
      assertThat(cost.peakMemoryBytes()).isEmpty();
      assertThat(cost.energyJoules()).isEmpty();
    }
  }

  @Test
  void aTrialWhoseDataIsAbsentHasNoOutcomeThatCouldBeKept() {
    Study study =
        Study.of("absent data", 1)
            .workload(
                (configuration, seed) -> {
                  throw new TrialNotRun("the data set is not here");
                })
            .arm("a", Configuration.empty())
            .plan(Tier.SMOKE, Plan.seeds(1, 1))
            .build();
    Trial trial = Trial.of(study, Tier.SMOKE, study.arm("a"), new TestSeed(0));
    try (Runner runner = new ThreadRunner(1)) {
      assertThatThrownBy(() -> runner.submit(List.of(trial)).getFirst().join())
          .hasCauseInstanceOf(TrialNotRun.class)
          .hasMessageContaining("the data set is not here");
    }
  }

  @Test
  void noThreadsAreRefused() {
    assertThatThrownBy(() -> new ThreadRunner(0))
        .hasMessage("a runner runs at least one trial at a time, but was asked for 0");
  }
}
