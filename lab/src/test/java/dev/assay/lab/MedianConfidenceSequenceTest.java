package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MedianConfidenceSequenceTest {
  private final Inference inference = Inference.median();

  /**
   * 2/E where E is the integral from 1/2 to 1 of 2 (2q)^k (2 (1-q))^(n-k), by scipy.integrate.quad
   * (SciPy 1.17.1).
   */
  @ParameterizedTest
  @CsvSource({
    "8, 8, 0.03522504892367906",
    "12, 11, 0.03815113719735877",
    "20, 16, 0.09738204110346214",
    "30, 22, 0.16988646711005762"
  })
  void thePValueIsThatOfTheMixtureOverLargerProbabilities(int n, int above, double expected) {
    List<Double> values =
        IntStream.range(0, n).mapToObj(i -> i < above ? 1.0 + i : -1.0 - i).toList();
    assertThat(inference.pValue(values, Interval.atLeast(0))).isCloseTo(expected, within(1e-13));
    assertThat(inference.pValue(values, Interval.atMost(0))).isCloseTo(expected, within(1e-13));
  }

  /** The counts at which the same integral reaches 40. */
  @ParameterizedTest
  @CsvSource({"8, 8", "10, 10", "15, 14", "20, 17", "30, 24", "50, 36"})
  void theIntervalEndsAtOrderStatistics(int n, int count) {
    List<Double> values = IntStream.rangeClosed(1, n).mapToObj(i -> (double) i).toList();
    assertThat(inference.interval(values, 0.05)).isEqualTo(Interval.between(n - count + 1, count));
  }

  @Test
  void oneValueHoweverWildMovesNothing() {
    List<Double> values = IntStream.rangeClosed(1, 20).mapToObj(i -> (double) i).toList();
    List<Double> wild = new java.util.ArrayList<>(values);
    wild.set(19, 1e300);
    assertThat(inference.interval(wild, 0.05)).isEqualTo(inference.interval(values, 0.05));
    assertThat(inference.estimate(wild)).isEqualTo(10.5);
  }

  @Test
  void tiesAtTheRegionsEdgeCountForTheRegion() {
    List<Double> zeros = Collections.nCopies(10, 0.0);
    assertThat(inference.interval(zeros, 0.05)).isEqualTo(Interval.between(0, 0));
    assertThat(inference.pValue(zeros, Interval.atLeast(0))).isLessThan(0.05);
    assertThat(inference.pValue(zeros, Interval.atLeast(1e-9))).isLessThan(0.05);
    // Half of the values at the edge say nothing against it.
    List<Double> half = DoubleStream.of(0, 0, 0, 0, 0, 1, 1, 1, 1, 1).boxed().toList();
    assertThat(inference.pValue(half, Interval.atMost(0))).isEqualTo(1);
  }

  @Test
  void knowsNothingBeforeTheEighthSeedOrWhereAValueIsNotFinite() {
    assertThat(inference.interval(Collections.nCopies(7, 1.0), 0.05)).isEqualTo(Interval.ALL);
    assertThat(inference.interval(Collections.nCopies(8, 1.0), 0.05)).isNotEqualTo(Interval.ALL);
    List<Double> values = new java.util.ArrayList<>(Collections.nCopies(20, 1.0));
    values.set(3, Double.NaN);
    assertThat(inference.interval(values, 0.05)).isEqualTo(Interval.ALL);
    assertThat(inference.pValue(values, Interval.atLeast(0))).isEqualTo(1);
    assertThat(inference.estimate(List.of())).isNaN();
  }

  @Test
  void staysExactWithThousandsOfSeeds() {
    assertThat(inference.pValue(Collections.nCopies(3000, 1.0), Interval.atLeast(0))).isZero();
    assertThat(inference.interval(Collections.nCopies(3000, 1.0), 0.05))
        .isEqualTo(Interval.between(1, 1));
  }

  @Test
  void refusesALevelThatIsNone() {
    assertThatThrownBy(() -> inference.interval(List.of(1.0), 0))
        .hasMessage("alpha must lie in (0, 1), but is 0.0");
  }
}
