package dev.assay.lab;

import java.util.List;

/**
 * A confidence sequence for the mean of paired values: with probability at least {@code 1 - alpha}
 * the mean lies in the interval after every number of seeds at once, so one may watch and stop at
 * any time.
 *
 * <p>The interval holds each mean that the t-test martingale with a normal mixture over the
 * standardised effect has not refuted (Lai, "On confidence sequences", Annals of Statistics 4(2),
 * 1976; Wang and Ramdas, "Anytime-valid t-tests and confidence sequences for Gaussian means with
 * unknown variance", arXiv 2310.03722). For {@code n} values with t statistic {@code t} against a
 * mean, {@code nu = n - 1} and mixture variance {@code g}, the martingale is
 *
 * <pre>
 *   E_n = (1 + n g)^(-1/2) * [ (1 + t^2/nu) / (1 + t^2/(nu (1 + n g))) ]^(n/2)
 * </pre>
 *
 * and Ville's inequality bounds the chance that it ever reaches {@code 1/alpha} by {@code alpha}.
 *
 * <p>It assumes that the values are independent and normal. Values without any spread give an
 * interval of one point.
 */
public record TConfidenceSequence() implements Inference {
  /**
   * The mixture's variance, fixed by protocol 1: intervals are finite from the third seed, and
   * effects of about three standard deviations are found soonest.
   */
  private static final double G = 10;

  @Override
  public Interval interval(List<Double> values, double alpha) {
    Alpha.check(alpha);
    int n = values.size();
    double spread = standardDeviation(values);
    if (n < 2 || !Double.isFinite(spread)) {
      return Interval.ALL;
    }
    double r = 1 + n * G;
    double k = Math.pow(r / (alpha * alpha), 1.0 / n);
    if (k >= r) {
      return Interval.ALL;
    }
    double t = Math.sqrt((n - 1) * (k - 1) / (1 - k / r));
    double half = t * spread / Math.sqrt(n);
    double mean = estimate(values);
    return new Interval(mean - half, mean + half);
  }

  @Override
  public double pValue(List<Double> values, Interval region) {
    int n = values.size();
    if (n < 2) {
      return 1;
    }
    double mean = estimate(values);
    double distance = Math.min(Math.abs(mean - region.low()), Math.abs(mean - region.high()));
    double spread = standardDeviation(values);
    if (!Double.isFinite(spread) || distance == 0) {
      return 1;
    }
    if (spread == 0) {
      // The limit of an ever smaller spread: the martingale's largest value at this n.
      return Math.min(1, Math.pow(1 + n * G, (1 - n) / 2.0));
    }
    double t2 = n * distance * distance / (spread * spread);
    double r = 1 + n * G;
    double logE =
        -0.5 * Math.log(r) + 0.5 * n * (Math.log1p(t2 / (n - 1)) - Math.log1p(t2 / ((n - 1) * r)));
    return Math.min(1, Math.exp(-logE));
  }

  @Override
  public String description() {
    return "mean over seeds, t confidence sequence (normal mixture, g = %s)"
        .formatted(Numbers.text(G));
  }

  private static double standardDeviation(List<Double> values) {
    int n = values.size();
    double mean = values.stream().mapToDouble(Double::doubleValue).sum() / n;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (n - 1));
  }
}
