package dev.assay.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.lab.Interval;
import org.junit.jupiter.api.Test;

class TTestTest {
  @Test
  void thePairedTestOfStudentsSleepDataIsThatOfScipy() {
    // scipy.stats.ttest_rel, SciPy 1.17.1; R 4.2.2's t.test gives the same p-value.
    PairedTTest test = PairedTTest.of(Sleep.first(), Sleep.second());
    assertThat(test.estimate()).isCloseTo(-1.58, within(1e-12));
    assertThat(test.degreesOfFreedom()).isEqualTo(9);
    assertThat(test.statistic()).isCloseTo(-4.062127683382037, within(1e-12));
    assertThat(test.pValue()).isCloseTo(0.002832890197384273, within(1e-14));
    Interval interval = test.interval(0.95);
    assertThat(interval.low()).isCloseTo(-2.4598857632, within(1e-9));
    assertThat(interval.high()).isCloseTo(-0.7001142367, within(1e-9));
  }

  @Test
  void welchsTestIsThatOfScipy() {
    // scipy.stats.ttest_ind(equal_var=False), SciPy 1.17.1; R 4.2.2's t.test agrees.
    WelchTTest test = WelchTTest.of(Sleep.first(), Sleep.eight());
    assertThat(test.statistic()).isCloseTo(-1.2783237507283336, within(1e-12));
    assertThat(test.degreesOfFreedom()).isCloseTo(14.220406935718497, within(1e-10));
    assertThat(test.pValue()).isCloseTo(0.22160653152142118, within(1e-12));
    assertThat(test.interval(0.9).low()).isCloseTo(-2.762472586315858, within(1e-9));
    assertThat(test.interval(0.9).high()).isCloseTo(0.43747258631585617, within(1e-9));
    assertThat(test.interval(0.95).low()).isCloseTo(-3.110123898883175, within(1e-9));
  }

  @Test
  void equivalenceIsThatOfStatsmodels() {
    // statsmodels 0.13.5: ttost_paired(x, y, -3, -0.5), ttost_ind(x, y, -4, 1, usevar="unequal").
    TostEquivalence paired = TostEquivalence.paired(Sleep.first(), Sleep.second(), -3, -0.5);
    assertThat(paired.lowerPValue()).isCloseTo(0.0026555702926586685, within(1e-14));
    assertThat(paired.upperPValue()).isCloseTo(0.010759243378387266, within(1e-14));
    assertThat(paired.pValue()).isEqualTo(paired.upperPValue());
    TostEquivalence welch = TostEquivalence.welch(Sleep.first(), Sleep.eight(), -4, 1);
    assertThat(welch.lowerPValue()).isCloseTo(0.0037028951630168434, within(1e-13));
    assertThat(welch.pValue()).isCloseTo(0.01597543718343455, within(1e-13));
  }

  @Test
  void equivalenceIsShownJustWhereItsIntervalLiesInTheMargin() {
    TostEquivalence test = TostEquivalence.paired(Sleep.first(), Sleep.second(), -3, -0.5);
    double p = test.pValue();
    assertThat(test.margin().contains(test.interval(p * 1.0001))).isTrue();
    assertThat(test.margin().contains(test.interval(p * 0.9999))).isFalse();
    assertThatThrownBy(() -> test.interval(0.5))
        .hasMessage("alpha must lie in (0, 0.5), but is 0.5");
    assertThatThrownBy(
            () ->
                TostEquivalence.paired(Sleep.first(), Sleep.second(), Double.NEGATIVE_INFINITY, 1))
        .hasMessage("a margin of equivalence needs two finite ends that differ, but is <= 1");
  }

  @Test
  void refusesSamplesThatAllowNoTest() {
    double[] three = {0.1, 0.2, 0.3};
    // Shifted by 0.7: the differences vary by rounding alone.
    double[] shifted = {0.1 + 0.7, 0.2 + 0.7, 0.3 + 0.7};
    assertThatThrownBy(() -> PairedTTest.of(three, new double[] {1, 2}))
        .hasMessage("paired samples need the same length, but x has 3 values and y has 2");
    assertThatThrownBy(() -> PairedTTest.of(new double[] {1}, new double[] {2}))
        .hasMessage("x needs at least 2 values, but has 1");
    assertThatThrownBy(() -> PairedTTest.of(three, new double[] {1, Double.NaN, 2}))
        .hasMessage("y must hold finite numbers, but y[1] is NaN");
    assertThatThrownBy(() -> PairedTTest.of(three, shifted))
        .hasMessage(
            "a paired t test needs differences that vary,"
                + " but they are all the same up to rounding");
    assertThatThrownBy(() -> WelchTTest.of(new double[] {1, 1}, new double[] {2, 2}))
        .hasMessageContaining("a Welch test needs a sample whose values vary");
    assertThatThrownBy(() -> PairedTTest.of(Sleep.first(), Sleep.second()).interval(1))
        .hasMessage("a level must lie in (0, 1), but is 1.0");
  }

  @Test
  void oneSampleWithoutSpreadIsEnoughForWelch() {
    // By hand: (2.5 - 1) / sqrt((5/3) / 4), with the degrees of freedom of the sample that varies.
    WelchTTest test = WelchTTest.of(new double[] {1, 2, 3, 4}, new double[] {1, 1, 1});
    assertThat(test.statistic()).isCloseTo(1.5 / Math.sqrt(5.0 / 12), within(1e-12));
    assertThat(test.degreesOfFreedom()).isCloseTo(3, within(1e-12));
  }
}
