package dev.assay.methods;

/**
 * The scaling law of compute alone, with an irreducible loss: blind to how many tokens a parameter
 * sees.
 *
 * <p>Tom Henighan et al. Scaling Laws for Autoregressive Generative Modeling. arXiv 2010.14701.
 *
 * <pre>
 * L(C) = E + a C^-eta,   C = 6 N D
 * </pre>
 *
 * <p><b>Differs from the paper in</b>: the fit minimises squares of the loss, as Gadre et al.
 * (arXiv 2403.08540) do.
 *
 * @param irreducible E, finite
 * @param a finite
 * @param eta finite
 */
public record ComputeLaw(double irreducible, double a, double eta) implements ScalingLaw {
  public ComputeLaw {
    Require.finite("E", irreducible);
    Require.finite("a", a);
    Require.finite("eta", eta);
  }

  /**
   * The law with the least squares, for eta between 0.005 and 2.
   *
   * @throws IllegalArgumentException if there are fewer than three models, or they do not determine
   *     the law, as where two costs are all there are
   */
  public static ComputeLaw fit(TrainedModels models) {
    double[] fitted =
        new SeparableFit(
                1, (i, t) -> new double[] {1, Math.pow(models.flops(i), -t[0])}, models.losses())
            .solve("E, a and eta of compute", SeparableFit.geometric(0.005, 2, 100));
    return new ComputeLaw(fitted[0], fitted[1], fitted[2]);
  }

  @Override
  public double loss(double parameters, double tokens) {
    return irreducible + a * Math.pow(6 * parameters * tokens, -eta);
  }
}
