package dev.assay.lab.stats;

import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * The Mann-Whitney test: do two independent samples come from one distribution (Mann and Whitney,
 * "On a test of whether one of two random variables is stochastically larger than the other",
 * Annals of Mathematical Statistics 18(1), 1947)?
 *
 * <p>Up to 100 values in all the p-value is exact given the ties; above, it is the normal
 * approximation with corrections for ties and continuity.
 *
 * @param statistic U: how many pairs of a value of {@code x} and a smaller one of {@code y} there
 *     are, where equal values count half
 * @param exact whether the p-value is exact
 * @param pValue two-sided; 1 where all values are the same
 */
public record MannWhitneyTest(double statistic, boolean exact, double pValue) {
  private static final int MOST_EXACT = 100;

  /**
   * The test of two arms that share no seeds.
   *
   * @throws IllegalArgumentException if a sample is empty or a value is not finite
   */
  public static MannWhitneyTest of(double[] x, double[] y) {
    Samples.copy("x", x, 1);
    Samples.copy("y", y, 1);
    int[] ranks =
        RankSums.doubledRanks(
            DoubleStream.concat(DoubleStream.of(x), DoubleStream.of(y)).toArray());
    int sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += ranks[i];
    }
    double statistic = sum / 2.0 - x.length * (x.length + 1) / 2.0;
    boolean exact = ranks.length <= MOST_EXACT;
    double pValue =
        exact
            ? RankSums.drawn(ranks, x.length, sum)
            : MannWhitneyUTest.withDefaults().with(PValueMethod.ASYMPTOTIC).test(x, y).getPValue();
    return new MannWhitneyTest(statistic, exact, Double.isNaN(pValue) ? 1 : pValue);
  }
}
