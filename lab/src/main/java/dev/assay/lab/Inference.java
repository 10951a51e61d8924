package dev.assay.lab;

import java.util.List;

/** How values, one a seed, become an estimate and an interval that may be watched. */
public sealed interface Inference
    permits TConfidenceSequence,
        MedianConfidenceSequence,
        BettingConfidenceSequence,
        Inference.Exact {
  /** The interval that holds at level {@code 1 - alpha}, after {@code values} in order of seeds. */
  Interval interval(List<Double> values, double alpha);

  /**
   * The smallest {@code alpha} at which {@code region}'s side is decided by {@code values}, or 1.
   */
  double pValue(List<Double> values, Interval region);

  /** The estimate. */
  default double estimate(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** What it is, in words; part of the expectation's hash. */
  String description();

  /** The mean over seeds, by a t confidence sequence: for values that are about normal. */
  static Inference mean() {
    return new TConfidenceSequence();
  }

  /** The median over seeds, by a sign confidence sequence: for values of any distribution. */
  static Inference median() {
    return new MedianConfidenceSequence();
  }

  /**
   * The mean over seeds, by a betting confidence sequence: for values of any distribution between
   * {@code low} and {@code high}.
   *
   * @throws IllegalArgumentException if the bounds are not finite or not in order
   */
  static Inference boundedMean(double low, double high) {
    return new BettingConfidenceSequence(low, high);
  }

  /**
   * A deterministic claim: every seed's value counts as exact within {@code tolerance}, and the
   * region must hold (or fail) for each one.
   */
  static Inference exact(double tolerance) {
    return new Exact(tolerance);
  }

  /** Values exact up to a numerical tolerance. */
  record Exact(double tolerance) implements Inference {
    public Exact {
      if (!(tolerance >= 0) || Double.isInfinite(tolerance)) {
        throw new IllegalArgumentException(
            "a tolerance must be finite and not negative, but is " + tolerance);
      }
    }

    @Override
    public Interval interval(List<Double> values, double alpha) {
      if (values.isEmpty() || values.stream().anyMatch(value -> !Double.isFinite(value))) {
        return Interval.ALL;
      }
      double low = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
      double high = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      return new Interval(low - tolerance, high + tolerance);
    }

    @Override
    public double pValue(List<Double> values, Interval region) {
      Interval interval = interval(values, 0);
      return region.contains(interval) || region.disjoint(interval) ? 0 : 1;
    }

    @Override
    public String description() {
      return "every seed, exact within " + Numbers.text(tolerance);
    }
  }
}
