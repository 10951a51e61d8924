package dev.assay.lab.tune;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;

/**
 * The logarithm of expected improvement below a threshold under a normal prediction (Jones,
 * Schonlau and Welch, "Efficient global optimization of expensive black-box functions", 1998),
 * accurate where expected improvement itself underflows (Ament et al., "Unexpected improvements to
 * expected improvement for Bayesian optimization", arXiv 2310.20708, equation 9).
 */
final class ExpectedImprovement {
  private static final double HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;
  private static final double HALF_LOG_HALF_PI = Math.log(Math.PI / 2) / 2;

  private ExpectedImprovement() {}

  static double log(double threshold, double mean, double deviation) {
    return Math.log(deviation) + logOfStandard((threshold - mean) / deviation);
  }

  /** log(phi(z) + z Phi(z)). */
  private static double logOfStandard(double z) {
    if (z > -1) {
      double density = Math.exp(-z * z / 2 - HALF_LOG_TWO_PI);
      return Math.log(density + z * Erfc.value(-z / Math.sqrt(2)) / 2);
    }
    double tail = -z * z / 2 - HALF_LOG_TWO_PI;
    if (z > -1e6) {
      double logRatio = Math.log(-z * Erfcx.value(-z / Math.sqrt(2))) + HALF_LOG_HALF_PI;
      return tail + Math.log(-Math.expm1(logRatio));
    }
    return tail - 2 * Math.log(-z);
  }
}
