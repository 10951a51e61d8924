package dev.assay.methods;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * How much synthetic columns are like real ones.
 *
 * <p>The scores of sdmetrics (Patki, Wedge, Veeramachaneni, "The Synthetic Data Vault", DSAA 2016,
 * and its library): 1 for columns that cannot be told apart, 0 for the farthest from it.
 */
public final class SyntheticQuality {
  private SyntheticQuality() {}

  /**
   * One less the Kolmogorov-Smirnov statistic: the largest distance between the two columns'
   * empirical distribution functions.
   *
   * @param real at least one number
   * @param synthetic at least one number
   */
  public static double shape(double[] real, double[] synthetic) {
    double[] a = sorted(real);
    double[] b = sorted(synthetic);
    double largest = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      double x = Math.min(a[i], b[j]);
      while (i < a.length && a[i] <= x) {
        i++;
      }
      while (j < b.length && b[j] <= x) {
        j++;
      }
      largest = Math.max(largest, Math.abs(i / (double) a.length - j / (double) b.length));
    }
    return 1 - largest;
  }

  private static double[] sorted(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("A column needs at least one number.");
    }
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }

  /**
   * Pearson's correlation of two columns.
   *
   * @param x as many numbers as y, at least two of them different
   * @param y likewise
   */
  public static double pearson(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "Two columns must be equally long, not " + x.length + " and " + y.length + ".");
    }
    double meanX = Arrays.stream(x).average().orElse(Double.NaN);
    double meanY = Arrays.stream(y).average().orElse(Double.NaN);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    if (!(xx > 0 && yy > 0)) {
      throw new IllegalArgumentException("A constant column has no correlation.");
    }
    return xy / Math.sqrt(xx * yy);
  }

  /** {@code 1 - |r - r'| / 2} of a real and a synthetic correlation. */
  public static double correlationSimilarity(double real, double synthetic) {
    return 1 - Math.abs(correlation(real) - correlation(synthetic)) / 2;
  }

  /**
   * The two-sided p-value of Fisher's z test that two correlations are the same ("On the probable
   * error of a coefficient of correlation", 1921).
   *
   * @param n the number of rows of the first, at least 4
   * @param m the number of rows of the second, at least 4
   */
  public static double correlationTest(double first, int n, double second, int m) {
    if (n < 4 || m < 4) {
      throw new IllegalArgumentException(
          "Fisher's test needs at least 4 rows of each, not " + n + " and " + m + ".");
    }
    double z = Math.abs(atanh(correlation(first)) - atanh(correlation(second)));
    return Erfc.value(z / Math.sqrt(1.0 / (n - 3) + 1.0 / (m - 3)) / Math.sqrt(2));
  }

  private static double atanh(double r) {
    return 0.5 * (Math.log1p(r) - Math.log1p(-r));
  }

  private static double correlation(double r) {
    if (!(Math.abs(r) <= 1)) {
      throw new IllegalArgumentException("A correlation must lie in [-1, 1], not " + r + ".");
    }
    return r;
  }
}
