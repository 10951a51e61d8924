package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearGeneralizationDynamicsTest {
  private static final Offset<Double> TIGHT = within(1e-6);
  private static final Offset<Double> PILOT = within(0.006);

  private static double test(double load, double time) {
    return new LinearGeneralizationDynamics(load, 4, 0.01).test(time);
  }

  /** Moments from free probability: 1, a, a + a^2, and 1 / (a - 1) for the inverse. */
  @ParameterizedTest
  @CsvSource({"0.5", "1", "3"})
  void theLawHasItsMoments(double load) {
    MarchenkoPastur law = new MarchenkoPastur(load);
    assertThat(law.mean(l -> 1)).isCloseTo(1, TIGHT);
    assertThat(law.mean(l -> l)).isCloseTo(load, TIGHT);
    assertThat(law.mean(l -> l * l)).isCloseTo(load + load * load, TIGHT);
    if (load > 1) {
      assertThat(law.mean(l -> 1 / l)).isCloseTo(1 / (load - 1), TIGHT);
    }
    assertThat(law.distribution(law.high())).isCloseTo(1, TIGHT);
    assertThat(law.distribution(law.low() / 2)).isCloseTo(Math.max(0, 1 - load), TIGHT);
    assertThat(law.density(law.high() + 0.1)).isZero();
  }

  /** By scipy's quad over the density itself. */
  @Test
  void theLawHasItsDistribution() {
    assertThat(new MarchenkoPastur(0.5).distribution(0.7)).isCloseTo(0.7171847427, TIGHT);
    assertThat(new MarchenkoPastur(3).distribution(3)).isCloseTo(0.5617834831, TIGHT);
    assertThat(new MarchenkoPastur(1).distribution(0.5)).isCloseTo(0.4405956558, TIGHT);
    assertThat(new MarchenkoPastur(1).distribution(-1)).isZero();
    // Near 0 the density is 1 / (pi sqrt(l)).
    assertThat(new MarchenkoPastur(1).distribution(1e-10)).isCloseTo(2e-5 / Math.PI, within(1e-8));
  }

  /** By scipy's quad, and by a pilot's formulas and simulation of two decimals. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5, 3.977862445465128, 1.5903871985893412",
    "0.5, 5, 3.6771967124690987, 0.05772367657917202",
    "1.5, 2, 2.042597754789803, 0.4964143488087067",
    "1, 20, 3.8336196350086382, 0.09351691014626504",
    "3, 0.5, 1.7148972102382634, 0.9660864307625772"
  })
  void bothErrorsAreTheirIntegrals(double load, double time, double test, double train) {
    LinearGeneralizationDynamics dynamics = new LinearGeneralizationDynamics(load, 4, 0.01);
    assertThat(dynamics.test(time)).isCloseTo(test, TIGHT);
    assertThat(dynamics.train(time)).isCloseTo(train, TIGHT);
  }

  @Test
  void theCurveIsThePilots() {
    double[] times = {0, 0.5, 1, 2, 5, 20, 100, 1000};
    double[] pilot = {5.01, 3.98, 3.70, 3.59, 3.68, 3.96, 4.01, 4.01};
    for (int i = 0; i < times.length; i++) {
      assertThat(test(0.5, times[i])).isCloseTo(pilot[i], PILOT);
    }
    assertThat(test(1.5, Double.POSITIVE_INFINITY)).isCloseTo(3, TIGHT);
    assertThat(test(1.5, 1e4)).isCloseTo(3, TIGHT);
    assertThat(test(0.5, Double.POSITIVE_INFINITY)).isCloseTo(test(0.5, 1e4), TIGHT);
    assertThat(test(1, Double.POSITIVE_INFINITY)).isInfinite();
  }

  @Test
  void trainingBeginsAtTheTargetsPowerAndEndsAtWhatCannotBeFitted() {
    LinearGeneralizationDynamics dynamics = new LinearGeneralizationDynamics(2.5, 4, 0.01);
    assertThat(dynamics.train(0)).isCloseTo(4.01 + 1, TIGHT);
    assertThat(dynamics.train(Double.POSITIVE_INFINITY)).isEqualTo(0.6);
    assertThat(dynamics.train(1e4)).isCloseTo(0.6, TIGHT);
    assertThat(new LinearGeneralizationDynamics(0.5, 4, 0).train(1e5)).isCloseTo(0, TIGHT);
  }

  /** Least errors over time for seven loads from a pilot; two of them and times by scipy. */
  @Test
  void stopsAtTheLeastError() {
    double[] loads = {0.25, 0.5, 0.8, 1, 1.25, 2, 4};
    double[] least = {4.24, 3.58, 2.94, 2.60, 2.28, 1.73, 1.31};
    for (int i = 0; i < loads.length; i++) {
      assertThat(new LinearGeneralizationDynamics(loads[i], 4, 0).leastTest())
          .isCloseTo(least[i], PILOT);
    }
    LinearGeneralizationDynamics one = new LinearGeneralizationDynamics(1, 4, 0);
    assertThat(one.leastTest()).isCloseTo(2.600129400417, TIGHT);
    assertThat(one.stopTime()).isCloseTo(2.4651074, within(1e-4));
    assertThat(new LinearGeneralizationDynamics(4, 100, 0).stopTime())
        .isCloseTo(3.86837955, within(1e-4));
    assertThat(new LinearGeneralizationDynamics(1, 0, 0).stopTime()).isZero();
  }

  @Test
  void theBestRidgeIsTheInverseOfTheSignal() {
    LinearGeneralizationDynamics dynamics = new LinearGeneralizationDynamics(1, 4, 0);
    assertThat(dynamics.leastRidge()).isCloseTo(2.561552812809103, TIGHT);
    assertThat(dynamics.ridge(0.2)).isGreaterThan(dynamics.leastRidge());
    assertThat(dynamics.ridge(0.3)).isGreaterThan(dynamics.leastRidge());
    assertThat(new LinearGeneralizationDynamics(0.5, 4, 0).leastRidge())
        .isCloseTo(3.56155281280883, TIGHT);
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> new LinearGeneralizationDynamics(0, 4, 0))
        .hasMessage("The load must be positive and finite, not 0.0.");
    assertThatThrownBy(() -> new LinearGeneralizationDynamics(1, -4, 0))
        .hasMessageContaining("-4.0");
    assertThatThrownBy(() -> test(1, -1)).hasMessage("A time must be at least 0, not -1.0.");
    assertThatThrownBy(() -> new LinearGeneralizationDynamics(1, 4, 0).ridge(0))
        .hasMessageContaining("ridge must be positive");
  }
}
