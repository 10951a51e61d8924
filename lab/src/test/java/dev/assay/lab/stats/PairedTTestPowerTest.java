package dev.assay.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedTTestPowerTest {
  /**
   * The defining integral of Phi(t s - delta) over the density of s = sqrt(V/nu), by
   * scipy.integrate.quad (SciPy 1.17.1). SciPy's nct.cdf agrees to 12 digits; R 4.2.2 does not in
   * the last three, where it changes to a normal approximation.
   */
  @ParameterizedTest
  @CsvSource({
    "2.0, 9, 1.5, 0.6558759139985497",
    "12.7, 1, 3, 0.8138032180076042",
    "636.6, 1, 3, 0.9962394803887622",
    "-1.0, 4, 0.7, 0.05992559505568847",
    "2.0, 30, -1.0, 0.9980855981660488",
    "40, 20, 38, 0.5833415438016495",
    "50, 10, 45, 0.6187193741379919",
    "45, 100, 40, 0.9304562064352613"
  })
  void theNoncentralTIsItsDefiningIntegral(double t, double nu, double delta, double expected) {
    assertThat(new NoncentralT(nu, delta).cumulativeProbability(t))
        .isCloseTo(expected, within(1e-12));
  }

  /** nct.sf(c) + nct.cdf(-c) at c = t.isf(alpha / 2), SciPy 1.17.1; R 4.2.2 agrees to 12 digits. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 10, 0.05, 0.2931756065140767",
    "0.5, 34, 0.05, 0.8077775012792738",
    "1, 10, 0.05, 0.8030968566327218",
    "-2, 5, 0.05, 0.9088848681009402",
    "0.2, 100, 0.01, 0.27118561402013214",
    "3, 3, 0.001, 0.027598992392194484",
    "0.01, 5, 0.05, 0.05003551230000818"
  })
  void powerIsThatOfScipy(double effect, int pairs, double alpha, double expected) {
    assertThat(PairedTTestPower.power(effect, pairs, alpha)).isCloseTo(expected, within(1e-12));
  }

  /** R 4.2.2: power.t.test(type = "paired", strict = TRUE)$n, rounded up. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0.8, 0.05, 34", // 33.367
    "1, 0.8, 0.05, 10", // 9.938
    "2, 0.8, 0.05, 5", // 4.221
    "0.1, 0.9, 0.01, 1492" // 1491.26
  })
  void neededPairsAreThoseOfR(double effect, double power, double alpha, int expected) {
    assertThat(PairedTTestPower.pairs(effect, power, alpha)).isEqualTo(expected);
  }

  @Test
  void withoutAnEffectThePowerIsTheLevel() {
    assertThat(PairedTTestPower.power(0, 7, 0.03)).isCloseTo(0.03, within(1e-12));
  }

  @Test
  void refusesWhatHasNoAnswer() {
    assertThatThrownBy(() -> PairedTTestPower.power(0.5, 1, 0.05))
        .hasMessage("a paired t test needs at least two pairs, but got 1");
    assertThatThrownBy(() -> PairedTTestPower.power(Double.NaN, 5, 0.05))
        .hasMessage("an effect must be finite, but is NaN");
    assertThatThrownBy(() -> PairedTTestPower.power(0.5, 5, 0))
        .hasMessage("alpha must lie in (0, 1), but is 0.0");
    assertThatThrownBy(() -> PairedTTestPower.pairs(0.5, 0.04, 0.05))
        .hasMessage("a power must lie above alpha = 0.05 and below 1, but is 0.04");
    assertThatThrownBy(() -> PairedTTestPower.pairs(0, 0.8, 0.05))
        .hasMessage("an effect of 0.0 needs more than ten million pairs");
  }
}
