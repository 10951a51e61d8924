package dev.assay.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.PopulationWorkload;
import dev.assay.lab.Seed;
import dev.assay.lab.TestSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What holds for every workload that runs trials together. */
public final class Populations {
  private Populations() {}

  /**
   * Each arm at two seeds has the metrics of its run alone, up to rounding, and those of the other
   * seed are others.
   */
  public static void assertSameAlone(PopulationWorkload workload, List<Configuration> arms)
      throws Exception {
    Seed first = new TestSeed(3);
    Seed second = new TestSeed(4);
    List<Configuration> configurations = new ArrayList<>(arms);
    configurations.addAll(arms);
    List<Seed> seeds = new ArrayList<>();
    arms.forEach(_ -> seeds.add(first));
    arms.forEach(_ -> seeds.add(second));
    List<Outcome> together = workload.runAll(configurations, seeds);
    for (int i = 0; i < configurations.size(); i++) {
      Map<String, Double> alone = workload.run(configurations.get(i), seeds.get(i)).metrics();
      Map<String, Double> shared = together.get(i).metrics();
      assertThat(shared).containsOnlyKeys(alone.keySet());
      alone.forEach(
          (metric, value) ->
              assertThat(shared.get(metric))
                  .as(metric)
                  .isCloseTo(value, within(1e-9 * Math.max(1, Math.abs(value)))));
    }
    assertThat(together.getFirst().metrics()).isNotEqualTo(together.get(arms.size()).metrics());
  }
}
