package dev.assay.methods;

import dev.assay.methods.NetworkSummary.LayerNorms;
import java.util.function.ToDoubleFunction;

/**
 * Measures of a trained network that are said to tell how far its test error lies above its
 * training error.
 *
 * <p>Jiang, Neyshabur, Mobahi, Krishnan, Bengio. Fantastic Generalization Measures and Where to
 * Find Them. ICLR 2020, arXiv 1912.02178: the numbers are those of its equations. The formulas are
 * those of Dziugaite et al., In Search of Robust Measures of Generalization, NeurIPS 2020.
 *
 * <p>{@link #value} is {@code sqrt(mu / m)}, with the mu of each constant: what stands in a bound
 * where the measure belongs to one, without the bound's constants. W are weight matrices, W0 their
 * start, d layers, m examples, g the margin.
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>The spectral norm is the weight matrix's own; for convolutions, of the reshaped kernel,
 *       which is not the operator's.
 *   <li>sigma is a standard deviation. The code of Dziugaite et al. hands a variance to a function
 *       that takes a deviation: {@link #PAC_BAYES_INIT_WITH_SLIP} is the value with that slip.
 *   <li>{@link #PAC_BAYES_MAGNITUDE_ORIG} has {@code |w|^2} in its numerator and {@code w - w0} in
 *       its denominator, as that code has.
 *   <li>A negative margin is squared like a positive one: on a network that is not fitted the
 *       measures with a margin mean nothing.
 *   <li>The equations of sharpness, 51, 52, 54 and 62, are written from general knowledge of the
 *       paper: their numbers and the alpha in their logarithm are unverified.
 *   <li>There is no batch normalization to fold.
 * </ol>
 */
@SuppressWarnings("ImmutableEnumChecker") // The functions capture nothing.
public enum GeneralizationMeasure {
  /** Equation 20: the number of weights. */
  PARAMETERS(20, "parameters", NetworkSummary::weights),
  /** Equation 22: 1 / g^2. */
  INVERSE_MARGIN(22, "inverse margin", n -> 1 / margin2(n)),
  /** Equation 29: equation 31 times the sum of |W - W0|_F^2 / |W|_2^2. */
  SPECTRAL_INIT_MAIN(
      29,
      "spectral init main",
      n -> spectralProduct(n) / margin2(n) * sum(n, l -> l.frobeniusFromStart() / l.spectral())),
  /** Equation 30: equation 31 times equation 33. */
  SPECTRAL_ORIG_MAIN(
      30,
      "spectral orig main",
      n -> spectralProduct(n) / margin2(n) * sum(n, l -> l.frobenius() / l.spectral())),
  /** Equation 31: the product of |W|_2^2, over g^2. */
  SPECTRAL_PRODUCT_OVER_MARGIN(
      31, "product of spectral over margin", n -> spectralProduct(n) / margin2(n)),
  /** Equation 32: the product of |W|_2^2. */
  SPECTRAL_PRODUCT(32, "product of spectral", GeneralizationMeasure::spectralProduct),
  /** Equation 33: the sum of |W|_F^2 / |W|_2^2. */
  FROBENIUS_OVER_SPECTRAL(
      33, "Frobenius over spectral", n -> sum(n, l -> l.frobenius() / l.spectral())),
  /** Equation 34: d times the d-th root of equation 31. */
  SPECTRAL_SUM_OVER_MARGIN(
      34, "sum of spectral over margin", n -> root(n, spectralProduct(n) / margin2(n))),
  /** Equation 35: d times the d-th root of equation 32. */
  SPECTRAL_SUM(35, "sum of spectral", n -> root(n, spectralProduct(n))),
  /** Equation 36: the product of |W|_F^2, over g^2. */
  FROBENIUS_PRODUCT_OVER_MARGIN(
      36, "product of Frobenius over margin", n -> frobeniusProduct(n) / margin2(n)),
  /** Equation 37: the product of |W|_F^2. */
  FROBENIUS_PRODUCT(37, "product of Frobenius", GeneralizationMeasure::frobeniusProduct),
  /** Equation 38: d times the d-th root of equation 36. */
  FROBENIUS_SUM_OVER_MARGIN(
      38, "sum of Frobenius over margin", n -> root(n, frobeniusProduct(n) / margin2(n))),
  /** Equation 39: d times the d-th root of equation 37. */
  FROBENIUS_SUM(39, "sum of Frobenius", n -> root(n, frobeniusProduct(n))),
  /** Equation 40: the sum of |W - W0|_F^2. */
  FROBENIUS_DISTANCE(40, "Frobenius distance", n -> sum(n, LayerNorms::frobeniusFromStart)),
  /** Equation 41: the sum of |W - W0|_2^2. */
  SPECTRAL_DISTANCE(41, "spectral distance", n -> sum(n, LayerNorms::spectralFromStart)),
  /** Equation 42: the sum of |W|_F^2. */
  PARAMETER_NORM(42, "parameter norm", n -> sum(n, LayerNorms::frobenius)),
  /** Equation 43: equation 44 over g^2. */
  PATH_NORM_OVER_MARGIN(43, "path norm over margin", n -> n.pathNorm() / margin2(n)),
  /** Equation 44: the sum of outputs on an input of ones, with squared parameters. */
  PATH_NORM(44, "path norm", NetworkSummary::pathNorm),
  /** Equation 48: |w - w0|^2 / (4 sigma^2) + log(m / sigma) + 10. */
  PAC_BAYES_INIT(
      48,
      "PAC-Bayes init",
      n -> pacBayes(n, sum(n, LayerNorms::frobeniusFromStart), n.deviation())),
  /** Equation 49: |w|^2 / (4 sigma^2) + log(m / sigma) + 10. */
  PAC_BAYES_ORIG(
      49, "PAC-Bayes orig", n -> pacBayes(n, sum(n, LayerNorms::frobenius), n.deviation())),
  /** Equation 51: |w - w0|^2 log(2 weights) / (4 alpha^2) + log(m / alpha) + 10. */
  SHARPNESS_INIT(51, "sharpness init", n -> sharpness(n, sum(n, LayerNorms::frobeniusFromStart))),
  /** Equation 52: |w|^2 log(2 weights) / (4 alpha^2) + log(m / alpha) + 10. */
  SHARPNESS_ORIG(52, "sharpness orig", n -> sharpness(n, sum(n, LayerNorms::frobenius))),
  /** Equation 53: 1 / sigma^2. */
  PAC_BAYES_FLATNESS(53, "PAC-Bayes flatness", n -> 1 / (n.deviation() * n.deviation())),
  /** Equation 54: 1 / alpha^2. */
  SHARPNESS_FLATNESS(54, "sharpness flatness", n -> 1 / (n.ascent() * n.ascent())),
  /** Equation 56: a quarter of the sum of logarithms from the start, + log(m / s) + 10. */
  PAC_BAYES_MAGNITUDE_INIT(
      56, "PAC-Bayes magnitude init", n -> magnitudeAware(n, n.magnitudeFromStart())),
  /** Equation 57: a quarter of the sum of logarithms from the origin, + log(m / s) + 10. */
  PAC_BAYES_MAGNITUDE_ORIG(
      57, "PAC-Bayes magnitude orig", n -> magnitudeAware(n, n.magnitudeFromOrigin())),
  /** Equation 61: 1 / s^2, s the relative deviation. */
  PAC_BAYES_MAGNITUDE_FLATNESS(
      61, "PAC-Bayes magnitude flatness", n -> 1 / (n.relativeDeviation() * n.relativeDeviation())),
  /** Equation 62: 1 / a^2, a the relative alpha. */
  SHARPNESS_MAGNITUDE_FLATNESS(
      62, "sharpness magnitude flatness", n -> 1 / (n.relativeAscent() * n.relativeAscent())),
  /** Equation 48 with the square root of sigma in the place of sigma: a slip, not a measure. */
  PAC_BAYES_INIT_WITH_SLIP(
      48,
      "PAC-Bayes init with the slip",
      n -> pacBayes(n, sum(n, LayerNorms::frobeniusFromStart), Math.sqrt(n.deviation())));

