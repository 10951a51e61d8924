package dev.assay.lab;

import java.util.List;

/**
 * The contrast after the trials so far.
 *
 * @param values the contrast at each seed, in order of seeds
 * @param interval the confidence sequence's, at level {@code 1 - alpha}
 */
public record Evidence(List<Double> values, double estimate, Interval interval, double alpha) {
  public Evidence {
    values = List.copyOf(values);
  }

  /** The evidence in {@code values} about {@code expectation}. */
  public static Evidence of(Expectation expectation, List<Double> values, double alpha) {
    return new Evidence(
        values,
        expectation.inference().estimate(values),
        expectation.inference().interval(values, alpha),
        alpha);
  }

  /** How many seeds it rests on. */
  public int seeds() {
    return values.size();
  }
}
