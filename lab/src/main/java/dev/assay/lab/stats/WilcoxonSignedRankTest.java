package dev.assay.lab.stats;

import java.util.Arrays;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * Wilcoxon's signed-rank test: are the differences {@code x - y} of paired values symmetric about
 * zero (Wilcoxon, "Individual comparisons by ranking methods", Biometrics Bulletin 1(6), 1945)?
 *
 * <p>Pairs without a difference are left out, as Wilcoxon did. Up to 200 pairs the p-value is
 * exact, also where differences are tied; above, it is the normal approximation with corrections
 * for ties and continuity. Differences that are equal on paper but not in floating point count as
 * different.
 *
 * @param statistic the sum of the ranks of positive differences
 * @param pairs how many pairs differ; 0 gives a p-value of 1
 * @param exact whether the p-value is exact
 * @param pValue two-sided
 */
public record WilcoxonSignedRankTest(double statistic, int pairs, boolean exact, double pValue) {
  private static final int MOST_EXACT = 200;

  /**
   * The test of two arms on the same seeds, in the same order.
   *
   * @throws IllegalArgumentException if the lengths differ, there is no pair, or a value is not
   *     finite
   */
  public static WilcoxonSignedRankTest of(double[] x, double[] y) {
    double[] differences =
        Arrays.stream(Samples.differences(x, y, 1)).filter(difference -> difference != 0).toArray();
    int pairs = differences.length;
    if (pairs == 0) {
      return new WilcoxonSignedRankTest(0, 0, true, 1);
    }
    int[] ranks = RankSums.doubledRanks(Arrays.stream(differences).map(Math::abs).toArray());
    int sum = 0;
    for (int i = 0; i < pairs; i++) {
      sum += differences[i] > 0 ? ranks[i] : 0;
    }
    boolean exact = pairs <= MOST_EXACT;
    double pValue =
        exact
            ? RankSums.signed(ranks, sum)
            : org.apache.commons.statistics.inference.WilcoxonSignedRankTest.withDefaults()
                .with(PValueMethod.ASYMPTOTIC)
                .test(differences)
                .getPValue();
    return new WilcoxonSignedRankTest(sum / 2.0, pairs, exact, pValue);
  }
}
