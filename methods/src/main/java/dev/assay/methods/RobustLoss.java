package dev.assay.methods;

import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;

/** A loss of residuals that grows no faster than they do, so that outliers pull but boundedly. */
public sealed interface RobustLoss {
  /**
   * The mean loss.
   *
   * @param residuals (m)
   */
  double mean(Tensor residuals);

  /**
   * The loss's derivative at each residual, within [-1, 1].
   *
   * @param residuals (m)
   * @return (m)
   */
  Tensor derivative(Tensor residuals);

  /** {@code |r|}, whose derivative at 0 is taken as 0. */
  static RobustLoss absolute() {
    return new Absolute();
  }

  /**
   * Huber, "Robust estimation of a location parameter", 1964, with slopes of 1: {@code r^2 / (2
   * delta)} up to delta, {@code |r| - delta / 2} beyond.
   *
   * @param delta positive
   */
  static RobustLoss huber(double delta) {
    return new Huber(delta);
  }

  /** See {@link #absolute}. */
  record Absolute() implements RobustLoss {
    @Override
    public double mean(Tensor residuals) {
      try (TensorScope _ = TensorScope.open()) {
        return residuals.abs().mean().item();
      }
    }

    @Override
    public Tensor derivative(Tensor residuals) {
      return residuals.sign();
    }
  }

  /** See {@link #huber}. */
  record Huber(double delta) implements RobustLoss {
    public Huber {
      Require.positive("delta", delta);
    }

    @Override
    public double mean(Tensor residuals) {
      try (TensorScope _ = TensorScope.open()) {
        // r psi - delta psi^2 / 2 is r^2 / (2 delta) inside and |r| - delta / 2 outside.
        Tensor psi = derivative(residuals);
        return residuals.mul(psi).sub(psi.square().mul(delta / 2)).mean().item();
      }
    }

    @Override
    public Tensor derivative(Tensor residuals) {
      return residuals.mul(1 / delta).clamp(-1, 1);
    }
  }
}
