package dev.assay.lab;

import java.util.List;

/**
 * A confidence sequence for the mean of bounded values: with probability at least {@code 1 - alpha}
 * the mean lies in the interval after every number of seeds at once, so one may watch and stop at
 * any time.
 *
 * <p>The interval holds each mean against which no gambler has grown rich (Waudby-Smith and Ramdas,
 * "Estimating means of bounded random variables by betting", Journal of the Royal Statistical
 * Society B 86(1), 2024, arXiv 2010.09686: the hedged capital process, with constant bets averaged
 * over a grid). For values scaled to [0, 1] and a mean {@code m}, the one gambler bets that they
 * are larger, the other that they are smaller:
 *
 * <pre>
 *   K+_n(m) = average over f = 1/21, ..., 20/21 of the product over i of 1 + f (x_i / m - 1)
 *   K-_n(m) = the same for 1 - x_i and 1 - m
 * </pre>
 *
 * Both are nonnegative martingales where {@code m} is the mean, so by Ville's inequality each ever
 * reaches {@code 2/alpha} with probability at most {@code alpha/2}. {@code K+} falls and {@code K-}
 * grows with {@code m}, so what they leave is an interval. Since the bets are constant, the order
 * of the seeds plays no part.
 *
 * <p>It assumes nothing of the values' distribution but the bounds, and that each value has the
 * same mean given those before it.
 *
 * @param low the least value possible
 * @param high the largest value possible
 */
public record BettingConfidenceSequence(double low, double high) implements Inference {
  /** Bets a side; fixed, as it decides verdicts. */
  private static final int BETS = 20;

  /** How far rounding may carry a value beyond its bounds, as a part of their distance. */
  private static final double ROUNDING = 1e-9;

  /** Halvings of [0, 1]; the ends are rounded outwards. */
  private static final int HALVINGS = 60;

  public BettingConfidenceSequence {
    if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          "the bounds of a bounded mean must be finite, the lower first, but are %s and %s"
              .formatted(low, high));
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a value lies outside the bounds
   */
  @Override
  public Interval interval(List<Double> values, double alpha) {
    Alpha.check(alpha);
    if (values.isEmpty() || !values.stream().allMatch(Double::isFinite)) {
      return Interval.ALL;
    }
    double threshold = Math.log(2 / alpha);
    double least = leastMean(scaled(values, false), threshold);
    double mirrored = leastMean(scaled(values, true), threshold);
    return new Interval(low + least * (high - low), high - mirrored * (high - low));
  }

  /** The least mean at which the log capital of bets on larger values is below the threshold. */
  private static double leastMean(double[] x, double threshold) {
    double refuted = 0;
    double open = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (refuted + open) / 2;
      if (logCapital(x, middle) >= threshold) {
        refuted = middle;
      } else {
        open = middle;
      }
    }
    return refuted;
  }

  @Override
  public double pValue(List<Double> values, Interval region) {
    if (values.isEmpty() || !values.stream().allMatch(Double::isFinite)) {
      return 1;
    }
    double[] x = scaled(values, false);
    double[] mirrored = scaled(values, true);
    double from = (region.low() - low) / (high - low);
    double to = (region.high() - low) / (high - low);
    // A gambler never grows rich against a mean on the wrong side of the values' own.
    double mean = estimate(values);
    if (mean < region.low()) {
      return allFromRefuted(mirrored, 1 - from);
    }
    if (mean > region.high()) {
      return allFromRefuted(x, to);
    }
    return Math.max(allBelowRefuted(x, from), allBelowRefuted(mirrored, 1 - to));
  }

  /** The level at which all means below {@code m} are refuted. */
  private static double allBelowRefuted(double[] x, double m) {
    return m <= 0 ? 0 : m > 1 ? 1 : refuted(x, m);
  }

  /** The level at which all means up to {@code m} are refuted. */
  private static double allFromRefuted(double[] x, double m) {
    return m < 0 ? 0 : m >= 1 ? 1 : refuted(x, m);
  }

  private static double refuted(double[] x, double m) {
    return Math.min(1, 2 * Math.exp(-logCapital(x, m)));
  }

  /** The logarithm of {@code K+(m)}, for {@code m} in [0, 1]; infinite where m = 0 is refuted. */
  private static double logCapital(double[] x, double m) {
    double[] logs = new double[BETS];
    double largest = Double.NEGATIVE_INFINITY;
    for (int bet = 0; bet < BETS; bet++) {
      double f = (bet + 1.0) / (BETS + 1);
      double log = 0;
      double product = 1;
      for (double value : x) {
        product *= 1 + f * ((value == 0 ? 0 : value / m) - 1);
        if (product < 1e-200 || product > 1e200) {
          log += Math.log(product);
          product = 1;
        }
      }
      logs[bet] = log + Math.log(product);
      largest = Math.max(largest, logs[bet]);
    }
    if (largest == Double.POSITIVE_INFINITY) {
      return largest;
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - largest);
    }
    return largest + Math.log(sum / BETS);
  }

  private double[] scaled(List<Double> values, boolean mirrored) {
    double[] scaled = new double[values.size()];
    for (int i = 0; i < scaled.length; i++) {
      double value = values.get(i);
      double x = mirrored ? (high - value) / (high - low) : (value - low) / (high - low);
      if (x < -ROUNDING || x > 1 + ROUNDING) {
        throw new IllegalArgumentException(
            "the expectation says that values lie in [%s, %s], but one is %s"
                .formatted(low, high, value));
      }
      scaled[i] = Math.clamp(x, 0.0, 1.0);
    }
    return scaled;
  }

  @Override
  public String description() {
    return "mean over seeds of values in [%s, %s], betting confidence sequence (hedged, %d bets)"
        .formatted(low, high, BETS);
  }
}
