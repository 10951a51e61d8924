package dev.assay.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {
  @Test
  void isThatOfR() {
    // p.adjust(p, "holm"), R 4.2.2; statsmodels 0.13.5's multipletests agrees.
    assertThat(Holm.adjusted(0.01, 0.04, 0.03, 0.005, 0.2))
        .containsExactly(new double[] {0.04, 0.09, 0.09, 0.025, 0.2}, within(1e-15));
  }

  @Test
  void keepsEqualPValuesEqualAndStaysAtMostOne() {
    assertThat(Holm.adjusted(0.9, 0.02, 0.02, 0.9))
        .containsExactly(new double[] {1, 0.08, 0.08, 1}, within(1e-15));
    assertThat(Holm.adjusted()).isEmpty();
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> Holm.adjusted(0.5, 1.1))
        .hasMessage("a p-value must lie in [0, 1], but one is 1.1");
    assertThatThrownBy(() -> Holm.adjusted(Double.NaN)).hasMessageContaining("is NaN");
  }
}
