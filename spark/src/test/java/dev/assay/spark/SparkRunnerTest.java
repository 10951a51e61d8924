package dev.assay.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Plan;
import dev.assay.lab.Runner;
import dev.assay.lab.RunnerContract;
import dev.assay.lab.RunnerProvider;
import dev.assay.lab.Study;
import dev.assay.lab.TestSeed;
import dev.assay.lab.Tier;
import dev.assay.lab.Trial;
import dev.assay.lab.TrialNotRun;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class SparkRunnerTest extends RunnerContract {
  @Override
  protected Runner runner(int parallelism) {
    return at("local[" + parallelism + "]");
  }

  private static Runner at(String address) {
    return ServiceLoader.load(RunnerProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.accepts(address))
        .findFirst()
        .orElseThrow()
        .open(address);
  }

  @Test
  void aStudyThatExecutorsDoNotHaveIsRefused() {
    Study study =
        Study.of("unannounced", 1)
            .workload((configuration, seed) -> Outcome.of("x", 1))
            .arm("a", Configuration.empty())
            .plan(Tier.SMOKE, Plan.seeds(1, 1))
            .build();
    Trial trial = Trial.of(study, Tier.SMOKE, study.arm("a"), new TestSeed(0));
    try (Runner runner = runner(1)) {
      assertThatThrownBy(() -> runner.submit(List.of(trial)).getFirst().join())
          .hasCauseInstanceOf(TrialNotRun.class)
          .hasMessageContaining("the worker has no study unannounced@1; give it the same jars");
    }
  }

  @Test
  void onlySparksAddressesAreAccepted() {
    RunnerProvider provider = new SparkRunnerProvider();
    assertThat(provider.accepts("spark://host:7077")).isTrue();
    assertThat(provider.accepts("local[2]")).isTrue();
    assertThat(provider.accepts("jdbc:postgresql://host/assay")).isFalse();
    assertThatThrownBy(() -> provider.open("local[none]"))
        .isInstanceOf(TrialNotRun.class)
        .hasMessageStartingWith("Spark does not start at local[none]: ");
  }
}
