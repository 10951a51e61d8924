package dev.assay.methods;

import static dev.assay.methods.Eigenframework.INFINITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EigenframeworkTest {
  private static final Offset<Double> TIGHT = within(1e-9);

  private final Eigenframework powerLaw =
      new Eigenframework(Eigenstructure.powerLaw(1.5, 1.5, 3000), 0.5);

  /** The two equations solved one inside the other by scipy's brentq. */
  @ParameterizedTest
  @CsvSource({
    "256, 64, 1, 1.0553023684818088, 0.7457130011429383, 0.004646892584971205, 0.012820355937977208",
    "256, 256, 1e-3, 5.077123003850771, 0.02537561197390012, 5.525360452421019e-05, 0.0007815579681069597",
    "256, 2048, 0.1, 0.8987927105747856, 0.09431156054733582, 0.0012058890175866044, 0.001317204102667058",
    "1024, 256, 0.01, 0.8922401768441038, 0.5079744881918455, 1.29425538398226e-05, 0.0007132974950148143",
    "64, 256, 0.3, 1.162281167783638, 0.18244223140682522, 0.01183134704587347, 0.013934833653141328"
  })
  void agreesWithTheTwoEquationsSolvedApart(
      int samples,
      int features,
      double ridge,
      double test,
      double train,
      double kappa,
      double gamma) {
    Eigenframework.Risk risk = powerLaw.at(samples, features, ridge);
    assertThat(risk.test()).isCloseTo(test, TIGHT);
    assertThat(risk.train()).isCloseTo(train, TIGHT);
    assertThat(risk.kappa() / kappa).isCloseTo(1, TIGHT);
    assertThat(risk.gamma() / gamma).isCloseTo(1, TIGHT);
    assertThat(risk.ridge() / ridge).isCloseTo(1, TIGHT);
    assertThat(risk.fittingRatio()).isCloseTo(Math.pow(ridge / (samples * risk.kappa()), 2), TIGHT);
  }

  @Test
  void agreesWithKernelRidgeRegressionSolvedApart() {
    Eigenframework.Risk risk = powerLaw.at(256, INFINITE, 0.1);
    assertThat(risk.test()).isCloseTo(0.8701320674132865, TIGHT);
    assertThat(risk.train()).isCloseTo(0.08254474897679927, TIGHT);
    assertThat(risk.kappa()).isCloseTo(0.0012682588344774084, TIGHT).isEqualTo(risk.gamma());
    assertThat(powerLaw.at(256, 1e11, 0.1).test()).isCloseTo(risk.test(), TIGHT);
  }

  /** Equal eigenvalues: least-norm linear regression, whose risk Hastie et al. (2022) give. */
  @Test
  void isLinearRegressionWhereAllEigenvaluesAreEqual() {
    double[] ones = new double[200];
    Arrays.fill(ones, 1);
    double[] target = new double[200];
    Arrays.fill(target, 1.0 / 200);
    Eigenframework flat = new Eigenframework(Eigenstructure.of(ones, target), 0.3);
    // Bias 1 - n / m, variance sigma^2 / (m / n - 1), and the noise itself.
    assertThat(flat.at(100, INFINITE, 0).test()).isCloseTo(0.5 + 0.3 + 0.3, TIGHT);
    assertThat(flat.at(100, INFINITE, 0).train()).isZero();
    // More samples than modes: sigma^2 / (1 - m / n), and training error sigma^2 (1 - m / n).
    Eigenframework.Risk tiny = flat.at(800, INFINITE, 1e-9);
    assertThat(tiny.test()).isCloseTo(0.3 / 0.75, within(1e-8));
    assertThat(tiny.train()).isCloseTo(0.3 * 0.75, within(1e-8));
    assertThatThrownBy(() -> flat.at(800, INFINITE, 0))
        .hasMessageContaining("more modes than samples or features");
  }

  @Test
  void withoutRidgeTheErrorIsTheLimitAndInfiniteWhereFeaturesAreAsManyAsSamples() {
    for (int features : new int[] {64, 1024}) {
      Eigenframework.Risk limit = powerLaw.at(256, features, 1e-12);
      Eigenframework.Risk ridgeless = powerLaw.at(256, features, 0);
      assertThat(ridgeless.test()).isCloseTo(limit.test(), TIGHT);
      assertThat(ridgeless.train()).isCloseTo(limit.train(), TIGHT);
    }
    assertThat(powerLaw.at(256, 64, 0).fittingRatio()).isCloseTo(0.75 * 0.75, TIGHT);
    assertThat(powerLaw.at(256, 256, 0).test()).isInfinite();
  }

  @Test
  void theBestRidgeIsTheNoiseWhereTheTargetIsDrawnFromTheKernelsOwnPrior() {
    Eigenframework.Risk best = powerLaw.optimum(256, INFINITE);
    assertThat(best.ridge()).isCloseTo(0.5, within(1e-6));
    assertThat(best.test()).isCloseTo(0.8181312045357007, TIGHT);
  }

  /** Least values by scipy's bounded minimiser over the log of the ridge. */
  @Test
  void findsTheBestRidgeOfFiniteFeaturesToo() {
    assertThat(powerLaw.optimum(256, 2048).test()).isCloseTo(0.8291841478529052, TIGHT);
    assertThat(powerLaw.optimum(256, 64).test()).isCloseTo(1.049012702978371, TIGHT);
    assertThat(powerLaw.optimum(64, 256).ridge()).isCloseTo(0.75398586, within(1e-5));
  }

  @Test
  void theBestRidgeIsNoneWithoutNoiseWhereBetaIsAtLeastAlpha() {
    Eigenframework.Risk best =
        new Eigenframework(Eigenstructure.powerLaw(1.5, 1.5), 0).optimum(2000, INFINITE);
    assertThat(best.ridge()).isZero();
    assertThat(best.fittingRatio()).isZero();
    assertThat(best.test()).isCloseTo(0.08406490205604464, within(1e-6));
  }

  @Test
  void aFittingRatioHasItsRidge() {
    for (double features : new double[] {200, INFINITE}) {
      Eigenframework.Risk half = powerLaw.atFittingRatio(256, features, 0.5);
      assertThat(powerLaw.at(256, features, half.ridge()).fittingRatio()).isCloseTo(0.5, TIGHT);
    }
    assertThat(powerLaw.atFittingRatio(256, INFINITE, 0).ridge()).isZero();
    assertThatThrownBy(() -> powerLaw.atFittingRatio(256, 64, 0.5))
        .hasMessage("The fitting ratio must lie in [0.5625, 1), not 0.5.");
    assertThatThrownBy(() -> powerLaw.atFittingRatio(256, INFINITE, 1))
        .hasMessageContaining("not 1.0");
  }

  @Test
  void refusesBadArguments() {
    Eigenstructure task = Eigenstructure.powerLaw(1.5, 1.5, 10);
    assertThatThrownBy(() -> new Eigenframework(task, -1))
        .hasMessage("The noise's variance must be finite and at least 0, not -1.0.");
    assertThatThrownBy(() -> powerLaw.at(0, 10, 1))
        .hasMessage("The number of samples must be positive, not 0.");
    assertThatThrownBy(() -> powerLaw.optimum(10, 0.5))
        .hasMessage("The number of features must be at least 1, not 0.5.");
    assertThatThrownBy(() -> powerLaw.at(10, 10, -1))
        .hasMessage("The ridge must be finite and at least 0, not -1.0.");
    assertThat(new Eigenframework(task, 0.5).toString()).contains("modes=10", "noiseVariance=0.5");
  }
}
