package dev.assay.lab;

import java.util.List;

/**
 * A confidence sequence for the median of paired values: with probability at least {@code 1 -
 * alpha} the median lies in the interval after every number of seeds at once, so one may watch and
 * stop at any time.
 *
 * <p>It uses the values' order alone, and so holds for every distribution: heavy tails, outliers,
 * ties, a noise that changes from seed to seed. Where a number {@code m} is a median, each value
 * exceeds it with probability at most 1/2, and so the mixture martingale over larger probabilities,
 * uniform on (1/2, 1), that bets on {@code k} of {@code n} values above {@code m},
 *
 * <pre>
 *   E_n(k) = 2 * integral from 1/2 to 1 of (2 q)^k (2 (1 - q))^(n-k) dq
 *          = sum over j from 0 to k of C(n+1, j) / ((n + 1) C(n, k)),
 * </pre>
 *
 * is a nonnegative supermartingale, which by Ville's inequality ever reaches {@code 2/alpha} with
 * probability at most {@code alpha/2}. The interval holds each {@code m} that neither the count
 * above nor the count below has refuted, and its ends are order statistics (Howard and Ramdas,
 * "Sequential estimation of quantiles with applications to A/B testing and best-arm
 * identification", Bernoulli 28(3), 2022, by a mixture bound in place of their stitched one;
 * Darling and Robbins, "Confidence sequences for mean, variance, and median", PNAS 58(1), 1967).
 *
 * <p>It assumes that, given those before it, each value has the same median. At level .95 the
 * interval is finite from the eighth seed.
 */
public record MedianConfidenceSequence() implements Inference {
  @Override
  public Interval interval(List<Double> values, double alpha) {
    Alpha.check(alpha);
    int n = values.size();
    int refuting = refutingCount(n, alpha);
    if (refuting > n || !values.stream().allMatch(Double::isFinite)) {
      return Interval.ALL;
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Interval(sorted[n - refuting], sorted[refuting - 1]);
  }

  /** The smallest count on one side of a number that refutes it, or {@code n + 1}. */
  private static int refutingCount(int n, double alpha) {
    int low = 0;
    int high = n + 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pValue(middle, n) <= alpha) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return high;
  }

  @Override
  public double pValue(List<Double> values, Interval region) {
    if (!values.stream().allMatch(Double::isFinite)) {
      return 1;
    }
    int n = values.size();
    int below = 0;
    int notAbove = 0;
    for (double value : values) {
      below += value < region.low() ? 1 : 0;
      notAbove += value <= region.high() ? 1 : 0;
    }
    double belowRefuted = region.low() == Double.NEGATIVE_INFINITY ? 0 : pValue(n - below, n);
    double aboveRefuted = region.high() == Double.POSITIVE_INFINITY ? 0 : pValue(notAbove, n);
    double inside = Math.max(belowRefuted, aboveRefuted);
    double outside = pValue(Math.max(below, n - notAbove), n);
    return Math.min(inside, outside);
  }

  /** Two-sided: {@code 2 / E_n(k)}, at most 1. It falls as {@code k} grows. */
  private static double pValue(int k, int n) {
    if (k > n) {
      return 0;
    }
    // The sum's terms over C(n, k), from the last to the first.
    double term = (n + 1.0) / (n + 1 - k);
    double sum = 0;
    for (int j = k; j >= 0; j--) {
      sum += term;
      term *= j / (n + 2.0 - j);
    }
    return Math.min(1, 2 * (n + 1) / sum);
  }

  @Override
  public double estimate(List<Double> values) {
    int n = values.size();
    if (n == 0) {
      return Double.NaN;
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  @Override
  public String description() {
    return "median over seeds, sign confidence sequence (uniform mixture)";
  }
}
