package dev.assay.data;

import dev.assay.tensor.DType;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.random.RandomGenerator;

/** Measurement matrices as the rows of one dense matrix (m x n1 n2). */
final class DenseOperator implements LinearOperator2D {
  private final String name;
  private final int rows;
  private final int columns;
  private final int measurements;
  private final Tensor forward;
  private final Tensor backward;
  private final Tensor gram;
  private final boolean gramIsSmaller;

  private DenseOperator(String name, int rows, int columns, Tensor matrix) {
    this.name = name;
    this.rows = rows;
    this.columns = columns;
    this.measurements = matrix.size(0);
    this.forward = matrix;
    this.backward = matrix.transpose();
    this.gramIsSmaller = measurements > rows * columns;
    // With more measurements than entries, one product with A^T A replaces two longer ones.
    this.gram = gramIsSmaller ? backward.matmul(forward) : forward;
  }

  static DenseOperator gaussian(int rows, int columns, int measurements, RandomGenerator random) {
    Require.positive("rows", rows);
    Require.positive("columns", columns);
    Require.positive("measurements", measurements);
    Tensor matrix;
    try (TensorScope scope = TensorScope.open()) {
      matrix =
          scope.keep(
              Tensor.randn(random, measurements, (long) rows * columns)
                  .mul(1 / Math.sqrt(measurements)));
    }
    return new DenseOperator("Gaussian", rows, columns, matrix);
  }

  static DenseOperator symmetricGaussian(int size, int measurements, RandomGenerator random) {
    Require.positive("size", size);
    Require.positive("measurements", measurements);
    double[] values = new double[Math.multiplyExact(measurements, size * size)];
    double scale = 1 / Math.sqrt(measurements);
    double[] one = new double[size * size];
    for (int i = 0; i < measurements; i++) {
      for (int j = 0; j < one.length; j++) {
        one[j] = scale * random.nextGaussian();
      }
      for (int r = 0; r < size; r++) {
        for (int c = 0; c < size; c++) {
          values[i * one.length + r * size + c] = 0.5 * (one[r * size + c] + one[c * size + r]);
        }
      }
    }
    return new DenseOperator(
        "Symmetric Gaussian", size, size, Tensor.of(values, measurements, one.length));
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public int measurements() {
    return measurements;
  }

  @Override
  public Tensor apply(Tensor matrix) {
    Require.shape("apply", matrix, rows, columns);
    return forward.matmul(matrix.reshape((long) rows * columns));
  }

  @Override
  public Tensor adjoint(Tensor z) {
    Require.shape("adjoint", z, measurements);
    return backward.matmul(z).reshape(rows, columns);
  }

  @Override
  public Tensor normal(Tensor matrix) {
    if (!gramIsSmaller) {
      return LinearOperator2D.super.normal(matrix);
    }
    Require.shape("normal", matrix, rows, columns);
    return gram.matmul(matrix.reshape((long) rows * columns)).reshape(rows, columns);
  }

  @Override
  public LinearOperator2D onSymmetric() {
    Require.square(rows, columns);
    return SymmetricOperator.of(rows, forward);
  }

  @Override
  public DenseOperator to(DType type) {
    return new DenseOperator(name, rows, columns, forward.to(type));
  }

  @Override
  public String toString() {
    return name + " operator (" + rows + " x " + columns + " to " + measurements + ")";
  }
}
