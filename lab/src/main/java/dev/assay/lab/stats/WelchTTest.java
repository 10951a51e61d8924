package dev.assay.lab.stats;

import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;

/**
 * Welch's t test: do two independent normal samples, whose variances may differ, have the same mean
 * (Welch, "The generalization of Student's problem when several different population variances are
 * involved", Biometrika 34, 1947)? With {@code v = s^2/n} of each sample,
 *
 * <pre>
 *   t = (mean(x) - mean(y)) / sqrt(v_x + v_y)
 *   degrees of freedom = (v_x + v_y)^2 / (v_x^2/(n_x - 1) + v_y^2/(n_y - 1))
 * </pre>
 */
public record WelchTTest(double estimate, double standardError, double degreesOfFreedom)
    implements TTest {
  /**
   * The test of two arms that share no seeds.
   *
   * @throws IllegalArgumentException if a sample has fewer than two values, a value is not finite,
   *     or neither sample varies
   */
  public static WelchTTest of(double[] x, double[] y) {
    Samples.copy("x", x, 2);
    Samples.copy("y", y, 2);
    double vx = Variance.of(x).getAsDouble() / x.length;
    double vy = Variance.of(y).getAsDouble() / y.length;
    Samples.spread("a Welch test needs a sample whose values vary", Math.sqrt(vx + vy), x, y);
    return new WelchTTest(
        Mean.of(x).getAsDouble() - Mean.of(y).getAsDouble(),
        Math.sqrt(vx + vy),
        (vx + vy) * (vx + vy) / (vx * vx / (x.length - 1) + vy * vy / (y.length - 1)));
  }
}
