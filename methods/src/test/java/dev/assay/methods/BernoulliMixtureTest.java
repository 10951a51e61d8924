package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference values are sums by NumPy and SciPy. */
class BernoulliMixtureTest {
  private static final double[] GRID =
      IntStream.range(1, 200).mapToDouble(i -> i * 0.005).toArray();

  private static BernoulliMixture uniform() {
    double[] weights = new double[GRID.length];
    Arrays.fill(weights, 1.0 / GRID.length);
    return new BernoulliMixture(GRID, weights);
  }

  private static BernoulliMixture halfOnOneHalf() {
    double[] weights = new double[GRID.length];
    Arrays.fill(weights, 0.5 / GRID.length);
    weights[99] += 0.5;
    return new BernoulliMixture(GRID, weights);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 10, 0.517, 1.654", "0.5, 100, 1.582, 2.751", "0.5, 1000, 2.724, 3.798",
    "0.9, 10, 1.125, 2.139", "0.9, 100, 2.099, 3.236", "0.9, 1000, 3.235, 4.275"
  })
  void uniformPrior(double truth, int n, double regret, double bound) {
    assertThat(uniform().regret(truth, n)).isCloseTo(regret, within(6e-4));
    assertThat(uniform().ballWeight(truth).regret(n).nats()).isCloseTo(bound, within(6e-4));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 10, 0.176, 0.643", "0.5, 100, 0.462, 0.683", "0.5, 1000, 0.604, 0.688",
    "0.3, 10, 0.562, 1.207", "0.3, 100, 2.306, 3.554", "0.3, 1000, 3.504, 4.587"
  })
  void halfOfThePriorOnOneModel(double truth, int n, double regret, double bound) {
    assertThat(halfOnOneHalf().regret(truth, n)).isCloseTo(regret, within(6e-4));
    assertThat(halfOnOneHalf().ballWeight(truth).regret(n).nats()).isCloseTo(bound, within(6e-4));
  }

  @Test
  void theMostProbableModelAloneCostsMore() {
    assertThat(uniform().regretOfMostProbable(0.5, 1000)).isCloseTo(6.828660, within(1e-6));
    assertThat(uniform().regretOfMostProbable(0.9, 10)).isCloseTo(2.3028, within(1e-3));
  }

  @Test
  void outsideOfTheClassTheRegretGrowsWithTheLeastDivergence() {
    BernoulliMixture coarse =
        new BernoulliMixture(
            new double[] {0.1, 0.3, 0.5, 0.7, 0.9}, new double[] {0.2, 0.2, 0.2, 0.2, 0.2});
    assertThat(coarse.regret(0.2, 1000)).isCloseTo(26.1658, within(1e-3));
    KlBallWeight.Bound bound = coarse.ballWeight(0.2).regret(1000);
    assertThat(bound.nats()).isCloseTo(27.3415, within(1e-3));
    assertThat(bound.radius()).isCloseTo(0.025732, within(1e-6));
    assertThat(coarse.shareAbove(0.2, 1000, bound.nats())).isCloseTo(0.4572, within(1e-3));
  }

  @Test
  void aModelThatForbidsWhatIsSeenIsOutForGood() {
    BernoulliMixture ends =
        new BernoulliMixture(new double[] {0, 0.5, 1}, new double[] {0.25, 0.5, 0.25});
    // After one draw one end is left, after both symbols none: by hand for two draws.
    double expected =
        0.5 * Math.log(0.25 / (0.25 + 0.5 * 0.25)) + 0.5 * Math.log(0.25 / (0.5 * 0.25));
    assertThat(ends.regret(0.5, 2)).isCloseTo(expected, within(1e-12));
    assertThat(ends.ballWeight(0.5).weight(1e300)).isEqualTo(0.5);
    BernoulliMixture onlyEnds = new BernoulliMixture(new double[] {0, 1}, new double[] {0.5, 0.5});
    assertThat(onlyEnds.regret(0.5, 3)).isInfinite();
    assertThat(onlyEnds.ballWeight(0.5).regret(3).nats()).isInfinite();
  }

  @Test
  void refusesWhatIsNoDistribution() {
    assertThatThrownBy(() -> new BernoulliMixture(new double[] {0.5}, new double[] {0.9}))
        .hasMessage("weights must have a sum of 1, not 0.9.");
    assertThatThrownBy(() -> new BernoulliMixture(new double[] {1.5}, new double[] {1}))
        .hasMessage("A parameter must lie in [0, 1], not 1.5.");
    assertThatThrownBy(() -> new BernoulliMixture(new double[] {0.5, 1}, new double[] {1}))
        .hasMessageContaining("each model needs a parameter and a weight");
    assertThatThrownBy(() -> uniform().regret(1, 10))
        .hasMessage("truth must lie in (0, 1), not 1.0.");
  }
}
