package dev.assay.lab;

/** The numbers from {@code low} to {@code high}, both included; either may be infinite. */
public record Interval(double low, double high) {
  /** Every number: nothing is known. */
  public static final Interval ALL =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "an interval needs low <= high, but got %s and %s".formatted(low, high));
    }
  }

  /** At least {@code low}. */
  public static Interval atLeast(double low) {
    return new Interval(low, Double.POSITIVE_INFINITY);
  }

  /** At most {@code high}. */
  public static Interval atMost(double high) {
    return new Interval(Double.NEGATIVE_INFINITY, high);
  }

  /** From {@code low} to {@code high}. */
  public static Interval between(double low, double high) {
    return new Interval(low, high);
  }

  /** Whether all of {@code other} lies in this interval. */
  public boolean contains(Interval other) {
    return low <= other.low && other.high <= high;
  }

  /** Whether {@code value} lies in this interval. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** Whether no number lies in both. */
  public boolean disjoint(Interval other) {
    return other.high < low || high < other.low;
  }

  /** Such as {@code [1.8, 2.2]}, {@code >= 3} or {@code <= 0.06}. */
  @Override
  public String toString() {
    if (low == Double.NEGATIVE_INFINITY && high == Double.POSITIVE_INFINITY) {
      return "any number";
    }
    if (high == Double.POSITIVE_INFINITY) {
      return ">= " + Numbers.text(low);
    }
    if (low == Double.NEGATIVE_INFINITY) {
      return "<= " + Numbers.text(high);
    }
    return "[%s, %s]".formatted(Numbers.text(low), Numbers.text(high));
  }
}
