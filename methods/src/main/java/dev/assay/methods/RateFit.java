package dev.assay.methods;

import java.util.Arrays;

/**
 * Fits how an error falls with time: as a power of it, or exponentially.
 *
 * <p>Ordinary least squares of log E on log t ({@link Family#POWER_LAW}, E = c t^slope) or on t
 * ({@link Family#EXPONENTIAL}, E = c exp(slope t)). Both explain the same log E with two
 * parameters, so the smaller residual sum of squares chooses between them.
 */
public final class RateFit {
  private RateFit() {}

  /** The form of the curve. */
  public enum Family {
    /** E = exp(intercept) * t^slope. */
    POWER_LAW,
    /** E = exp(intercept) * exp(slope * t). */
    EXPONENTIAL
  }

  /**
   * A fitted line.
   *
   * @param family what log E was regressed on
   * @param slope of log E (natural logarithm)
   * @param intercept of log E
   * @param residualSumOfSquares of log E
   * @param slopeError the slope's standard error under independent residuals; those of a
   *     deterministic curve are not independent, so take it as a scale and not as a test. NaN for
   *     two points.
   * @param points how many
   */
  public record Fit(
      Family family,
      double slope,
      double intercept,
      double residualSumOfSquares,
      double slopeError,
      int points) {
    /** The curve's value at a time, which a power law needs positive. */
    public double at(double t) {
      return Math.exp(intercept + slope * (family == Family.POWER_LAW ? Math.log(t) : t));
    }
  }

  /** Both fits of one curve. */
  public record Selection(Fit powerLaw, Fit exponential) {
    /** The fit with the smaller residual sum of squares; the power law where they are equal. */
    public Fit better() {
      return exponential.residualSumOfSquares() < powerLaw.residualSumOfSquares()
          ? exponential
          : powerLaw;
    }
  }

  /** A piece of a curve. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Curve(double[] times, double[] errors) {}

  /**
   * Regresses log E on log t.
   *
   * @param times positive, at least two of them different
   * @param errors positive and finite, as many
   */
  public static Fit powerLaw(double[] times, double[] errors) {
    check(times, errors);
    double[] x = new double[times.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.log(Require.positive("A time", times[i]));
    }
    return fit(Family.POWER_LAW, x, errors);
  }

  /**
   * Regresses log E on t.
   *
   * @param times at least two of them different
   * @param errors positive and finite, as many
   */
  public static Fit exponential(double[] times, double[] errors) {
    check(times, errors);
    return fit(Family.EXPONENTIAL, times, errors);
  }

  /** Fits both families; arguments as in {@link #powerLaw}. */
  public static Selection select(double[] times, double[] errors) {
    return new Selection(powerLaw(times, errors), exponential(times, errors));
  }

  /**
   * Keeps the points whose error lies in [low, high]: above the floor of rounding, after the start.
   */
  public static Curve between(double[] times, double[] errors, double low, double high) {
    check(times, errors);
    int count = 0;
    double[] t = new double[times.length];
    double[] e = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      if (errors[i] >= low && errors[i] <= high) {
        t[count] = times[i];
        e[count++] = errors[i];
      }
    }
    return new Curve(Arrays.copyOf(t, count), Arrays.copyOf(e, count));
  }

  private static void check(double[] times, double[] errors) {
    if (times.length != errors.length) {
      throw new IllegalArgumentException(
          "There must be as many errors as times, not "
              + errors.length
              + " and "
              + times.length
              + ".");
    }
  }

  private static Fit fit(Family family, double[] x, double[] errors) {
    int n = x.length;
    double[] y = new double[n];
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < n; i++) {
      y[i] = Math.log(Require.positive("An error", errors[i]));
      meanX += x[i] / n;
      meanY += y[i] / n;
    }
    double sxx = 0;
    double sxy = 0;
    for (int i = 0; i < n; i++) {
      sxx += (x[i] - meanX) * (x[i] - meanX);
      sxy += (x[i] - meanX) * (y[i] - meanY);
    }
    if (!(sxx > 0)) {
      throw new IllegalArgumentException(
          "A fit needs two different times, there are " + n + " points.");
    }
    double slope = sxy / sxx;
    double rss = 0;
    for (int i = 0; i < n; i++) {
      double residual = y[i] - meanY - slope * (x[i] - meanX);
      rss += residual * residual;
    }
    double error = n > 2 ? Math.sqrt(rss / (n - 2) / sxx) : Double.NaN;
    return new Fit(family, slope, meanY - slope * meanX, rss, error, n);
  }
}
