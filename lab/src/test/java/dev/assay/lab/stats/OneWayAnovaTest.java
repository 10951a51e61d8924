package dev.assay.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneWayAnovaTest {
  @Test
  void isThatOfScipy() {
    // scipy.stats.f_oneway, SciPy 1.17.1.
    double[] third = Arrays.stream(Sleep.first()).limit(5).map(x -> x + 3).toArray();
    OneWayAnova anova = OneWayAnova.of(List.of(Sleep.first(), Sleep.second(), third));
    assertThat(anova.statistic()).isCloseTo(2.629985060198611, within(1e-12));
    assertThat(anova.betweenDegreesOfFreedom()).isEqualTo(2);
    assertThat(anova.withinDegreesOfFreedom()).isEqualTo(22);
    assertThat(anova.pValue()).isCloseTo(0.09459547425378913, within(1e-13));
  }

  @Test
  void refusesGroupsThatAllowNoTest() {
    assertThatThrownBy(() -> OneWayAnova.of(List.of(Sleep.first())))
        .hasMessage("an analysis of variance needs at least two groups, but got 1");
    assertThatThrownBy(() -> OneWayAnova.of(List.of(Sleep.first(), new double[] {1})))
        .hasMessage("group 2 needs at least 2 values, but has 1");
    assertThatThrownBy(() -> OneWayAnova.of(List.of(new double[] {1, 1}, new double[] {2, 2})))
        .hasMessageContaining("needs a group whose values vary");
  }
}
