package dev.assay.methods;

import dev.assay.tensor.Tensor;

/** How wrong a prediction is. */
public enum ExampleRisk {
  /** {@code (f - y)^2}. */
  SQUARED {
    @Override
    Tensor of(Tensor predictions, Tensor targets) {
      return predictions.sub(targets).square();
    }

    @Override
    Tensor scaleDerivative(Tensor predictions, Tensor targets) {
      return predictions.sub(targets).mul(predictions).mul(2);
    }
  },
  /** {@code log(1 + e^f) - y f} for logits f and targets of 0 and 1. */
  LOGISTIC {
    @Override
    Tensor of(Tensor predictions, Tensor targets) {
      return predictions.softplus().sub(predictions.mul(targets));
    }

    @Override
    Tensor scaleDerivative(Tensor predictions, Tensor targets) {
      return predictions.sigmoid().sub(targets).mul(predictions);
    }
  };

  /** The risk of each prediction (members x n), for targets (n). */
  abstract Tensor of(Tensor predictions, Tensor targets);

  /** Its derivative by a scale w at 1 that all predictions are multiplied with. */
  abstract Tensor scaleDerivative(Tensor predictions, Tensor targets);
}
