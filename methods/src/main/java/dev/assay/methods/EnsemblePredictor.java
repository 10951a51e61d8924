package dev.assay.methods;

import dev.assay.tensor.DType;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;

/**
 * Predicts with the average of the probabilities of several networks, or of samples of one.
 *
 * <pre>
 * q(y | x) = 1/K sum over k of softmax(logits_k(x))_y
 * </pre>
 *
 * <p>Lakshminarayanan, Pritzel, Blundell. Simple and Scalable Predictive Uncertainty Estimation
 * using Deep Ensembles. NeurIPS 2017, arXiv 1612.01474; for samples of a posterior it approximates
 * the Bayesian mixture. By Jensen's inequality its log loss is at most the average of the members'.
 * Averages of logits are something else and have no such promise.
 *
 * <p><b>Differs from the paper in</b>: nothing known.
 *
 * <p>Keeps one FLOAT64 tensor, which belongs to the scope that this object is made in.
 */
public final class EnsemblePredictor {
  private final Tensor sum;
  private int members;

  /**
   * Begins empty.
   *
   * @param shape of the logits, (..., classes)
   */
  public EnsemblePredictor(long... shape) {
    sum = Tensor.zeros(shape);
  }

  /** Adds a member's logits, of the shape given. */
  public void add(Tensor logits) {
    if (!Arrays.equals(logits.shape(), sum.shape())) {
      throw new IllegalArgumentException(
          "A member's logits have shape "
              + Arrays.toString(logits.shape())
              + " where "
              + Arrays.toString(sum.shape())
              + " is needed.");
    }
    try (TensorScope _ = TensorScope.withoutGradient()) {
      sum.addInPlace(logits.to(DType.FLOAT64).softmax(-1));
    }
    members++;
  }

  /** How many members it has. */
  public int members() {
    return members;
  }

  /** The ensemble's probabilities, FLOAT64 (..., classes). */
  public Tensor probabilities() {
    if (members == 0) {
      throw new IllegalStateException("An ensemble without members predicts nothing.");
    }
    return sum.div(members);
  }

  /**
   * The mean log loss in nats, over the last dimension of the labels.
   *
   * @param labels INT64 (..., examples) where the logits are (..., examples, classes)
   * @return FLOAT64 (...)
   */
  public Tensor logLoss(Tensor labels) {
    try (TensorScope scope = TensorScope.withoutGradient()) {
      return scope.keep(
          probabilities().gather(-1, labels.unsqueeze(-1)).squeeze(-1).log().neg().mean(-1));
    }
  }

  @Override
  public String toString() {
    return "EnsemblePredictor(members=" + members + ")";
  }
}
