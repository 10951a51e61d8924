package dev.assay.papers.fantasticmeasures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.lab.TestSeed;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkloadsTest {
  private static final Configuration TRAINING =
      Configuration.of("data", "digits")
          .with("examples", 60)
          .with("target", 0.5)
          .with("noisy images", 60)
          .with("noisy networks", 2)
          .with("climbed images", 60);

  /** A learner that sees the answer, and estimates of which one is right in both worlds. */
  @Test
  void worldsThatDifferAreToldApart() {
    Outcome outcome =
        new TwinTest(cases(0, 0, 0.1), cases(1, 0.4, 0.1), 300, new TestSeed(1))
            .addTo(Outcome.of("none", 0), 0.05);
    Map<String, Double> metrics = outcome.metrics();
    assertThat(metrics.get("AUC of the perceptron")).isGreaterThan(0.99);
    assertThat(metrics.get("AUC of the logistic regression")).isGreaterThan(0.99);
    assertThat(metrics.get("worst error of: constant")).isCloseTo(0.3, within(1e-9));
    assertThat(metrics.get("worst error of the best estimate")).isLessThan(0.1);
  }

  /** Worlds with one law: the areas are 1/2, and no estimate is right in both. */
  @Test
  void worldsThatDoNotDifferAreNot() {
    Outcome outcome =
        new TwinTest(cases(0, 0, 0.1), cases(0, 0.4, 0.2), 300, new TestSeed(1))
            .addTo(Outcome.of("none", 0), 0.2 - 1e-9);
    Map<String, Double> metrics = outcome.metrics();
    assertThat(metrics.get("AUC of the perceptron")).isCloseTo(0.5, within(0.08));
    assertThat(metrics.get("worst error of: constant")).isCloseTo(0.3, within(1e-9));
    assertThat(metrics.get("worst error of the best estimate")).isGreaterThan(0.19);
    assertThat(metrics.get("worst share of errors of the best estimate"))
        .isGreaterThanOrEqualTo(0.5);
  }

  private static List<TwinTest.Case> cases(double shift, double loss, double unused) {
    Random random = new Random((long) (1000 * unused));
    return IntStream.range(0, 800)
        .mapToObj(
            _ ->
                new TwinTest.Case(
                    new double[] {10 * shift + random.nextGaussian(), random.nextGaussian()},
                    Map.of("constant", 0.1),
                    0.4,
                    loss))
        .toList();
  }

  @Test
  void aNetworkOfTheGridDoesNotFeelThoseOfOtherSeeds() throws Exception {
    Configuration grid = TRAINING.with("levels", 2).with("steps", 12);
    MeasureGrid workload = new MeasureGrid();
    List<Seed> seeds = List.of(new TestSeed(1), new TestSeed(2));
    List<Outcome> together = workload.runAll(List.of(grid, grid), seeds);
    assertThat(together.get(1)).isEqualTo(workload.run(grid, seeds.get(1)));
    assertThat(together.get(0)).isNotEqualTo(together.get(1));
  }

  @Test
  void aNetworkThatDivergesHoldsNobodyUp() {
    TrainedNetworks.Recipe sound = new TrainedNetworks.Recipe(16, 2, 0.02, 16);
    TrainedNetworks.Recipe wild = new TrainedNetworks.Recipe(16, 2, 1e6, 16);
    Seed seed = new TestSeed(1);
    try (TensorScope _ = TensorScope.open()) {
      ImageSets images = ImageSets.load("digits", List.of(seed), 60);
      TrainedNetworks both =
          new TrainedNetworks(List.of(wild, sound), List.of(seed, seed), images.times(2), 0.1, 900);
      assertThat(both.diverged()).containsExactly(true, false);
      assertThat(both.fitted()).containsExactly(false, true);
      TrainedNetworks alone = new TrainedNetworks(List.of(sound), List.of(seed), images, 0.1, 900);
      Tensor labels = images.testLabels();
      assertThat(alone.testErrors(labels)[0])
          .isLessThan(0.4)
          .isEqualTo(both.testErrors(images.times(2).testLabels())[1]);
    }
  }

  @Test
  void aNetworkMayErrMuchMoreInAnotherPopulation() throws Exception {
    Outcome outcome =
        new NoisyLabels().run(TRAINING.with("noise", 0).with("noisy steps", 60), new TestSeed(1));
    assertThat(outcome.metrics().get("loss in the first population")).isLessThan(0.35);
    assertThat(outcome.metrics().get("loss in the second population")).isCloseTo(0.9, within(0.03));
    assertThat(outcome.metrics().get("training error")).isLessThan(0.2);
  }
}