  private final int equation;
  private final String label;
  private final ToDoubleFunction<NetworkSummary> mu;

  GeneralizationMeasure(int equation, String label, ToDoubleFunction<NetworkSummary> mu) {
    this.equation = equation;
    this.label = label;
    this.mu = mu;
  }

  /** Its number in Jiang et al. */
  public int equation() {
    return equation;
  }

  /** Its name. */
  public String label() {
    return label;
  }

  /** {@code sqrt(mu / m)}, at least 0. */
  public double value(NetworkSummary network) {
    return Math.sqrt(mu.applyAsDouble(network) / network.examples());
  }

  private static double margin2(NetworkSummary network) {
    return network.margin() * network.margin();
  }

  private static double spectralProduct(NetworkSummary network) {
    return Math.exp(sum(network, layer -> Math.log(layer.spectral())));
  }

  private static double frobeniusProduct(NetworkSummary network) {
    return Math.exp(sum(network, layer -> Math.log(layer.frobenius())));
  }

  private static double root(NetworkSummary network, double product) {
    int depth = network.layers().size();
    return depth * Math.pow(product, 1.0 / depth);
  }

  private static double pacBayes(NetworkSummary network, double squaredNorm, double deviation) {
    return squaredNorm / (4 * deviation * deviation)
        + Math.log(network.examples() / deviation)
        + 10;
  }

  private static double sharpness(NetworkSummary network, double squaredNorm) {
    double alpha = network.ascent();
    return squaredNorm * Math.log(2.0 * network.weights()) / (4 * alpha * alpha)
        + Math.log(network.examples() / alpha)
        + 10;
  }

  private static double magnitudeAware(NetworkSummary network, double logarithms) {
    return logarithms / 4 + Math.log(network.examples() / network.relativeDeviation()) + 10;
  }

  private static double sum(NetworkSummary network, ToDoubleFunction<LayerNorms> term) {
    return network.layers().stream().mapToDouble(term).sum();
  }
}
