package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateFitTest {
  private final double[] times = IntStream.rangeClosed(1, 50).asDoubleStream().toArray();

  @Test
  void findsThePowerAndTheRate() {
    double[] power = IntStream.range(0, 50).mapToDouble(i -> 3 / (times[i] * times[i])).toArray();
    RateFit.Selection first = RateFit.select(times, power);
    assertThat(first.better().family()).isEqualTo(RateFit.Family.POWER_LAW);
    assertThat(first.better().slope()).isCloseTo(-2, within(1e-12));
    assertThat(first.better().at(10)).isCloseTo(0.03, within(1e-12));

    double[] decay = IntStream.range(0, 50).mapToDouble(i -> Math.exp(-0.3 * times[i])).toArray();
    RateFit.Selection second = RateFit.select(times, decay);
    assertThat(second.better().family()).isEqualTo(RateFit.Family.EXPONENTIAL);
    assertThat(second.better().slope()).isCloseTo(-0.3, within(1e-12));
  }

  @Test
  void matchesALeastSquaresFitByHand() {
    // log E = 0, 1, 1 at t = 0, 1, 2: slope 1/2, intercept 1/6, residuals -1/6, 1/3, -1/6.
    RateFit.Fit fit = RateFit.exponential(new double[] {0, 1, 2}, new double[] {1, Math.E, Math.E});
    assertThat(fit.slope()).isCloseTo(0.5, within(1e-15));
    assertThat(fit.intercept()).isCloseTo(1.0 / 6, within(1e-15));
    assertThat(fit.residualSumOfSquares()).isCloseTo(1.0 / 6, within(1e-15));
    assertThat(fit.slopeError()).isCloseTo(Math.sqrt(1.0 / 12), within(1e-15));
  }

  @Test
  void keepsAPieceOfACurve() {
    RateFit.Curve piece =
        RateFit.between(new double[] {1, 2, 3, 4}, new double[] {1, 0.1, 0.01, 0.001}, 0.005, 0.5);
    assertThat(piece.times()).containsExactly(2, 3);
    assertThat(piece.errors()).containsExactly(0.1, 0.01);
  }

  @Test
  void refusesWhatHasNoLogarithmOrNoSlope() {
    assertThatThrownBy(() -> RateFit.exponential(new double[] {1, 2}, new double[] {1, 0}))
        .hasMessage("An error must be positive and finite, not 0.0.");
    assertThatThrownBy(() -> RateFit.powerLaw(new double[] {0, 2}, new double[] {1, 1}))
        .hasMessageContaining("A time");
    assertThatThrownBy(() -> RateFit.powerLaw(new double[] {2}, new double[] {1}))
        .hasMessageContaining("two different times");
    assertThatThrownBy(() -> RateFit.powerLaw(new double[] {2}, new double[] {1, 2}))
        .hasMessageContaining("2 and 1");
  }
}
