package dev.assay.methods;

import dev.assay.tensor.Tensor;
import java.util.Arrays;

/**
 * What a learner minimises who sees several environments. It works for a population of hypotheses
 * at once, each with a penalty of its own.
 */
public interface EnvironmentObjective {
  /**
   * The objective of each member.
   *
   * @param predictions (members x n)
   * @param targets (n)
   * @param environments of the n examples
   * @param risk of one prediction
   * @return (members); the gradient of its sum is each member's own gradient
   */
  Tensor loss(Tensor predictions, Tensor targets, Environments environments, ExampleRisk risk);

  /** The mean risk: environments play no part. */
  static EnvironmentObjective empiricalRisk() {
    return (predictions, targets, _, risk) -> risk.of(predictions, targets).mean(1);
  }

  /**
   * Invariant risk minimisation (Arjovsky, Bottou, Gulrajani and Lopez-Paz, arXiv 1907.02893,
   * IRMv1): the mean over environments of {@code R_e + penalty (d R_e(w f) / d w at w = 1)^2}.
   *
   * @param penalties one a member, each at least 0
   */
  static EnvironmentObjective invariantRisk(double... penalties) {
    double[] each = checked(penalties);
    return (predictions, targets, environments, risk) -> {
      Tensor risks = environments.means(risk.of(predictions, targets));
      Tensor slopes = environments.means(risk.scaleDerivative(predictions, targets)).square();
      return risks.add(slopes.mul(column(each, predictions))).mean(1);
    };
  }

  /**
   * Variance risk extrapolation (Krueger et al., arXiv 2003.00688, V-REx): the sum of the
   * environments' risks plus penalty times their unbiased variance.
   *
   * @param penalties one a member, each at least 0
   */
  static EnvironmentObjective varianceExtrapolation(double... penalties) {
    double[] each = checked(penalties);
    return (predictions, targets, environments, risk) -> {
      requireTwo(environments);
      Tensor risks = environments.means(risk.of(predictions, targets));
      return risks.sum(1).add(risks.var(1).mul(column(each, predictions).squeeze(1)));
    };
  }

  /**
   * Minimax risk extrapolation (Krueger et al., arXiv 2003.00688, MM-REx): {@code (1 - m l) max_e
   * R_e + l sum_e R_e} of m environments. For l above 1/m the largest risk is rewarded, and nothing
   * bounds it from below.
   *
   * @param weights l, one a member, each at least 0
   */
  static EnvironmentObjective minimaxExtrapolation(double... weights) {
    double[] each = checked(weights);
    return (predictions, targets, environments, risk) -> {
      Tensor risks = environments.means(risk.of(predictions, targets));
      Tensor l = column(each, predictions).squeeze(1);
      Tensor ofMax = l.mul(-environments.count()).add(1);
      return risks.amax(1).mul(ofMax).add(risks.sum(1).mul(l));
    };
  }

  /** Distributionally robust optimisation over environments: their largest risk. */
  static EnvironmentObjective worstEnvironment() {
    return (predictions, targets, environments, risk) ->
        environments.means(risk.of(predictions, targets)).amax(1);
  }

  private static double[] checked(double... values) {
    for (double value : values) {
      Require.notNegative("A penalty", value);
    }
    return values.clone();
  }

  private static void requireTwo(Environments environments) {
    if (environments.count() < 2) {
      throw new IllegalArgumentException(
          "The variance of risks needs two environments, there is one.");
    }
  }

  /** One number a member (members x 1), of the predictions' type. */
  private static Tensor column(double[] values, Tensor predictions) {
    if (values.length != predictions.size(0)) {
      throw new IllegalArgumentException(
          "There are %d penalties for predictions of shape %s."
              .formatted(values.length, Arrays.toString(predictions.shape())));
    }
    return Tensor.of(values, values.length, 1).to(predictions.dtype());
  }
}
