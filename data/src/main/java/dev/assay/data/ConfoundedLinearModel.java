package dev.assay.data;

import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.random.RandomGenerator;

/**
 * Linear treatments and outcomes with hidden common causes: {@code X = A^T C + e_X} and {@code Y =
 * f . X + kappa (c . C) + e_Y}, where C and the noises e are Gaussian and C is never seen. What a
 * regression of Y on X finds is f and the trace of C in X; f alone is causal.
 */
public final class ConfoundedLinearModel {
  private final Tensor mixing;
  private final Tensor effect;
  private final Tensor outcomeMixing;
  private final double noise;

  /**
   * Data of the model.
   *
   * @param treatments X (n x d)
   * @param outcomes Y (n)
   */
  public record Sample(Tensor treatments, Tensor outcomes) {}

  private ConfoundedLinearModel(Tensor mixing, Tensor effect, Tensor outcomeMixing, double noise) {
    this.mixing = mixing;
    this.effect = effect;
    this.outcomeMixing = outcomeMixing;
    this.noise = noise;
  }

  /**
   * A model whose coefficients A, f and c are standard Gaussian. Its tensors belong to the scope in
   * which it is made.
   *
   * @param treatments d, at least 2
   * @param confounders at least 1
   * @param confounded the first so many treatments have the hidden causes, the others only noise;
   *     at most d
   * @param noise the standard deviation of e_X and e_Y, at least 0
   */
  public static ConfoundedLinearModel random(
      int treatments, int confounders, int confounded, double noise, RandomGenerator random) {
    Require.positive("confounders", confounders);
    Require.notNegative("noise", noise);
    if (treatments < 2 || confounded < 0 || confounded > treatments) {
      throw new IllegalArgumentException(
          "A model needs at least 2 treatments and at most as many confounded ones, not %d and %d."
              .formatted(treatments, confounded));
    }
    double[] mixing = new double[confounders * treatments];
    for (int i = 0; i < mixing.length; i++) {
      double coefficient = random.nextGaussian();
      mixing[i] = i % treatments < confounded ? coefficient : 0;
    }
    return new ConfoundedLinearModel(
        Tensor.of(mixing, confounders, treatments),
        Tensor.randn(random, treatments),
        Tensor.randn(random, confounders),
        noise);
  }

  /** The causal effect f (d). */
  public Tensor effect() {
    return effect;
  }

  /**
   * Draws data.
   *
   * @param count n, at least 1
   * @param confounding kappa, finite
   */
  public Sample sample(int count, double confounding, RandomGenerator random) {
    Require.positive("count", count);
    if (!Double.isFinite(confounding)) {
      throw new IllegalArgumentException("confounding must be finite, not " + confounding + ".");
    }
    int d = effect.size(0);
    try (TensorScope scope = TensorScope.open()) {
      Tensor hidden = Tensor.randn(random, count, outcomeMixing.size(0));
      Tensor x = hidden.matmul(mixing).add(Tensor.randn(random, count, d).mul(noise));
      Tensor y =
          x.matmul(effect)
              .add(hidden.matmul(outcomeMixing).mul(confounding))
              .add(Tensor.randn(random, count).mul(noise));
      return new Sample(scope.keep(x), scope.keep(y));
    }
  }

  @Override
  public String toString() {
    return "%d treatments of %d hidden causes, noise %s"
        .formatted(effect.size(0), outcomeMixing.size(0), noise);
  }
}
