package dev.assay.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;

/** What holds for each comparison of two samples, whatever the values. */
class StatisticsPropertiesTest {
  private static final Offset<Double> ROUNDING = within(1e-9);

  /** A two-sided p-value. */
  enum Comparison {
    PAIRED_T(true, (x, y) -> PairedTTest.of(x, y).pValue()),
    WELCH(false, (x, y) -> WelchTTest.of(x, y).pValue()),
    SIGNED_RANK(true, (x, y) -> WilcoxonSignedRankTest.of(x, y).pValue()),
    SIGN(true, (x, y) -> SignTest.of(x, y).pValue()),
    MANN_WHITNEY(false, (x, y) -> MannWhitneyTest.of(x, y).pValue()),
    ANOVA(false, (x, y) -> OneWayAnova.of(List.of(x, y)).pValue());

    private final boolean paired;

    @SuppressWarnings("ImmutableEnumChecker") // A function without state.
    private final ToDoubleBiFunction<double[], double[]> pValue;

    Comparison(boolean paired, ToDoubleBiFunction<double[], double[]> pValue) {
      this.paired = paired;
      this.pValue = pValue;
    }

    double pValue(Pairs pairs) {
      return pValue.applyAsDouble(pairs.x, pairs.y);
    }
  }

  /** Two samples of one size. */
  static final class Pairs {
    private final double[] x;
    private final double[] y;

    Pairs(double[] x, double[] y) {
      this.x = x;
      this.y = y;
    }

    Pairs map(DoubleUnaryOperator f) {
      return new Pairs(Arrays.stream(x).map(f).toArray(), Arrays.stream(y).map(f).toArray());
    }

    /** With the pairs in another order; unpaired, each sample in its own. */
    Pairs shuffled(boolean paired, Random random) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < x.length; i++) {
        order.add(i);
      }
      Collections.shuffle(order, random);
      double[] newX = order.stream().mapToDouble(i -> x[i]).toArray();
      if (!paired) {
        Collections.shuffle(order, random);
      }
      return new Pairs(newX, order.stream().mapToDouble(i -> y[i]).toArray());
    }

    @Override
    public String toString() {
      return Arrays.toString(x) + " " + Arrays.toString(y);
    }
  }

  /** Small whole numbers, so that there are ties, and no pair of samples without spread. */
  @Provide
  static Arbitrary<Pairs> pairs() {
    Arbitrary<double[]> values =
        Arbitraries.integers()
            .between(-12, 12)
            .map(i -> (double) i)
            .list()
            .ofSize(12)
            .map(list -> list.stream().mapToDouble(Double::doubleValue).toArray());
    return Arbitraries.integers()
        .between(3, 12)
        .flatMap(
            n ->
                values.flatMap(
                    x -> values.map(y -> new Pairs(Arrays.copyOf(x, n), Arrays.copyOf(y, n)))))
        .filter(
            pairs ->
                Arrays.stream(pairs.x).distinct().count() > 1
                    && IntStream.range(0, pairs.x.length)
                            .mapToDouble(i -> pairs.x[i] - pairs.y[i])
                            .distinct()
                            .count()
                        > 1);
  }

  @Property(tries = 300, seed = "1")
  void theOrderOfValuesPlaysNoPart(
      @ForAll Comparison test, @ForAll("pairs") Pairs pairs, @ForAll Random random) {
    assertThat(test.pValue(pairs.shuffled(test.paired, random)))
        .isCloseTo(test.pValue(pairs), ROUNDING);
  }

  @Property(tries = 300, seed = "1")
  void theUnitAndTheOriginPlayNoPart(
      @ForAll Comparison test,
      @ForAll("pairs") Pairs pairs,
      @ForAll @DoubleRange(min = 1, max = 20) double exponent) {
    // Powers of two and whole numbers, so that ties stay ties.
    double unit = Math.pow(2, Math.rint(exponent) - 10);
    assertThat(test.pValue(pairs.map(value -> unit * (value + 3))))
        .isCloseTo(test.pValue(pairs), ROUNDING);
  }

  @Property(tries = 300, seed = "1")
  void theSignAndTheSidePlayNoPart(@ForAll Comparison test, @ForAll("pairs") Pairs pairs) {
    assertThat(test.pValue(pairs.map(value -> -value))).isCloseTo(test.pValue(pairs), ROUNDING);
    assertThat(test.pValue(new Pairs(pairs.y, pairs.x))).isCloseTo(test.pValue(pairs), ROUNDING);
  }

  @Property(tries = 300, seed = "1")
  void aPValueIsAProbability(@ForAll Comparison test, @ForAll("pairs") Pairs pairs) {
    assertThat(test.pValue(pairs)).isBetween(0.0, 1.0);
  }

  @Property(tries = 200, seed = "1")
  void anIntervalLeavesOutZeroJustWhereTheTestRejects(@ForAll("pairs") Pairs pairs) {
    PairedTTest test = PairedTTest.of(pairs.x, pairs.y);
    double p = test.pValue();
    if (p > 1e-6 && p < 0.999) {
      assertThat(test.interval(1 - p * 0.999).contains(0)).isTrue();
      assertThat(test.interval(1 - p * 1.001).contains(0)).isFalse();
    }
  }

  @Property(tries = 200, seed = "1")
  void aMonotoneChangeOfScaleLeavesRanksAlone(@ForAll("pairs") Pairs pairs) {
    Pairs changed = pairs.map(value -> Math.exp(value / 3));
    assertThat(MannWhitneyTest.of(changed.x, changed.y))
        .isEqualTo(MannWhitneyTest.of(pairs.x, pairs.y));
    assertThat(CliffsDelta.of(changed.x, changed.y)).isEqualTo(CliffsDelta.of(pairs.x, pairs.y));
  }

  @Property(tries = 200, seed = "1")
  void twoGroupsAreAPooledTTest(@ForAll("pairs") Pairs pairs) {
    // F is t^2 where the groups are of one size, whose pooled and Welch's standard errors agree.
    double t = WelchTTest.of(pairs.x, pairs.y).statistic();
    assertThat(OneWayAnova.of(List.of(pairs.x, pairs.y)).statistic())
        .isCloseTo(t * t, within(1e-6 * (1 + t * t)));
  }

  @Property(tries = 200, seed = "1")
  void aggregatesFollowAChangeOfScale(
      @ForAll("pairs") Pairs pairs, @ForAll @DoubleRange(min = 0.1, max = 10) double unit) {
    RunScores scores = RunScores.of(pairs.x, pairs.y);
    Pairs scaled = pairs.map(value -> unit * value + 1);
    RunScores changed = RunScores.of(scaled.x, scaled.y);
    assertThat(InterquartileMean.of(changed))
        .isCloseTo(unit * InterquartileMean.of(scores) + 1, ROUNDING);
    assertThat(OptimalityGap.of(changed, 2 * unit + 1))
        .isCloseTo(unit * OptimalityGap.of(scores, 2), ROUNDING);
    assertThat(ProbabilityOfImprovement.of(scores, changed))
        .isCloseTo(1 - ProbabilityOfImprovement.of(changed, scores), ROUNDING);
  }
}
