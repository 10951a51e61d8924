package dev.assay.methods;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * A density of one number, estimated by a Gaussian at each example.
 *
 * <p>Murray Rosenblatt, "Remarks on some nonparametric estimates of a density function", 1956; the
 * bandwidth is Scott's ("Multivariate Density Estimation", 1992): {@code h = s n^(-1/5)} with the
 * examples' standard deviation s.
 *
 * <p><b>Differs from the paper in</b>: nothing known.
 */
public final class GaussianKernelDensity {
  private static final int GRID = 512;

  /** A Gaussian has no probability to speak of beyond so many deviations. */
  private static final double REACH = 9;

  private final double[] sorted;
  private final double bandwidth;
  private final double low;
  private final double step;
  private final double[] grid = new double[GRID + 1];

  /**
   * Takes the examples.
   *
   * @param examples at least two, finite, not all the same
   */
  public GaussianKernelDensity(double... examples) {
    int n = examples.length;
    double mean = Arrays.stream(examples).average().orElse(Double.NaN);
    double variance =
        Arrays.stream(examples).map(x -> (x - mean) * (x - mean)).sum() / Math.max(1, n - 1);
    if (!(variance > 0) || Double.isInfinite(variance)) {
      throw new IllegalArgumentException(
          "A density needs at least two different finite numbers, but there are %d of variance %s."
              .formatted(n, variance));
    }
    sorted = examples.clone();
    Arrays.sort(sorted);
    bandwidth = Math.sqrt(variance) * Math.pow(n, -0.2);
    low = sorted[0] - REACH * bandwidth;
    step = (sorted[n - 1] + REACH * bandwidth - low) / GRID;
    Arrays.setAll(grid, i -> cumulative(low + i * step));
  }

  /** The bandwidth h. */
  public double bandwidth() {
    return bandwidth;
  }

  /** The density at {@code x}. */
  public double density(double x) {
    double sum = 0;
    for (double each : sorted) {
      double z = (x - each) / bandwidth;
      sum += Math.exp(-z * z / 2);
    }
    return sum / (sorted.length * bandwidth * Math.sqrt(2 * Math.PI));
  }

  /** The probability of at most {@code x}. */
  public double cumulative(double x) {
    double sum = 0;
    for (double each : sorted) {
      sum += Erfc.value((each - x) / (bandwidth * Math.sqrt(2)));
    }
    return sum / (2 * sorted.length);
  }

  /**
   * The number that is not exceeded with this probability.
   *
   * @param probability in (0, 1)
   */
  public double quantile(double probability) {
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "A probability must lie in (0, 1), not " + probability + ".");
    }
    int at = Arrays.binarySearch(grid, probability);
    int cell = Math.clamp(at < 0 ? -at - 2 : at, 0, GRID - 1);
    double left = low + cell * step;
    double right = left + step;
    double x = (left + right) / 2;
    // Newton's steps, kept in the bracket by halving it.
    for (int i = 0; i < 100 && right - left > 1e-14 * (Math.abs(left) + Math.abs(right)); i++) {
      double excess = cumulative(x) - probability;
      if (excess == 0) {
        return x;
      }
      if (excess > 0) {
        right = x;
      } else {
        left = x;
      }
      double next = x - excess / density(x);
      if (Math.abs(next - x) <= 1e-13 * bandwidth) {
        return next;
      }
      x = next > left && next < right ? next : (left + right) / 2;
    }
    return x;
  }

  @Override
  public String toString() {
    return "GaussianKernelDensity(examples=" + sorted.length + ", bandwidth=" + bandwidth + ")";
  }
}
