package dev.assay.data;

import dev.assay.tensor.DType;
import dev.assay.tensor.Tensor;

/** Measures every entry once. */
record IdentityOperator(int rows, int columns) implements LinearOperator2D {
  IdentityOperator {
    Require.positive("rows", rows);
    Require.positive("columns", columns);
  }

  @Override
  public int measurements() {
    return rows * columns;
  }

  @Override
  public Tensor apply(Tensor matrix) {
    Require.shape("apply", matrix, rows, columns);
    return matrix.reshape(measurements());
  }

  @Override
  public Tensor adjoint(Tensor z) {
    Require.shape("adjoint", z, measurements());
    return z.reshape(rows, columns);
  }

  @Override
  public Tensor normal(Tensor matrix) {
    Require.shape("normal", matrix, rows, columns);
    return matrix.copy();
  }

  @Override
  public IdentityOperator to(DType type) {
    return this;
  }
}
