package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittingRatioTest {
  /**
   * By hand without noise, ((alpha - beta) / ((alpha - 1) beta))^2; with it by a pilot in numpy.
   */
  @ParameterizedTest
  @CsvSource({
    "1.5, 1.5, 0, 0",
    "1.5, 1.5, 1, 0.185",
    "1.5, 1.5, 5, 0.525",
    "1.5, 1.5, 50, 0.865",
    "1.5, 1.25, 0, 0.16",
    "2, 1.5, 0, 0.1111",
    "1.17, 1.14, 0, 0.02396",
    "1.22, 1.20, 0, 0.00574",
    "1.12, 1.36, 0, 0"
  })
  void theBestRatioIsTheEquationsRoot(double alpha, double beta, double noise, double ratio) {
    FittingRatio task = new FittingRatio(alpha, beta, noise);
    assertThat(task.optimum()).isCloseTo(ratio, within(1e-3));
    for (double other = 0; other < 1; other += 0.01) {
      assertThat(task.relativeTestError(other))
          .isGreaterThanOrEqualTo(task.relativeTestError(task.optimum()));
    }
  }

  /** The whole curve, from the eigenframework at 4000 samples. */
  @Test
  void theCurveIsThatOfTheEigenframework() {
    Eigenstructure powerLaw = Eigenstructure.powerLaw(1.5, 1.25);
    double clean = new Eigenframework(powerLaw, 0).at(4000, Eigenframework.INFINITE, 0).test();
    Eigenframework noisy = new Eigenframework(powerLaw, 2 * clean);
    FittingRatio task = new FittingRatio(1.5, 1.25, 2);
    double full = noisy.at(4000, Eigenframework.INFINITE, 0).test();
    for (double ridge : new double[] {0.1, 0.3, 1, 3}) {
      Eigenframework.Risk risk = noisy.at(4000, Eigenframework.INFINITE, ridge);
      assertThat(task.relativeTestError(risk.fittingRatio()))
          .isCloseTo(risk.test() / full, within(2e-3));
    }
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> new FittingRatio(1, 1.5, 0)).hasMessageContaining("not 1.0 and 1.5");
    assertThatThrownBy(() -> new FittingRatio(1.5, 4, 0)).hasMessageContaining("1.5 and 4.0");
    assertThatThrownBy(() -> new FittingRatio(1.5, 1.5, -0.1))
        .hasMessage("The relative noise must be finite and at least 0, not -0.1.");
    assertThatThrownBy(() -> new FittingRatio(1.5, 1.5, 0).relativeTestError(1))
        .hasMessage("A fitting ratio must lie in [0, 1), not 1.0.");
    assertThat(new FittingRatio(1.5, 1.5, 1))
        .hasToString("FittingRatio(alpha=1.5, beta=1.5, noise=1.0)");
  }
}
