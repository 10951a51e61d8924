package dev.assay.lab.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.hipparchus.special.Gamma;

/**
 * The noncentral t distribution: of {@code (Z + delta) / sqrt(V / nu)}, where Z is standard normal
 * and V is chi-squared with nu degrees of freedom (Lenth, "Algorithm AS 243: Cumulative
 * distribution function of the non-central t distribution", Applied Statistics 38(1), 1989). For
 * {@code t >= 0}, {@code x = t^2 / (nu + t^2)} and {@code h = delta^2 / 2},
 *
 * <pre>
 *   F(t) = Phi(-delta) + 1/2 sum over j >= 0 of
 *            e^-h h^j / j! I_x(j + 1/2, nu/2) + sign(delta) e^-h h^(j+1/2) / Gamma(j + 3/2) I_x(j + 1, nu/2)
 * </pre>
 *
 * and {@code F(-t)} is one less the same for {@code -delta}. The sum is taken about its largest
 * terms, so that a large delta does not underflow; it is exact to about 1e-13.
 *
 * @param degreesOfFreedom nu, above 0
 * @param noncentrality delta, finite
 */
record NoncentralT(double degreesOfFreedom, double noncentrality) {
  /** P(T <= t). */
  double cumulativeProbability(double t) {
    if (noncentrality == 0) {
      return TDistribution.of(degreesOfFreedom).cumulativeProbability(t);
    }
    return t < 0 ? 1 - atLeastZero(-t, -noncentrality) : atLeastZero(t, noncentrality);
  }

  private double atLeastZero(double t, double delta) {
    double x = t * t / (degreesOfFreedom + t * t);
    double h = delta * delta / 2;
    double reach = 12 * Math.sqrt(h) + 40;
    double sum = 0;
    for (int j = (int) Math.max(0, h - reach); j <= h + reach && x > 0; j++) {
      double even = Math.exp(j * Math.log(h) - h - Gamma.logGamma(j + 1.0));
      double odd = Math.exp((j + 0.5) * Math.log(h) - h - Gamma.logGamma(j + 1.5));
      sum +=
          even * BetaDistribution.of(j + 0.5, degreesOfFreedom / 2).cumulativeProbability(x)
              + Math.signum(delta)
                  * odd
                  * BetaDistribution.of(j + 1, degreesOfFreedom / 2).cumulativeProbability(x);
    }
    double probability = NormalDistribution.of(0, 1).cumulativeProbability(-delta) + sum / 2;
    return Math.clamp(probability, 0.0, 1.0);
  }
}
