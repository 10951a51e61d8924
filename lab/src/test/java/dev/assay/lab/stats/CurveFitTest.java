package dev.assay.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.lab.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CurveFitTest {
  private static final double[] X = {1, 2, 4, 8, 16, 32, 64, 128};
  private static final double[] Y = {5.31, 4.02, 3.31, 2.72, 2.41, 2.22, 2.08, 2.01};

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** scipy.optimize.curve_fit with tolerances of 1e-15 and several starts, SciPy 1.17.1. */
  @ParameterizedTest
  @CsvSource({
    "LINE, 3.5193725762469046, -0.015980316117549954, , 5.830314685378408",
    "POWER_LAW, 4.919049021561648, -0.23220150880902654, , 0.5918071569200244",
    "POWER_LAW_WITH_OFFSET, 3.44985282176791, -0.650812652603881, 1.8544571779222099,"
        + " 0.005113270623489108",
    "EXPONENTIAL, 3.7281259415715566, -0.008674332833425606, , 5.068838023842533",
    "EXPONENTIAL_WITH_OFFSET, 4.099479437761359, -0.33611798759199185, 2.2114350580617925,"
        + " 0.25359050054951027"
  })
  void theFitIsThatOfScipy(CurveModel model, double a, double b, Double c, double squares) {
    CurveFit fit = CurveFit.of(model, X, Y);
    List<Double> expected = c == null ? List.of(a, b) : List.of(a, b, c);
    assertThat(fit.parameters()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(fit.parameters().get(i))
          .isCloseTo(expected.get(i), Percentage.withPercentage(1e-5));
    }
    assertThat(fit.residualSumOfSquares()).isCloseTo(squares, within(1e-10));
  }

  @Test
  void risingCurvesAndNegativeXAreFittedToo() {
    // scipy.optimize.curve_fit, as above.
    double[] x = {-3, -1, 0, 2, 3, 5};
    double[] y = {.2, .5, .8, 2.1, 3.6, 9.7};
    CurveFit fit = CurveFit.of(CurveModel.EXPONENTIAL_WITH_OFFSET, x, y);
    assertThat(fit.parameters().get(0)).isCloseTo(0.7783372998325957, within(1e-6));
    assertThat(fit.parameters().get(1)).isCloseTo(0.5041969298926802, within(1e-6));
    assertThat(fit.parameters().get(2)).isCloseTo(0.021808180197363303, within(1e-6));
    CurveFit power =
        CurveFit.of(
            CurveModel.POWER_LAW,
            new double[] {100, 200, 300, 500, 900, 1500},
            new double[] {3.1, 5.9, 9.4, 14.8, 27.9, 44.});
    assertThat(power.parameters().get(0)).isCloseTo(0.036802142540268146, within(1e-7));
    assertThat(power.parameters().get(1)).isCloseTo(0.9700242155658768, within(1e-6));
  }

  @ParameterizedTest
  @EnumSource
  void theCurveIsThatOfItsParameters(CurveModel model) {
    CurveFit fit = CurveFit.of(model, X, Y);
    double a = fit.parameters().get(0);
    double b = fit.parameters().get(1);
    double c = fit.parameters().size() > 2 ? fit.parameters().get(2) : 0;
    double at = 200;
    double expected =
        switch (model) {
          case LINE -> a + b * at;
          case POWER_LAW, POWER_LAW_WITH_OFFSET -> a * Math.pow(at, b) + c;
          case EXPONENTIAL, EXPONENTIAL_WITH_OFFSET -> a * Math.exp(b * at) + c;
        };
    assertThat(fit.at(at)).isCloseTo(expected, within(1e-9));
  }

  @Test
  void theChoiceIsByTheCorrectedCriterion() {
    // n log(RSS/n) + 2k + 2k(k+1)/(n-k-1) of the fits above, in NumPy 2.4.6.
    ModelChoice choice = ModelChoice.of(X, Y);
    assertThat(choice.best().model()).isEqualTo(CurveModel.POWER_LAW_WITH_OFFSET);
    assertThat(choice.fits().stream().map(CurveFit::model))
        .containsExactly(
            CurveModel.POWER_LAW_WITH_OFFSET,
            CurveModel.POWER_LAW,
            CurveModel.EXPONENTIAL_WITH_OFFSET,
            CurveModel.EXPONENTIAL,
            CurveModel.LINE);
    assertThat(choice.aicc().stream().mapToDouble(value -> value).toArray())
        .containsExactly(
            new double[] {
              -37.50952728627752,
              -8.832127898331375,
              -6.278475124278428,
              8.349360504297275,
              9.469035473077456
            },
            within(1e-6));
    assertThat(choice.weights().get(1)).isCloseTo(5.926271119144687e-07, within(1e-12));
    assertThat(choice.weights().stream().mapToDouble(w -> w).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void ofCurvesThroughAllPointsTheSimplestIsChosen() {
    double[] y = Arrays.stream(X).map(x -> 3 * Math.pow(x, -0.5)).toArray();
    ModelChoice choice = ModelChoice.of(X, y);
    assertThat(choice.best().model()).isEqualTo(CurveModel.POWER_LAW);
    assertThat(choice.best().parameters().get(1)).isCloseTo(-0.5, within(1e-6));
    assertThat(choice.fits().get(1).parameters().get(2)).isCloseTo(0, within(1e-5));
  }

  @Test
  void modelsThatCannotBeFittedAreLeftOutWithTheReason() {
    ModelChoice choice =
        ModelChoice.of(new double[] {0, 1, 2, 3, 4}, new double[] {1, 3, 5, 7, 9.1});
    assertThat(choice.best().model()).isEqualTo(CurveModel.LINE);
    assertThat(choice.leftOut())
        .containsEntry(CurveModel.POWER_LAW, "a x^b needs x above 0, but one is 0.0")
        .containsEntry(
            CurveModel.EXPONENTIAL_WITH_OFFSET,
            "to choose a e^(b x) + c needs at least 6 points, but there are 5");
    assertThatThrownBy(() -> ModelChoice.of(new double[] {1, 2}, new double[] {1, 2}))
        .hasMessageStartingWith("no model can be fitted: to choose a + b x needs at least 5");
  }

  @Test
  void theBootstrapsIntervalsHoldTheTruthAsOftenAsTheySay() {
    // 200 data sets of a known law with normal errors; 90 % intervals, give or take three standard
    // errors of 2.1 points. 1,000 sets with 400 replications each gave 88.6 % and 88.3 %.
    int held = 0;
    int heldBeyond = 0;
    for (int set = 0; set < 200; set++) {
      RandomGenerator random = random(set);
      double[] x = new double[12];
      double[] y = new double[12];
      for (int i = 0; i < x.length; i++) {
        x[i] = Math.pow(2, i);
        y[i] = 3 * Math.pow(x[i], -0.4) + 1 + 0.02 * random.nextGaussian();
      }
      CurveFit.Bootstrap bootstrap =
          CurveFit.of(CurveModel.POWER_LAW_WITH_OFFSET, x, y).bootstrap(100, random);
      held += bootstrap.parameters(0.9).get(1).contains(-0.4) ? 1 : 0;
      double beyond = 3 * Math.pow(1e5, -0.4) + 1;
      heldBeyond += bootstrap.at(1e5, 0.9).contains(beyond) ? 1 : 0;
    }
    assertThat(held).isBetween(167, 193);
    assertThat(heldBeyond).isBetween(167, 193);
  }

  @Test
  void theBootstrapOfALineHasTheStandardErrorOfTheory() {
    // With residuals scaled, the replicates' variance of the slope is RSS/(n-p)/Sxx less the mean
    // of
    // the residuals, which is 0 for a line; half the width at .6827 is one standard error.
    double[] x = new double[30];
    double[] y = new double[30];
    RandomGenerator random = random(7);
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
      y[i] = 2 - 0.5 * i + random.nextGaussian();
    }
    CurveFit fit = CurveFit.of(CurveModel.LINE, x, y);
    Interval slope = fit.bootstrap(4000, random).parameters(0.6827).get(1);
    double error = Math.sqrt(fit.residualSumOfSquares() / 28 / 2247.5);
    assertThat((slope.high() - slope.low()) / 2)
        .isCloseTo(1.0182 * error, Percentage.withPercentage(5));
    assertThat((slope.high() + slope.low()) / 2)
        .isCloseTo(fit.parameters().get(1), within(error / 10));
  }

  @Test
  void refusesPointsThatDetermineNoCurve() {
    double[] five = {1, 2, 3, 4, 5};
    assertThatThrownBy(
            () -> CurveFit.of(CurveModel.POWER_LAW_WITH_OFFSET, five, new double[] {1, 1, 1, 1, 5}))
        .hasMessage(
            "the points do not determine the parameters of a x^b + c: the best fit is a step");
    assertThatThrownBy(() -> CurveFit.of(CurveModel.EXPONENTIAL_WITH_OFFSET, five, five))
        .hasMessageEndingWith("the best fit is a straight line");
    assertThatThrownBy(() -> CurveFit.of(CurveModel.LINE, five, new double[] {1, 2}))
        .hasMessage("points need as many x as y, but there are 5 and 2");
    assertThatThrownBy(() -> CurveFit.of(CurveModel.LINE, new double[] {1, 2}, new double[] {1, 2}))
        .hasMessage("x needs at least 3 values, but has 2");
    assertThatThrownBy(
            () ->
                CurveFit.of(CurveModel.EXPONENTIAL, new double[] {1, 1, 1}, new double[] {1, 2, 3}))
        .hasMessage("a e^(b x) needs points at 2 or more different x, but there are 1");
    assertThatThrownBy(
            () -> CurveFit.of(CurveModel.POWER_LAW, new double[] {0, 1, 2}, new double[] {1, 2, 3}))
        .hasMessage("a x^b needs x above 0, but one is 0.0");
    assertThatThrownBy(
            () ->
                CurveFit.of(
                    CurveModel.LINE, new double[] {1, 2, 3}, new double[] {1, Double.NaN, 3}))
        .hasMessage("y must hold finite numbers, but y[1] is NaN");
  }

  @Test
  void hasNoValueWhereItsModelHasNone() {
    assertThatThrownBy(() -> CurveFit.of(CurveModel.POWER_LAW, X, Y).at(0))
        .hasMessage("a x^b has no value at x = 0.0");
    assertThatThrownBy(() -> CurveFit.of(CurveModel.LINE, X, Y).at(Double.NaN))
        .hasMessage("a + b x has no value at x = NaN");
  }

  @Test
  void saysItselfInWords() {
    assertThat(
            CurveFit.of(CurveModel.LINE, new double[] {0, 1, 2}, new double[] {1, 3, 5}).toString())
        .isEqualTo("a + b x with a = 1.0, b = 2.0");
  }
}
