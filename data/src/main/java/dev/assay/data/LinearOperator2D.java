package dev.assay.data;

import dev.assay.tensor.DType;
import dev.assay.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * A linear map A from matrices (n1 x n2) to measurements (m): {@code A(M)_i = <A_i, M>}.
 *
 * <p>The tensors of an operator live in the {@link dev.assay.tensor.TensorScope} in which it was
 * made.
 */
public interface LinearOperator2D {
  /** The number of rows n1 of the matrices measured. */
  int rows();

  /** The number of columns n2 of the matrices measured. */
  int columns();

  /** The number of measurements m. */
  int measurements();

  /**
   * Measures a matrix.
   *
   * @param matrix (n1 x n2)
   * @return the measurements (m)
   */
  Tensor apply(Tensor matrix);

  /**
   * Applies the adjoint: {@code A*(z) = sum_i z_i A_i}.
   *
   * @param z (m)
   * @return a matrix (n1 x n2)
   */
  Tensor adjoint(Tensor z);

  /**
   * Applies the adjoint to the measurements of a matrix: {@code A*(A(M))}. An implementation may
   * know a cheaper way than the two steps.
   *
   * @param matrix (n1 x n2)
   * @return a matrix (n1 x n2)
   */
  default Tensor normal(Tensor matrix) {
    return adjoint(apply(matrix));
  }

  /**
   * An operator that measures symmetric matrices as this one does and whose adjoint has the same
   * symmetric part; what it does with other matrices, and the antisymmetric part of its adjoint,
   * are left open. Where measurement matrices are dense it reads half as many numbers.
   *
   * @throws IllegalArgumentException where the matrices measured are not square
   */
  default LinearOperator2D onSymmetric() {
    Require.square(rows(), columns());
    return this;
  }

  /** The same operator on numbers of another type, which matrices and measurements then have. */
  LinearOperator2D to(DType type);

  /**
   * Draws measurement matrices with independent N(0, 1/m) entries, so that {@code A*A} is near the
   * identity on matrices of low rank. Needs 8 m n1 n2 bytes, and 8 (n1 n2)^2 more where m > n1 n2.
   */
  static LinearOperator2D gaussian(
      int rows, int columns, int measurements, RandomGenerator random) {
    return DenseOperator.gaussian(rows, columns, measurements, random);
  }

  /**
   * Draws Gaussian measurement matrices as {@link #gaussian} does and replaces each by its
   * symmetric part {@code (A_i + A_i^T) / 2}. The antisymmetric part of a matrix is invisible to
   * it: use it where the matrices measured are symmetric.
   */
  static LinearOperator2D symmetricGaussian(int size, int measurements, RandomGenerator random) {
    return DenseOperator.symmetricGaussian(size, measurements, random);
  }

  /** Measures every entry, in row-major order: the population case, matrix factorization. */
  static LinearOperator2D identity(int rows, int columns) {
    return new IdentityOperator(rows, columns);
  }
}
