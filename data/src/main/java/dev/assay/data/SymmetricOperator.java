package dev.assay.data;

import dev.assay.tensor.DType;
import dev.assay.tensor.Tensor;

/**
 * What a dense operator measures of symmetric matrices: of each measurement matrix a row with one
 * number for each pair of entries {@code (i, j), (j, i)} and each {@code (i, i)}, their sum.
 */
final class SymmetricOperator implements LinearOperator2D {
  private final int size;
  private final Tensor pairs;
  private final Tensor transposed;

  /** Where each pair's entry above the diagonal lies in a matrix. */
  private final Tensor upper;

  /** Which pair each entry of a matrix is of, and its part of the pair's sum: 1 or a half. */
  private final Tensor pairOf;

  private final Tensor part;

  private SymmetricOperator(int size, Tensor pairs, Tensor upper, Tensor pairOf, Tensor part) {
    this.size = size;
    this.pairs = pairs;
    this.transposed = pairs.transpose();
    this.upper = upper;
    this.pairOf = pairOf;
    this.part = part;
  }

  /**
   * Packs measurement matrices.
   *
   * @param matrices (m x size^2)
   */
  static SymmetricOperator of(int size, Tensor matrices) {
    long[] above = new long[size * (size + 1) / 2];
    long[] below = new long[above.length];
    double[] share = new double[above.length];
    long[] pairOf = new long[size * size];
    double[] part = new double[size * size];
    int pair = 0;
    for (int i = 0; i < size; i++) {
      for (int j = i; j < size; j++) {
        int entry = i * size + j;
        int mirror = j * size + i;
        above[pair] = entry;
        below[pair] = mirror;
        share[pair] = i == j ? 0.5 : 1;
        pairOf[entry] = pair;
        pairOf[mirror] = pair;
        part[entry] = i == j ? 1 : 0.5;
        part[mirror] = part[entry];
        pair++;
      }
    }
    Tensor upper = Tensor.of(above, above.length);
    Tensor pairs =
        matrices
            .indexSelect(1, upper)
            .add(matrices.indexSelect(1, Tensor.of(below, below.length)))
            .mul(Tensor.of(share, share.length).to(matrices.dtype()));
    return new SymmetricOperator(
        size,
        pairs,
        upper,
        Tensor.of(pairOf, pairOf.length),
        Tensor.of(part, part.length).to(matrices.dtype()));
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
    return pairs.matmul(matrix.reshape((long) size * size).indexSelect(0, upper));
  }

  @Override
  public Tensor adjoint(Tensor z) {
    Require.shape("adjoint", z, measurements());
    return transposed.matmul(z).indexSelect(0, pairOf).mul(part).reshape(size, size);
  }

  @Override
  public LinearOperator2D onSymmetric() {
    return this;
  }

  @Override
  public SymmetricOperator to(DType type) {
    return new SymmetricOperator(size, pairs.to(type), upper, pairOf, part.to(type));
  }

  @Override
  public String toString() {
    return "Operator on symmetric matrices (%d x %d to %d)".formatted(size, size, measurements());
  }
}
