package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BettingConfidenceSequenceTest {
  private static final List<Double> VALUES =
      List.of(.62, .71, .55, .80, .66, .59, .73, .68, .91, .77);

  private final Inference inference = Inference.boundedMean(0, 1);

  // The authors' own package, confseq 0.0.11: diversified_betting_mart with the constant bets f/m
  // and f/(1-m), f = 1/21..20/21, trunc_scale 1; the ends by scipy.optimize.brentq.
  @Test
  void theIntervalIsThatOfTheAuthorsPackage() {
    Interval interval = inference.interval(VALUES, 0.05);
    assertThat(interval.low()).isCloseTo(0.4112952190873528, within(1e-12));
    assertThat(interval.high()).isCloseTo(0.835018494587421, within(1e-12));
  }

  @Test
  void thePValueIsThatOfTheAuthorsPackage() {
    assertThat(inference.pValue(VALUES, Interval.atLeast(0.5)))
        .isCloseTo(2 / 8.336046570845884, within(1e-12));
    assertThat(inference.pValue(VALUES, Interval.atLeast(0.9)))
        .isCloseTo(2 / 3346.5688420360075, within(1e-14));
  }

  @Test
  void boundsElsewhereOnlyScaleIt() {
    List<Double> scaled = VALUES.stream().map(x -> 40 * x - 20).toList();
    Interval interval = Inference.boundedMean(-20, 20).interval(scaled, 0.05);
    assertThat(interval.low()).isCloseTo(40 * 0.4112952190873528 - 20, within(1e-10));
    assertThat(interval.high()).isCloseTo(40 * 0.835018494587421 - 20, within(1e-10));
  }

  @Test
  void valuesAtTheBoundKeepTheBoundOpen() {
    // Seeds that all failed never prove that the mean is exactly the bound.
    Interval interval = inference.interval(Collections.nCopies(10, 1.0), 0.05);
    assertThat(interval.high()).isEqualTo(1);
    assertThat(interval.low()).isBetween(0.5, 0.7);
    assertThat(inference.pValue(Collections.nCopies(10, 1.0), Interval.atLeast(1))).isEqualTo(1);
    // One other value refutes it.
    assertThat(inference.pValue(List.of(1.0, 0.5), Interval.atLeast(1))).isZero();
    assertThat(inference.interval(List.of(1.0, 0.5), 0.05).high()).isLessThan(1);
  }

  @Test
  void theBoundsThemselvesAreCertain() {
    assertThat(inference.pValue(List.of(0.3), Interval.between(0, 1))).isZero();
    assertThat(inference.pValue(List.of(0.3), Interval.atLeast(1.1))).isZero();
    assertThat(inference.pValue(List.of(0.3), Interval.between(0.2, 1))).isEqualTo(1);
  }

  @Test
  void knowsNothingWithoutValuesOrWhereOneIsNotFinite() {
    assertThat(inference.interval(List.of(), 0.05)).isEqualTo(Interval.ALL);
    assertThat(inference.interval(List.of(0.5, Double.NaN), 0.05)).isEqualTo(Interval.ALL);
    assertThat(inference.pValue(List.of(0.5, Double.NaN), Interval.atLeast(0))).isEqualTo(1);
  }

  @Test
  void refusesBoundsThatAreNoneAndValuesBeyondThem() {
    assertThatThrownBy(() -> Inference.boundedMean(1, 0))
        .hasMessage(
            "the bounds of a bounded mean must be finite, the lower first, but are 1.0 and 0.0");
    assertThatThrownBy(() -> Inference.boundedMean(0, Double.POSITIVE_INFINITY))
        .hasMessageContaining("must be finite");
    assertThatThrownBy(() -> inference.interval(List.of(0.5, 1.01), 0.05))
        .hasMessage("the expectation says that values lie in [0.0, 1.0], but one is 1.01");
    assertThat(inference.interval(List.of(0.5, 1 + 1e-12), 0.05).high()).isLessThanOrEqualTo(1);
  }

  @Test
  void staysFiniteWithThousandsOfSeeds() {
    Interval interval = inference.interval(Collections.nCopies(5000, 0.25), 0.05);
    assertThat(interval.low()).isBetween(0.24, 0.25);
    assertThat(interval.high()).isBetween(0.25, 0.26);
    assertThat(inference.pValue(Collections.nCopies(5000, 0.25), Interval.atMost(0.5)))
        .isLessThan(1e-100);
  }
}
