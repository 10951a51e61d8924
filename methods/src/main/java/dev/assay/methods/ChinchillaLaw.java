package dev.assay.methods;

/**
 * The scaling law of model size and training tokens.
 *
 * <p>Jordan Hoffmann et al. Training Compute-Optimal Large Language Models. NeurIPS 2022, arXiv
 * 2203.15556, approach 3.
 *
 * <pre>
 * L(N, D) = E + A N^-alpha + B D^-beta
 * </pre>
 *
 * <p><b>Differs from the paper in</b>: the fit minimises squares of the loss, where the paper
 * minimises the Huber loss of its logarithm; as Gadre et al. (arXiv 2403.08540) fit theirs.
 *
 * @param irreducible E, finite
 * @param a A, finite
 * @param alpha finite
 * @param b B, finite
 * @param beta finite
 */
public record ChinchillaLaw(double irreducible, double a, double alpha, double b, double beta)
    implements ScalingLaw {
  public ChinchillaLaw {
    Require.finite("E", irreducible);
    Require.finite("A", a);
    Require.finite("alpha", alpha);
    Require.finite("B", b);
    Require.finite("beta", beta);
  }

  /**
   * The law with the least squares, for alpha and beta between 0.01 and 2.
   *
   * @throws IllegalArgumentException if there are fewer than five models, or they do not determine
   *     the law
   */
  public static ChinchillaLaw fit(TrainedModels models) {
    SeparableFit.Basis terms =
        (i, t) ->
            new double[] {
              1, Math.pow(models.parameters()[i], -t[0]), Math.pow(models.tokens()[i], -t[1])
            };
    double[] grid = SeparableFit.geometric(0.01, 2, 40);
    double[] fitted =
        new SeparableFit(2, terms, models.losses())
            .solve("Hoffmann's E, A, alpha, B and beta", grid, grid);
    return new ChinchillaLaw(fitted[0], fitted[1], fitted[3], fitted[2], fitted[4]);
  }

  @Override
  public double loss(double parameters, double tokens) {
    return irreducible + a * Math.pow(parameters, -alpha) + b * Math.pow(tokens, -beta);
  }
}
