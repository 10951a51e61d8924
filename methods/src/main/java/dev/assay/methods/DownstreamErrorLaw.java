package dev.assay.methods;

/**
 * The law from a language model's loss to its average error on downstream tasks: a power of
 * perplexity.
 *
 * <p>Samir Yitzhak Gadre et al. Language models scale reliably with over-training and on downstream
 * tasks. ICLR 2025, arXiv 2403.08540.
 *
 * <pre>
 * Err(L) = epsilon - k exp(-gamma L)
 * </pre>
 *
 * <p><b>Differs from the paper in</b>: the fit minimises the same squares, but finds their least by
 * a search over gamma instead of from k = gamma = epsilon = 1; {@link #fitFrom} is the paper's way.
 *
 * @param k finite
 * @param gamma finite
 * @param epsilon the error of a model that has learned nothing, finite
 */
public record DownstreamErrorLaw(double k, double gamma, double epsilon) {
  public DownstreamErrorLaw {
    Require.finite("k", k);
    Require.finite("gamma", gamma);
    Require.finite("epsilon", epsilon);
  }

  /**
   * The law with the least squares, for gamma between 0.01 and 10.
   *
   * @param losses of some models, finite
   * @param errors of the same models, finite
   * @throws IllegalArgumentException if there are not as many, fewer than three, or they do not
   *     determine the law
   */
  public static DownstreamErrorLaw fit(double[] losses, double[] errors) {
    return of(
        separable(losses, errors)
            .solve("k, gamma and epsilon", SeparableFit.geometric(0.01, 10, 100)));
  }

  /** Where Levenberg and Marquardt's method leads from a law; itself where that fails. */
  public static DownstreamErrorLaw fitFrom(
      DownstreamErrorLaw start, double[] losses, double[] errors) {
    return of(separable(losses, errors).descend(start.epsilon, start.k, start.gamma));
  }

  private static SeparableFit separable(double[] losses, double[] errors) {
    if (losses.length != errors.length) {
      throw new IllegalArgumentException(
          "There must be as many errors as losses, not %d and %d."
              .formatted(errors.length, losses.length));
    }
    for (int i = 0; i < losses.length; i++) {
      Require.finite("A loss", losses[i]);
      Require.finite("An error", errors[i]);
    }
    return new SeparableFit(1, (i, t) -> new double[] {1, -Math.exp(-t[0] * losses[i])}, errors);
  }

  private static DownstreamErrorLaw of(double[] fitted) {
    return new DownstreamErrorLaw(fitted[1], fitted[2], fitted[0]);
  }

  /** The predicted error of a model of this loss. */
  public double error(double loss) {
    return epsilon - k * Math.exp(-gamma * loss);
  }
}
