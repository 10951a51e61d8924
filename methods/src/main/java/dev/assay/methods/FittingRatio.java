package dev.assay.methods;

import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;

/**
 * How well the sample should be fitted: the training error over the test error, R, of kernel ridge
 * regression on a task of power laws, and the R of least test error.
 *
 * <p>James B. Simon, Dhruva Karkada, Nikhil Ghosh, Mikhail Belkin. More is Better in Modern Machine
 * Learning: when Infinite Overparameterization is Optimal and Overfitting is Obligatory. ICLR 2024,
 * arXiv 2311.14646. For {@code lambda_i = i^-alpha}, {@code v_i^2 = i^-beta}, many samples, and
 * noise of variance {@code sigma^2 = noise * (the test error without noise and without ridge)},
 * with {@code s = sqrt(R)},
 *
 * <pre>
 *   E_test(s) ~ [ (1 - s)^(1 - beta) + alpha noise ] / [ 1 + (alpha - 1) s ]
 *   the least:  alpha - beta - (alpha - 1) beta s + alpha (alpha - 1) noise (1 - s)^beta = 0,
 *               or s = 0 where the left side is nowhere positive
 * </pre>
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>The equation of the least is derived here from the curve; the paper's own wording was not
 *       at hand. The noise is relative to the test error, which falls with the number of samples:
 *       an absolute variance is another, larger and larger, noise.
 * </ol>
 */
public final class FittingRatio {
  private final double alpha;
  private final double beta;
  private final double noise;

  /**
   * A task.
   *
   * @param alpha the eigenvalues' exponent, above 1
   * @param beta the squared coefficients' exponent, above 1 and below 2 alpha + 1
   * @param noise the noise's variance over the test error without noise and ridge, at least 0
   */
  public FittingRatio(double alpha, double beta, double noise) {
    if (!(alpha > 1 && beta > 1 && beta < 2 * alpha + 1) || Double.isInfinite(alpha)) {
      throw new IllegalArgumentException(
          "The exponents need alpha > 1 and 1 < beta < 2 alpha + 1, not "
              + alpha
              + " and "
              + beta
              + ".");
    }
    this.alpha = alpha;
    this.beta = beta;
    this.noise = Require.notNegative("The relative noise", noise);
  }

  /**
   * The test error at a fitting ratio over that of perfect fitting.
   *
   * @param ratio R, in [0, 1)
   */
  public double relativeTestError(double ratio) {
    if (!(ratio >= 0 && ratio < 1)) {
      throw new IllegalArgumentException("A fitting ratio must lie in [0, 1), not " + ratio + ".");
    }
    double s = Math.sqrt(ratio);
    return (Math.pow(1 - s, 1 - beta) + alpha * noise)
        / (1 + (alpha - 1) * s)
        / (1 + alpha * noise);
  }

  /** The fitting ratio of least test error, in [0, 1). */
  public double optimum() {
    if (slope(0) <= 0) {
      return 0;
    }
    double s = new BracketingNthOrderBrentSolver(1e-14, 5).solve(1000, this::slope, 0, 1);
    return s * s;
  }

  /** Falls with s, from any sign at 0 to alpha (1 - beta) < 0 at 1. */
  private double slope(double s) {
    return alpha
        - beta
        - (alpha - 1) * beta * s
        + alpha * (alpha - 1) * noise * Math.pow(1 - s, beta);
  }

  @Override
  public String toString() {
    return "FittingRatio(alpha=" + alpha + ", beta=" + beta + ", noise=" + noise + ")";
  }
}
