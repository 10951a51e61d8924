package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TConfidenceSequenceTest {
  private final Inference inference = Inference.mean();

  @Test
  void theIntervalIsWhereTheNormalMixtureBayesFactorStaysBelowTwenty() {
    // The Bayes factor at the interval's edge, by numerical integration, apart from the closed
    // form.
    List<Double> values = List.of(1.0, 2.0, 4.0, 3.0, 5.0);
    Interval interval = inference.interval(values, 0.05);
    assertThat((interval.low() + interval.high()) / 2).isCloseTo(3, within(1e-12));
    double t = (interval.high() - 3) / (Math.sqrt(2.5) / Math.sqrt(5));
    assertThat(bayesFactorByIntegration(t, 5)).isCloseTo(20, within(1e-3));
  }

  /** Marginal likelihood ratio of t under a N(0, 10) effect and under none, by brute force. */
  private static double bayesFactorByIntegration(double t, int n) {
    double nu = n - 1;
    double top = 0;
    double bottom = 0;
    // With a right-Haar prior on sigma, the density of t given effect d is the integral over
    // u = sd/sigma of u^nu exp(-nu u^2/2) exp(-(t u - sqrt(n) d)^2 / 2) du, up to a constant.
    double du = 0.005;
    for (double u = du / 2; u < 12; u += du) {
      double chi = Math.pow(u, nu) * Math.exp(-nu * u * u / 2);
      bottom += chi * Math.exp(-t * t * u * u / 2) * du;
      double dd = 0.01;
      for (double d = -25 + dd / 2; d < 25; d += dd) {
        double prior = Math.exp(-d * d / 20) / Math.sqrt(20 * Math.PI);
        double z = t * u - Math.sqrt(n) * d;
        top += chi * Math.exp(-z * z / 2) * prior * du * dd;
      }
    }
    return top / bottom;
  }

  @Test
  void thePValueIsTheLevelAtWhichTheIntervalTouchesTheRegion() {
    List<Double> values = List.of(1.9, 2.05, 1.95, 2.02, 1.97, 2.1);
    Interval region = Interval.between(1.7, 2.3);
    double p = inference.pValue(values, region);
    assertThat(p).isBetween(1e-6, 0.5);
    assertThat(region.contains(inference.interval(values, p * 1.0001))).isTrue();
    assertThat(region.contains(inference.interval(values, p * 0.9999))).isFalse();
  }

  @Test
  void knowsNothingBeforeTheThirdSeed() {
    assertThat(inference.interval(List.of(1.0, 1.1), 0.05)).isEqualTo(Interval.ALL);
    assertThat(inference.interval(List.of(1.0, 1.1, 0.9), 0.05).high()).isFinite();
    assertThat(inference.interval(List.of(1.0, Double.NaN, 0.9), 0.05)).isEqualTo(Interval.ALL);
  }
}
