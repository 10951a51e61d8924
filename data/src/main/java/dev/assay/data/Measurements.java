package dev.assay.data;

import java.util.random.RandomGenerator;

/** How a matrix is measured; the operator itself is drawn when a problem is made. */
public sealed interface Measurements {
  /** Draws the operator for matrices of this shape. */
  LinearOperator2D draw(int rows, int columns, RandomGenerator random);

  /** See {@link LinearOperator2D#gaussian}; the count is m, at least 1. */
  static Measurements gaussian(int count) {
    Require.positive("count", count);
    return new Gaussian(count);
  }

  /** See {@link LinearOperator2D#symmetricGaussian}; the count is m, at least 1; square only. */
  static Measurements symmetricGaussian(int count) {
    Require.positive("count", count);
    return new SymmetricGaussian(count);
  }

  /** See {@link LinearOperator2D#identity}. */
  static Measurements identity() {
    return new Identity();
  }

  /** Gaussian measurement matrices. */
  record Gaussian(int count) implements Measurements {
    @Override
    public LinearOperator2D draw(int rows, int columns, RandomGenerator random) {
      return LinearOperator2D.gaussian(rows, columns, count, random);
    }
  }

  /** Symmetrised Gaussian measurement matrices. */
  record SymmetricGaussian(int count) implements Measurements {
    @Override
    public LinearOperator2D draw(int rows, int columns, RandomGenerator random) {
      if (rows != columns) {
        throw new IllegalArgumentException(
            "Symmetric measurements need a square matrix, not " + rows + " x " + columns + ".");
      }
      return LinearOperator2D.symmetricGaussian(rows, count, random);
    }
  }

  /** Every entry once. */
  record Identity() implements Measurements {
    @Override
    public LinearOperator2D draw(int rows, int columns, RandomGenerator random) {
      return LinearOperator2D.identity(rows, columns);
    }
  }
}
