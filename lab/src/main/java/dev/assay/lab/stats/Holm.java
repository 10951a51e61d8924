package dev.assay.lab.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction for several tests (Holm, "A simple sequentially rejective multiple test
 * procedure", Scandinavian Journal of Statistics 6(2), 1979). Rejecting what has an adjusted
 * p-value of at most alpha keeps the chance of any false rejection at alpha, however the tests
 * depend on each other.
 */
public final class Holm {
  private Holm() {}

  /**
   * The adjusted p-values, in the order given: the i-th smallest of m becomes the largest of {@code
   * (m - j + 1) p_j} over j up to i, at most 1.
   *
   * @throws IllegalArgumentException if a p-value does not lie in [0, 1]
   */
  public static double[] adjusted(double... pValues) {
    for (double pValue : pValues) {
      if (!(pValue >= 0 && pValue <= 1)) {
        throw new IllegalArgumentException("a p-value must lie in [0, 1], but one is " + pValue);
      }
    }
    int[] order =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[pValues.length];
    double largest = 0;
    for (int rank = 0; rank < order.length; rank++) {
      largest = Math.max(largest, Math.min(1, (order.length - rank) * pValues[order[rank]]));
      adjusted[order[rank]] = largest;
    }
    return adjusted;
  }
}
