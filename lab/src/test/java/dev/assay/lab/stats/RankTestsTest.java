package dev.assay.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tests by ranks and signs. */
class RankTestsTest {
  private static final double[] X = {3.1, 2.4, 5.6, 4.2, 8.8, 1.3, 7.2, 6.0};
  private static final double[] Y = {2.0, 2.9, 3.3, 5.9, 4.5, 1.1, 5.1, 6.4};
  private static final double[] TIED = {1, 2, 2, 3, 5, 5, 7};
  private static final double[] TIED_OTHER = {0, 1, 2, 2, 1, 3};

  @Test
  void theSignedRankTestIsThatOfScipy() {
    // scipy.stats.wilcoxon(method="exact"), SciPy 1.17.1; W+ is its one-sided statistic.
    WilcoxonSignedRankTest test = WilcoxonSignedRankTest.of(X, Y);
    assertThat(test.statistic()).isEqualTo(26);
    assertThat(test.pairs()).isEqualTo(8);
    assertThat(test.pValue()).isCloseTo(0.3125, within(1e-14));
    double[] fifty = signed(50);
    assertThat(WilcoxonSignedRankTest.of(fifty, new double[50]).pValue())
        .isCloseTo(0.006131180232502587, within(1e-12));
    // SciPy is exact to nine digits only here: by counting all signs in Python's integers.
    double[] twoHundred = signed(200);
    WilcoxonSignedRankTest large = WilcoxonSignedRankTest.of(twoHundred, new double[200]);
    assertThat(large.statistic()).isEqualTo(14357);
    assertThat(large.exact()).isTrue();
    assertThat(large.pValue()).isCloseTo(8.333552496114858e-08, within(1e-18));
  }

  private static double[] signed(int n) {
    return IntStream.range(0, n).mapToDouble(i -> (i + 1) * (i * i % 7 < 4 ? 1 : -1)).toArray();
  }

  @Test
  void theSignedRankTestIsExactWithTies() {
    // All 2^9 signs: scipy.stats.wilcoxon(method=PermutationMethod(n_resamples=inf)), SciPy 1.17.1.
    double[] differences = {1, 2, 2, -1, 3, -3, 4, 0, 5, 2};
    WilcoxonSignedRankTest test = WilcoxonSignedRankTest.of(differences, new double[10]);
    assertThat(test.statistic()).isEqualTo(37);
    assertThat(test.pairs()).isEqualTo(9);
    assertThat(test.pValue()).isCloseTo(0.1015625, within(1e-14));
  }

  @Test
  void beyondTwoHundredPairsTheSignedRankTestIsScipysApproximation() {
    // scipy.stats.wilcoxon(method="approx", correction=True), SciPy 1.17.1.
    double[] differences =
        IntStream.range(0, 250)
            .mapToDouble(i -> Math.rint((i * 7919 % 1009 / 1009.0 - 0.45) * 100) / 100)
            .toArray();
    WilcoxonSignedRankTest test = WilcoxonSignedRankTest.of(differences, new double[250]);
    assertThat(test.pairs()).isEqualTo(248);
    assertThat(test.exact()).isFalse();
    assertThat(test.statistic()).isEqualTo(18244.5);
    assertThat(test.pValue()).isCloseTo(0.013083950983253394, within(1e-12));
  }

  @Test
  void theMannWhitneyTestIsThatOfScipy() {
    // scipy.stats.mannwhitneyu(method="exact"), SciPy 1.17.1.
    MannWhitneyTest test =
        MannWhitneyTest.of(
            new double[] {1.1, 2.2, 3.3, 4.4, 9.9}, new double[] {0.5, 2.0, 2.5, 3.0, 1.0, 1.5});
    assertThat(test.statistic()).isEqualTo(24);
    assertThat(test.pValue()).isCloseTo(0.12554112554112554, within(1e-14));
  }

  @Test
  void theMannWhitneyTestIsExactWithTies() {
    // All 1,716 choices: mannwhitneyu(method=PermutationMethod(n_resamples=inf)), SciPy 1.17.1.
    MannWhitneyTest test = MannWhitneyTest.of(TIED, TIED_OTHER);
    assertThat(test.statistic()).isEqualTo(33.5);
    assertThat(test.exact()).isTrue();
    assertThat(test.pValue()).isCloseTo(0.09207459207459208, within(1e-14));
  }

  @Test
  void beyondAHundredValuesTheMannWhitneyTestIsScipysApproximation() {
    // scipy.stats.mannwhitneyu(method="asymptotic"), SciPy 1.17.1.
    MannWhitneyTest test =
        MannWhitneyTest.of(
            IntStream.range(0, 60).mapToDouble(i -> i * 31 % 71 / 10.0).toArray(),
            IntStream.range(0, 60).mapToDouble(i -> i * 17 % 53 / 8.0).toArray());
    assertThat(test.exact()).isFalse();
    assertThat(test.statistic()).isEqualTo(1925);
    assertThat(test.pValue()).isCloseTo(0.5134480234771397, within(1e-12));
  }

  @Test
  void theSignTestIsABinomialTestWithoutTies() {
    // scipy.stats.binomtest(8, 9).pvalue, SciPy 1.17.1; and with 10 and 3 of 13.
    SignTest test = SignTest.of(new double[] {1, 1, 1, 1, 1, 1, 1, 1, -1, 0}, new double[10]);
    assertThat(test).isEqualTo(new SignTest(8, 1, 1));
    assertThat(test.pValue()).isCloseTo(0.0390625, within(1e-14));
    assertThat(new SignTest(10, 3, 0).pValue()).isCloseTo(0.09228515625, within(1e-14));
    assertThat(new SignTest(3, 10, 0).pValue()).isCloseTo(0.09228515625, within(1e-14));
  }

  @Test
  void cliffsDeltaIsTheStatisticScaled() {
    // 2 U / (n m) - 1, with SciPy 1.17.1's U.
    assertThat(CliffsDelta.of(TIED, TIED_OTHER)).isCloseTo(0.5952380952380953, within(1e-14));
    assertThat(CliffsDelta.of(new double[] {1, 2}, new double[] {3})).isEqualTo(-1);
  }

  @Test
  void samplesWithoutAnyDifferenceSayNothing() {
    double[] same = {2, 2, 2};
    assertThat(WilcoxonSignedRankTest.of(same, same).pValue()).isEqualTo(1);
    assertThat(SignTest.of(same, same).pValue()).isEqualTo(1);
    assertThat(MannWhitneyTest.of(same, same).pValue()).isEqualTo(1);
    double[] many = new double[80];
    assertThat(MannWhitneyTest.of(many, many).pValue()).isEqualTo(1);
    assertThat(CliffsDelta.of(same, same)).isZero();
  }

  @Test
  void refuseSamplesThatAllowNoTest() {
    double[] none = {};
    double[] one = {1};
    assertThatThrownBy(() -> WilcoxonSignedRankTest.of(none, none))
        .hasMessage("x needs at least one value, but has 0");
    assertThatThrownBy(() -> SignTest.of(one, none)).hasMessageContaining("the same length");
    assertThatThrownBy(() -> MannWhitneyTest.of(one, none)).hasMessageContaining("y needs");
    assertThatThrownBy(() -> CliffsDelta.of(new double[] {Double.NaN}, one))
        .hasMessage("x must hold finite numbers, but x[0] is NaN");
  }
}
