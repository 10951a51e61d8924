package dev.assay.methods;

/**
 * The exponents of a real task, {@code lambda_i ~ i^-alpha} and {@code v_i^2 ~ i^-beta}, read off
 * learning curves of kernel regression without ridge.
 *
 * <p>James B. Simon, Dhruva Karkada, Nikhil Ghosh, Mikhail Belkin. More is Better in Modern Machine
 * Learning: when Infinite Overparameterization is Optimal and Overfitting is Obligatory. ICLR 2024,
 * arXiv 2311.14646. Over the number n of samples,
 *
 * <pre>
 *   1 / trace(K_n^-1) ~ n^-alpha        test error ~ n^(1 - beta)
 * </pre>
 *
 * A finite sample's own eigenvalues are a biased measure of alpha.
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>The slopes are least squares in logarithms over all sizes given; which sizes the authors
 *       used is unverified.
 * </ol>
 *
 * @param alpha of the eigenvalues
 * @param beta of the squared coefficients
 */
public record PowerLawExponents(double alpha, double beta) {
  /**
   * Fits both exponents.
   *
   * @param samples n, at least two different numbers
   * @param inverseTraces trace(K_n^-1), positive and finite, one for each
   * @param testErrors without ridge, positive and finite, one for each
   */
  public static PowerLawExponents estimate(
      double[] samples, double[] inverseTraces, double[] testErrors) {
    return new PowerLawExponents(
        RateFit.powerLaw(samples, inverseTraces).slope(),
        1 - RateFit.powerLaw(samples, testErrors).slope());
  }
}
