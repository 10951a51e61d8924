package dev.assay.methods;

import java.util.function.DoubleSupplier;

/** How long each step of a sub-gradient method is. */
public sealed interface StepRule {
  /**
   * The step size eta_t.
   *
   * @param t steps made before, from 0
   * @param loss the loss now
   * @param subgradientNorm the Frobenius norm of the sub-gradient matrix now
   */
  double size(int t, DoubleSupplier loss, DoubleSupplier subgradientNorm);

  /**
   * {@code first ratio^t / |Q_t|_F}: right under noise, whose level it need not know. The sum of
   * all steps is {@code first / (1 - ratio)}, which must suffice to grow out of a small start.
   *
   * @param first positive
   * @param ratio in (0, 1)
   */
  static StepRule geometric(double first, double ratio) {
    return new Geometric(first, ratio);
  }

  /**
   * {@code factor f(U_t)}, after Polyak with a least loss of 0: right without noise only.
   *
   * @param factor positive
   */
  static StepRule polyak(double factor) {
    return new Polyak(factor);
  }

  /** The same size at each step; positive. */
  static StepRule constant(double size) {
    return new Constant(size);
  }

  /**
   * {@code first / sqrt(t + 1)}.
   *
   * @param first positive
   */
  static StepRule diminishing(double first) {
    return new Diminishing(first);
  }

  /** See {@link #geometric}. */
  record Geometric(double first, double ratio) implements StepRule {
    public Geometric {
      Require.positive("first", first);
      if (!(ratio > 0 && ratio < 1)) {
        throw new IllegalArgumentException("ratio must lie in (0, 1), not " + ratio + ".");
      }
    }

    @Override
    public double size(int t, DoubleSupplier loss, DoubleSupplier subgradientNorm) {
      double norm = subgradientNorm.getAsDouble();
      return norm == 0 ? 0 : first * Math.pow(ratio, t) / norm;
    }
  }

  /** See {@link #polyak}. */
  record Polyak(double factor) implements StepRule {
    public Polyak {
      Require.positive("factor", factor);
    }

    @Override
    public double size(int t, DoubleSupplier loss, DoubleSupplier subgradientNorm) {
      return factor * loss.getAsDouble();
    }
  }

  /** See {@link #constant}. */
  record Constant(double size) implements StepRule {
    public Constant {
      Require.positive("size", size);
    }

    @Override
    public double size(int t, DoubleSupplier loss, DoubleSupplier subgradientNorm) {
      return size;
    }
  }

  /** See {@link #diminishing}. */
  record Diminishing(double first) implements StepRule {
    public Diminishing {
      Require.positive("first", first);
    }

    @Override
    public double size(int t, DoubleSupplier loss, DoubleSupplier subgradientNorm) {
      return first / Math.sqrt(t + 1.0);
    }
  }
}
