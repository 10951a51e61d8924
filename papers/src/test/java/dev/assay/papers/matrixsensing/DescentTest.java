package dev.assay.papers.matrixsensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.TestSeed;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/**
 * What is read off a run, on the one problem that has a closed form: a number, whose target is 0.
 */
class DescentTest {
  private static final double ETA = 0.01;
  private static final Configuration NUMBER =
      Configuration.of("n", 1)
          .with("rank", 0)
          .with("measurements", 0)
          .with("k", 1)
          .with("eta", ETA)
          .with("alpha", 1)
          .with("iterations", 20_000);

  @Test
  void aSymmetricNumberFallsAsAPower() {
    // dx/dt = -eta x^3, so 1 / x^2 = 1 / x_0^2 + 2 eta t, and the error is x^4. A large start makes
    // the first term small.
    SortedMap<String, Double> metrics =
        Descent.run(NUMBER.with("form", "symmetric").with("alpha", 3), new TestSeed(1)).metrics();
    assertThat(metrics.get("power")).isCloseTo(-2, within(0.03));
    assertThat(metrics.get("power of the unsquared norm"))
        .isCloseTo(metrics.get("power") / 2, within(1e-12));
    assertThat(metrics.get("log10 error"))
        .isCloseTo(-2 * Math.log10(2 * ETA * 20_000), within(0.02));
    assertThat(metrics.get("log RSS exponential / power law")).isPositive();
    assertThat(metrics).doesNotContainKey("imbalance drift");
  }

  @Test
  void anAsymmetricNumberFallsExponentiallyByItsImbalance() {
    // With d = f^2 - g^2 conserved, the smaller one falls as exp(-eta |d| t); the error is f^2 g^2.
    SortedMap<String, Double> metrics =
        Descent.run(NUMBER.with("form", "asymmetric").with("ratio", 0.1), new TestSeed(1))
            .metrics();
    double imbalance = metrics.get("smallest imbalance at the start");
    assertThat(metrics.get("rate")).isCloseTo(-2 * ETA * imbalance, within(0.02 * ETA * imbalance));
    assertThat(metrics.get("log RSS exponential / power law")).isNegative();
    assertThat(metrics.get("imbalance drift")).isLessThan(0.01);
  }

  @Test
  void aRunThatNeverComesNearHasNoRate() {
    Outcome outcome =
        Descent.run(NUMBER.with("form", "symmetric").with("iterations", 1), new TestSeed(1));
    assertThat(outcome.metrics().get("rate")).isNaN();
    assertThat(outcome.metrics().get("power")).isNaN();
    assertThat(outcome.metrics().get("log10 error")).isFinite();
  }

  @Test
  void refusesAFormThatIsNone() {
    assertThatThrownBy(
            () -> Descent.run(NUMBER.with("form", "round").with("ratio", 1), new TestSeed(1)))
        .hasMessage("form must be symmetric, asymmetric or alternating, not round.");
  }
}
