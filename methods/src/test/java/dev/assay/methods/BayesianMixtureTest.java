package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BayesianMixtureTest {
  private static final double NEVER = Double.NEGATIVE_INFINITY;

  @Test
  void predictsWithThePosteriorAverage() {
    BayesianMixture mixture = new BayesianMixture(0.25, 0.75);
    // Heads with probability 0.9 or 0.2; by hand for heads, then tails.
    double heads = 0.25 * 0.9 + 0.75 * 0.2;
    assertThat(mixture.logPredictive(Math.log(0.9), Math.log(0.2)))
        .isCloseTo(Math.log(heads), within(1e-12));
    assertThat(mixture.update(Math.log(0.9), Math.log(0.2)))
        .isCloseTo(Math.log(heads), within(1e-12));
    assertThat(mixture.posterior())
        .containsExactly(new double[] {0.225 / heads, 0.15 / heads}, within(1e-12));
    double both = 0.225 * 0.1 + 0.15 * 0.8;
    assertThat(mixture.update(Math.log(0.1), Math.log(0.8)))
        .isCloseTo(Math.log(both / heads), within(1e-12));
    assertThat(mixture.logEvidence()).isCloseTo(Math.log(both), within(1e-12));
  }

  @Test
  void predictiveProbabilitiesSumToOneAlongTheWay() {
    BernoulliMixture exact =
        new BernoulliMixture(new double[] {0.2, 0.5, 0.9}, new double[] {0.3, 0.3, 0.4});
    BayesianMixture streamed = new BayesianMixture(0.3, 0.3, 0.4);
    double[] one = {Math.log(0.2), Math.log(0.5), Math.log(0.9)};
    double[] zero = {Math.log(0.8), Math.log(0.5), Math.log(0.1)};
    for (int i = 0; i < 500; i++) {
      assertThat(Math.exp(streamed.logPredictive(one)) + Math.exp(streamed.logPredictive(zero)))
          .isCloseTo(1, within(1e-12));
      streamed.update(i % 5 == 0 ? one : zero);
    }
    double logTruth = 100 * Math.log(0.3) + 400 * Math.log(0.7);
    assertThat(logTruth - streamed.logEvidence())
        .isCloseTo(exact.regret(0.3, 500, 100), within(1e-9));
  }

  @Test
  void aHypothesisThatForbidsAnObservationIsOut() {
    BayesianMixture mixture = BayesianMixture.uniform(2);
    mixture.update(NEVER, Math.log(0.5));
    assertThat(mixture.posterior()).containsExactly(0, 1);
    assertThatThrownBy(() -> mixture.update(0, NEVER))
        .hasMessage("Every hypothesis gives this observation the probability 0.");
    assertThat(mixture.posterior()).containsExactly(0, 1);
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> new BayesianMixture(0.5, 0.6))
        .hasMessage("weights must have a sum of 1, not 1.1.");
    assertThatThrownBy(() -> new BayesianMixture(1.5, -0.5))
        .hasMessage("weights must not be negative, but one is -0.5.");
    assertThatThrownBy(BayesianMixture::new).hasMessage("weights must have a sum of 1, not 0.0.");
    assertThatThrownBy(() -> BayesianMixture.uniform(0))
        .hasMessage("hypotheses must be positive, not 0.");
    assertThatThrownBy(() -> BayesianMixture.uniform(2).update(0))
        .hasMessageContaining("There are 2 hypotheses, not 1");
    assertThatThrownBy(() -> BayesianMixture.uniform(1).update(Double.NaN))
        .hasMessageContaining("not NaN");
  }
}
