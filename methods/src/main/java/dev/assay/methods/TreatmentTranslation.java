package dev.assay.methods;

import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Data augmentation by Gaussian translations of the treatment along given directions, with the
 * drawn parameters kept: {@code G ~ N(0, I)} and {@code GX = X + gamma G B}.
 *
 * <p>Uzair Akbar, Niki Kilbertus, Hao Shen, Krikamol Muandet, Bo Dai. An Analysis of Causal Effect
 * Estimation using Outcome Invariant Data Augmentation. NeurIPS 2025, arXiv 2510.25128.
 *
 * <p>It is outcome-invariant where the outcome's function does not change along the directions, as
 * a linear one does not along the {@linkplain #nullSpace null space} of its effect. Then the
 * translation acts as an intervention on the treatment.
 *
 * <p><b>Differs from the paper in</b>: nothing known.
 */
public final class TreatmentTranslation {
  private final Tensor directions;
  private final double scale;

  /**
   * Data and what was done to them.
   *
   * @param treatments GX (n x d)
   * @param parameters G (n x k)
   */
  public record Augmented(Tensor treatments, Tensor parameters) {}

  /**
   * Chooses the directions.
   *
   * @param directions B (k x d), k at least 1
   * @param scale gamma, at least 0
   */
  public TreatmentTranslation(Tensor directions, double scale) {
    if (directions.dimensions() != 2 || directions.size(0) < 1) {
      throw new IllegalArgumentException(
          "Directions need a matrix of at least one row, not "
              + Arrays.toString(directions.shape())
              + ".");
    }
    if (!(scale >= 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException(
          "scale must be finite and not negative, not " + scale + ".");
    }
    this.directions = directions;
    this.scale = scale;
  }

  /** An orthonormal basis (d - 1 x d) of the vectors that are orthogonal to an effect (d). */
  public static Tensor nullSpace(Tensor effect) {
    try (TensorScope scope = TensorScope.open()) {
      double norm = effect.norm().item();
      if (!(norm > 0)) {
        throw new IllegalArgumentException("The null space of an effect of 0 is everything.");
      }
      Tensor unit = effect.div(norm);
      Tensor projection = Tensor.eye(effect.size(0)).sub(unit.outer(unit));
      // Eigenvalues ascend: the first is 0, that of the effect, and all others are 1.
      Tensor vectors = LinearAlgebra.eigh(projection).vectors();
      return scope.keep(vectors.slice(1, 1, effect.size(0)).transpose().contiguous());
    }
  }

  /** Translates each row of X (n x d) by a draw of its own. */
  public Augmented apply(Tensor treatments, RandomGenerator random) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor parameters = Tensor.randn(random, treatments.size(0), directions.size(0));
      return new Augmented(
          scope.keep(treatments.add(parameters.matmul(directions), scale)), scope.keep(parameters));
    }
  }

  @Override
  public String toString() {
    return "TreatmentTranslation(directions=%d, scale=%s)".formatted(directions.size(0), scale);
  }
}
