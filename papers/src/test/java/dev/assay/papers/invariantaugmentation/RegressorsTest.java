package dev.assay.papers.invariantaugmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.TestSeed;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import org.junit.jupiter.api.Test;

class RegressorsTest {
  private static final Configuration BASE =
      Configuration.of("kappa", 1.0)
          .with("gamma", 1.0)
          .with("directions", "all")
          .with("n", 1024)
          .with("coordinates", 3)
          .with("training", 1);

  private static double error(Configuration configuration) {
    return Simulation.run(configuration, new TestSeed(3)).metrics().get(Simulation.ERROR);
  }

  @Test
  void noEffectHasAnErrorOfAHalfAndTheEffectItselfOfNone() {
    try (TensorScope _ = TensorScope.open()) {
      Tensor effect = Tensor.of(new double[] {3, -4}, 2);
      assertThat(Simulation.error(effect, effect)).isZero();
      assertThat(Simulation.error(Tensor.zeros(2), effect)).isEqualTo(0.5);
      // |(3, 0) - (3, -4)|^2 = 16 beside 25.
      assertThat(Simulation.error(Tensor.of(new double[] {3, 0}, 2), effect))
          .isCloseTo(16 / 41.0, within(1e-12));
    }
  }

  /** Eight environments of equal laws have nearly one risk: the largest is nearly the mean. */
  @Test
  void whatIsTrainedOutIsNearLeastSquaresAndWhatTheProgramTrainsIsNot() {
    Configuration dro = BASE.with("method", "DRO");
    double leastSquares = error(BASE.with("method", "DA+ERM"));
    assertThat(error(dro.with("as run", false))).isCloseTo(leastSquares, within(0.1));
    assertThat(error(dro.with("as run", true)) - leastSquares).isGreaterThan(0.1);
  }

  @Test
  void theSelectedAlphaLiesInItsRange() {
    for (String method : new String[] {"DA+IVL-CV", "DA+IVL-LCV", "DA+IVL-CC"}) {
      Outcome outcome = Simulation.run(BASE.with("method", method), new TestSeed(3));
      assertThat(outcome.metrics().get(Simulation.ALPHA)).as(method).isBetween(1e-4, 1.0);
    }
  }
}
