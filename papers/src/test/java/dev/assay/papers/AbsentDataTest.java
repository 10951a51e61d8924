package dev.assay.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.data.Datasets;
import dev.assay.data.store.DataStore;
import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Plan;
import dev.assay.lab.PopulationRunner;
import dev.assay.lab.PopulationWorkload;
import dev.assay.lab.Runner;
import dev.assay.lab.Seed;
import dev.assay.lab.Study;
import dev.assay.lab.TestSeed;
import dev.assay.lab.ThreadRunner;
import dev.assay.lab.Tier;
import dev.assay.lab.Trial;
import dev.assay.lab.TrialNotRun;
import dev.assay.lab.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workload that simply loads a data set which is not here has no outcome, failed or other. */
class AbsentDataTest {
  @TempDir Path empty;

  private Outcome classes() {
    DataStore store = DataStore.standard().withCache(empty).withFolders(empty).offline();
    return Outcome.of("classes", Datasets.fashionMnist().load(store).train().classes());
  }

  @Test
  void aTrialAloneIsNotRun() {
    try (Runner runner = new ThreadRunner(1)) {
      assertIsNotRun(runner, (configuration, seed) -> classes());
    }
  }

  @Test
  void aPopulationIsNotRun() {
    PopulationWorkload together =
        new PopulationWorkload() {
          @Override
          public List<Outcome> runAll(List<Configuration> configurations, List<Seed> seeds) {
            return seeds.stream().map(seed -> classes()).toList();
          }
        };
    try (Runner runner = new PopulationRunner(1, 64)) {
      assertIsNotRun(runner, together);
    }
  }

  private static void assertIsNotRun(Runner runner, Workload workload) {
    Study study =
        Study.of("absent", 1)
            .workload(workload)
            .arm("a", Configuration.empty())
            .plan(Tier.SMOKE, Plan.seeds(2, 2))
            .build();
    List<CompletableFuture<Outcome>> outcomes =
        runner.submit(
            List.of(
                Trial.of(study, Tier.SMOKE, study.arm("a"), new TestSeed(0)),
                Trial.of(study, Tier.SMOKE, study.arm("a"), new TestSeed(1))));
    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThatThrownBy(outcome::join)
                    .hasCauseInstanceOf(TrialNotRun.class)
                    .hasMessageContaining("fashion")
                    .hasMessageContaining("is not on this machine"));
  }
}
