package dev.assay.papers.xorclusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.TestSeed;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class TrainingTest {
  private static final Configuration SMALL =
      Configuration.of("n", 80)
          .with("p", 40_000)
          .with("signal", 1000)
          .with("flip", 0)
          .with("init", 1e-9)
          .with("width", 100)
          .with("step", 1)
          .with("steps", 6)
          .with("test", 200);

  @Test
  void withoutFlipsCleanAndNoisyLabelsAreTheSame() {
    SortedMap<String, Double> metrics = Training.run(SMALL, new TestSeed(3)).metrics();
    assertThat(metrics.get("noisy test accuracy at the end"))
        .isEqualTo(metrics.get("test accuracy at the end"));
    assertThat(metrics.get("clean agreement at the end"))
        .isEqualTo(metrics.get("train accuracy at the end"));
  }

  @Test
  void theMetricsAreThoseOfTheCurves() {
    Outcome outcome = Training.run(SMALL.with("flip", 0.2), new TestSeed(3));
    List<Double> train = outcome.curves().get("train accuracy").y();
    List<Double> test = outcome.curves().get("test accuracy, clean labels").y();
    SortedMap<String, Double> metrics = outcome.metrics();
    assertThat(train).hasSize(6);
    assertThat(metrics)
        .containsEntry("train accuracy at 1", train.getFirst())
        .containsEntry("train accuracy at the end", train.getLast())
        .containsEntry("lowest train accuracy", Collections.min(train))
        .containsEntry("test accuracy at 1", test.getFirst())
        .containsEntry("test accuracy at the end", test.getLast());
    // Where all labels are fitted, the flipped ones disagree with the clean ones: 80 * 0.2 of them.
    assertThat(metrics.get("train accuracy at the end")).isEqualTo(1);
    assertThat(metrics.get("clean agreement at the end")).isCloseTo(0.8, within(0.14));
  }
}
