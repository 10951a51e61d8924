package dev.assay.methods;

import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A factorization F G^T of a matrix (n1 x n2), with F (n1 x k) and G (n2 x k).
 *
 * <p>A symmetric one, X X^T, holds the same tensor twice.
 */
public record Factors(Tensor f, Tensor g) {
  /** Checks that both are matrices with the same number of columns. */
  public Factors {
    if (f.dimensions() != 2 || g.dimensions() != 2 || f.size(1) != g.size(1)) {
      throw new IllegalArgumentException(
          "Factors need two matrices with as many columns, not shapes "
              + Arrays.toString(f.shape())
              + " and "
              + Arrays.toString(g.shape())
              + ".");
    }
  }

  /** The symmetric factorization X X^T with X (n x k). */
  public static Factors symmetric(Tensor x) {
    return new Factors(x, x);
  }

  /**
   * Draws a symmetric initialisation: X = alpha * N(0, 1) entries.
   *
   * @param n the size of the matrix
   * @param width k, at least 1
   * @param alpha the scale, positive
   */
  public static Factors symmetricGaussian(int n, int width, double alpha, RandomGenerator random) {
    return symmetric(gaussianFactor(n, width, Require.positive("alpha", alpha), random));
  }

  /**
   * Draws an asymmetric initialisation: F = alpha * N(0, 1) and G = alpha * ratio * N(0, 1)
   * entries, F first. The paper's theorem for k above the rank has a ratio of 1/3: the imbalance
   * drives the convergence.
   *
   * @param rows n1
   * @param columns n2
   * @param width k, at least 1
   * @param alpha the scale of F, positive
   * @param ratio the scale of G relative to F's, at least 0
   */
  public static Factors gaussian(
      int rows, int columns, int width, double alpha, double ratio, RandomGenerator random) {
    Require.positive("alpha", alpha);
    if (!(ratio >= 0) || Double.isInfinite(ratio)) {
      throw new IllegalArgumentException("ratio must be finite and at least 0, not " + ratio + ".");
    }
    Tensor f = gaussianFactor(rows, width, alpha, random);
    return new Factors(f, gaussianFactor(columns, width, alpha * ratio, random));
  }

  /**
   * Draws F = alpha * N(0, 1) entries and sets G to a copy of it: an asymmetric factorization with
   * no imbalance at all, which starts where the symmetric one of the same stream does.
   */
  public static Factors balanced(int n, int width, double alpha, RandomGenerator random) {
    Tensor f = gaussianFactor(n, width, Require.positive("alpha", alpha), random);
    return new Factors(f, f.copy());
  }

  /** The width k. */
  public int width() {
    return f.size(1);
  }

  /** Whether both are the same tensor. */
  public boolean isSymmetric() {
    return f == g;
  }

  /** The matrix F G^T (n1 x n2). */
  public Tensor product() {
    return f.matmul(g.transpose());
  }

  /** The imbalance F^T F - G^T G (k x k), which small steps nearly conserve. */
  public Tensor imbalance() {
    return f.transpose().matmul(f).sub(g.transpose().matmul(g));
  }

  /** The smallest eigenvalue of {@link #imbalance}: what the slowest direction converges with. */
  public double smallestImbalance() {
    try (TensorScope _ = TensorScope.open()) {
      return LinearAlgebra.eigvalsh(imbalance()).toDoubleArray()[0];
    }
  }

  /** An independent copy; a symmetric one stays symmetric. */
  public Factors copy() {
    return isSymmetric() ? symmetric(f.copy()) : new Factors(f.copy(), g.copy());
  }

  private static Tensor gaussianFactor(int n, int width, double scale, RandomGenerator random) {
    Require.positive("size", n);
    Require.positive("width", width);
    try (TensorScope scope = TensorScope.open()) {
      return scope.keep(Tensor.randn(random, n, width).mul(scale));
    }
  }
}
