package dev.assay.methods;

import java.util.List;

/**
 * What the measures of Jiang et al. look at in a trained network.
 *
 * @param layers the weight matrices, without biases, from the first layer to the last
 * @param weights how many weights these have together
 * @param examples m, how many examples it was trained on
 * @param margin the 10th percentile over the training examples of the label's logit less the
 *     largest other one; negative where it is not fitted
 * @param pathNorm the sum of outputs on an input of ones, with every parameter squared
 * @param deviation sigma: how strong Gaussian noise on all parameters may be until the training
 *     accuracy has fallen by 0.1
 * @param relativeDeviation the same with noise in proportion to each parameter's size
 * @param ascent alpha: how far gradient ascent may move every parameter until the training accuracy
 *     has fallen by 0.1
 * @param relativeAscent the same with moves in proportion to each parameter's size
 * @param magnitudeFromStart the sum over weights of {@code log [(e^2 + (s^2 + 1) |w - w0|^2 /
 *     weights) / (e^2 + s^2 (w_j - w0_j)^2)]}, with s the relative deviation and e = 1e-3
 * @param magnitudeFromOrigin the same with {@code |w|^2} in the numerator
 */
public record NetworkSummary(
    List<LayerNorms> layers,
    long weights,
    int examples,
    double margin,
    double pathNorm,
    double deviation,
    double relativeDeviation,
    double ascent,
    double relativeAscent,
    double magnitudeFromStart,
    double magnitudeFromOrigin) {
  /**
   * Squared norms of one weight matrix W that started at W0.
   *
   * @param spectral of W, its largest singular value squared
   * @param frobenius of W
   * @param spectralFromStart of W - W0
   * @param frobeniusFromStart of W - W0
   */
  public record LayerNorms(
      double spectral, double frobenius, double spectralFromStart, double frobeniusFromStart) {}

  public NetworkSummary {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("A network has at least one layer, not none.");
    }
    Require.positive("examples", examples);
    Require.positive("deviation", deviation);
    Require.positive("relativeDeviation", relativeDeviation);
    Require.positive("ascent", ascent);
    Require.positive("relativeAscent", relativeAscent);
  }
}
