package dev.assay.lab.stats;

import dev.assay.lab.Interval;
import org.apache.commons.statistics.distribution.TDistribution;

/** A difference of means, estimated with a standard error that has a known t distribution. */
public sealed interface TTest permits PairedTTest, WelchTTest {
  /** The difference of means. */
  double estimate();

  /** The standard error of the estimate, above 0. */
  double standardError();

  /** The degrees of freedom, above 0; whole numbers only in a paired test. */
  double degreesOfFreedom();

  /** The t statistic against no difference. */
  default double statistic() {
    return estimate() / standardError();
  }

  /** The two-sided p-value of no difference. */
  default double pValue() {
    return Math.min(1, 2 * distribution().survivalProbability(Math.abs(statistic())));
  }

  /** The one-sided p-value of a difference of {@code bound} or less. */
  default double pValueGreater(double bound) {
    return distribution().survivalProbability((estimate() - bound) / standardError());
  }

  /** The one-sided p-value of a difference of {@code bound} or more. */
  default double pValueLess(double bound) {
    return distribution().cumulativeProbability((estimate() - bound) / standardError());
  }

  /** The confidence interval of the difference, at a level in (0, 1) such as .95. */
  default Interval interval(double level) {
    Samples.level(level);
    double half = distribution().inverseSurvivalProbability((1 - level) / 2) * standardError();
    return new Interval(estimate() - half, estimate() + half);
  }

  private TDistribution distribution() {
    return TDistribution.of(degreesOfFreedom());
  }
}
