package dev.assay.methods;

/**
 * The scaling law of over-trained language models.
 *
 * <p>Samir Yitzhak Gadre et al. Language models scale reliably with over-training and on downstream
 * tasks. ICLR 2025, arXiv 2403.08540.
 *
 * <p>With M = D / N tokens a parameter and C = 6 N D operations,
 *
 * <pre>
 * L(C, M) = E + (a M^eta + b M^-eta) C^-eta
 * </pre>
 *
 * <p>which is Hoffmann et al.'s law (see {@link ChinchillaLaw}) with equal exponents {@code alpha =
 * beta = 2 eta}: at each M the reducible loss is the same power of C, so that few cheap runs at two
 * values of M fix it.
 *
 * <p><b>Differs from the paper in</b>:
 *
 * <ol>
 *   <li>the fit minimises the same unweighted squares of the loss, but finds their least by a
 *       search over eta instead of from 64 starting values; {@link #fitFrom} is the paper's way
 *       from one;
 *   <li>the paper's program holds 6^-eta in its first coefficient and not in its second: its first
 *       is a 6^-eta.
 * </ol>
 *
 * @param irreducible E, finite
 * @param a finite
 * @param b finite
 * @param eta finite
 */
public record OverTrainingLaw(double irreducible, double a, double b, double eta)
    implements ScalingLaw {
  private static final String NAME = "the over-training law's E, a, b and eta";

  public OverTrainingLaw {
    Require.finite("E", irreducible);
    Require.finite("a", a);
    Require.finite("b", b);
    Require.finite("eta", eta);
  }

  /**
   * The law with the least squares, for eta between 0.005 and 2.
   *
   * @throws IllegalArgumentException if there are fewer than four models, or they do not determine
   *     the law, as where all have the same tokens a parameter
   */
  public static OverTrainingLaw fit(TrainedModels models) {
    return of(separable(models).solve(NAME, SeparableFit.geometric(0.005, 2, 100)));
  }

  /** Where Levenberg and Marquardt's method leads from a law; itself where that fails. */
  public static OverTrainingLaw fitFrom(OverTrainingLaw start, TrainedModels models) {
    return of(separable(models).descend(start.irreducible, start.a, start.b, start.eta));
  }

  private static SeparableFit separable(TrainedModels models) {
    return new SeparableFit(
        1,
        (i, t) -> {
          double m = Math.pow(models.tokens()[i] / models.parameters()[i], t[0]);
          double c = Math.pow(models.flops(i), -t[0]);
          return new double[] {1, m * c, c / m};
        },
        models.losses());
  }

  private static OverTrainingLaw of(double[] fitted) {
    return new OverTrainingLaw(fitted[0], fitted[1], fitted[2], fitted[3]);
  }

  @Override
  public double loss(double parameters, double tokens) {
    double m = Math.pow(tokens / parameters, eta);
    return irreducible + (a * m + b / m) * Math.pow(6 * parameters * tokens, -eta);
  }
}
