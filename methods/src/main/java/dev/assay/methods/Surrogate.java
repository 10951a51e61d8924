package dev.assay.methods;

import dev.assay.data.Features;
import dev.assay.data.RegressionTable;
import java.util.random.RandomGenerator;

/** A cheap function that stands for an expensive one: fitted to examples of it, then asked. */
@FunctionalInterface
public interface Surrogate {
  /**
   * The values at some points.
   *
   * @param points (n x d), the columns in the order of the examples'
   * @return (n)
   */
  double[] predict(Features points);

  /** The mean absolute error on examples. */
  default double meanAbsoluteError(RegressionTable examples) {
    double[] predicted = predict(examples.features());
    double[] targets = examples.targets();
    double sum = 0;
    for (int i = 0; i < targets.length; i++) {
      sum += Math.abs(predicted[i] - targets[i]);
    }
    return sum / targets.length;
  }

  /** A way to fit one. */
  @FunctionalInterface
  interface Method {
    /**
     * Fits a surrogate.
     *
     * @param examples at least one
     * @param random what chance has a part in is drawn from it; methods without chance leave it
     */
    Surrogate fit(RegressionTable examples, RandomGenerator random);
  }
}
