package dev.assay.data;

import dev.assay.tensor.DType;
import dev.assay.tensor.Tensor;

/**
 * What a dense operator measures of symmetric matrices: of each measurement matrix a row with one
 * number for each pair of entries {@code (i, j), (j, i)} and each {@code (i, i)}, their mean.
 */
final class SymmetricOperator implements LinearOperator2D {
  private final int size;
  private final Tensor pairs;
  private final Tensor transposed;

  /** Where each pair's entry above the diagonal lies in a matrix. */
  private final Tensor upper;

  /** How many entries each pair has: 2, and 1 on the diagonal. */
  private final Tensor entries;

  /** Which pair each entry of a matrix is of. */
  private final Tensor pairOf;

  private SymmetricOperator(int size, Tensor pairs, Tensor upper, Tensor entries, Tensor pairOf) {
    this.size = size;
    this.pairs = pairs;
    this.transposed = pairs.transpose();
    this.upper = upper;
    this.entries = entries;
    this.pairOf = pairOf;
  }

  /**
   * Packs measurement matrices.
   *
   * @param matrices (m x size^2)
   */
  static SymmetricOperator of(int size, Tensor matrices) {
    long[] above = new long[size * (size + 1) / 2];
    long[] below = new long[above.length];
    double[] entries = new double[above.length];
    long[] pairOf = new long[size * size];
    int pair = 0;
    for (int i = 0; i < size; i++) {
      for (int j = i; j < size; j++) {
        int entry = i * size + j;
        int mirror = j * size + i;
        above[pair] = entry;
        below[pair] = mirror;
        entries[pair] = i == j ? 1 : 2;
        pairOf[entry] = pair;
        pairOf[mirror] = pair;
        pair++;
      }
    }
    Tensor upper = Tensor.of(above, above.length);
    Tensor pairs =
        matrices
            .indexSelect(1, upper)
            .add(matrices.indexSelect(1, Tensor.of(below, below.length)))
            .mul(0.5);
    return new SymmetricOperator(
        size,
        pairs,
        upper,
        Tensor.of(entries, entries.length).to(matrices.dtype()),
        Tensor.of(pairOf, pairOf.length));
  }

  @Override
  public int rows() {
    return size;
  }

  @Override
  public int columns() {
    return size;
  }

  @Override
  public int measurements() {
    return pairs.size(0);
  }

  @Override
  public Tensor apply(Tensor matrix) {
    Require.shape("apply", matrix, size, size);
    return pairs.matmul(matrix.reshape((long) size * size).indexSelect(0, upper).mul(entries));
  }

  @Override
  public Tensor adjoint(Tensor z) {
    Require.shape("adjoint", z, measurements());
    return transposed.matmul(z).indexSelect(0, pairOf).reshape(size, size);
  }

  @Override
  public LinearOperator2D onSymmetric() {
    return this;
  }

  @Override
  public SymmetricOperator to(DType type) {
    return new SymmetricOperator(size, pairs.to(type), upper, entries.to(type), pairOf);
  }

  @Override
  public String toString() {
    return "Operator on symmetric matrices (%d x %d to %d)".formatted(size, size, measurements());
  }
}
