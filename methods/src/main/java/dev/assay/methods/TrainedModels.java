package dev.assay.methods;

import java.util.Arrays;

/**
 * What scaling laws are fitted to: models with the loss that each reached.
 *
 * @param parameters their numbers of parameters N, positive
 * @param tokens the numbers D of tokens they were trained on, positive, as many
 * @param losses their losses, finite, as many
 */
@SuppressWarnings("ArrayRecordComponent") // copied in, never compared
public record TrainedModels(double[] parameters, double[] tokens, double[] losses) {
  public TrainedModels {
    if (parameters.length != tokens.length || tokens.length != losses.length) {
      throw new IllegalArgumentException(
          "Models need as many sizes, tokens and losses, not %d, %d and %d."
              .formatted(parameters.length, tokens.length, losses.length));
    }
    parameters = parameters.clone();
    tokens = tokens.clone();
    losses = losses.clone();
    for (int i = 0; i < losses.length; i++) {
      Require.positive("A number of parameters", parameters[i]);
      Require.positive("A number of tokens", tokens[i]);
      if (!Double.isFinite(losses[i])) {
        throw new IllegalArgumentException("A loss must be finite, not " + losses[i] + ".");
      }
    }
  }

  /** Their number. */
  public int size() {
    return losses.length;
  }

  /** Training operations of one of them: 6 N D. A double, since they exceed 64-bit integers. */
  double flops(int model) {
    return 6 * parameters[model] * tokens[model];
  }

  /** The mean of |predicted - measured| / measured. */
  public double meanRelativeError(ScalingLaw law) {
    double sum = 0;
    for (int i = 0; i < size(); i++) {
      sum += Math.abs(law.loss(parameters[i], tokens[i]) / losses[i] - 1);
    }
    return sum / size();
  }

  /** The sum of the squares of predicted - measured. */
  public double residualSumOfSquares(ScalingLaw law) {
    double sum = 0;
    for (int i = 0; i < size(); i++) {
      double residual = law.loss(parameters[i], tokens[i]) - losses[i];
      sum += residual * residual;
    }
    return sum;
  }

  @Override
  public String toString() {
    return size() + " models of losses " + Arrays.toString(losses);
  }
}
