package dev.assay.methods;

import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;

/** Linear regressions without an intercept, in closed form. Centre data first. */
public final class LeastSquaresRegression {
  private LeastSquaresRegression() {}

  /**
   * The h (d) with the least |y - X h|, and among those the shortest.
   *
   * @param x X (n x d)
   * @param y (n)
   */
  public static Tensor ordinary(Tensor x, Tensor y) {
    Moments.require(x, y);
    try (TensorScope scope = TensorScope.open()) {
      return scope.keep(LinearAlgebra.pseudoInverse(x).matmul(y));
    }
  }

  /**
   * Two-stage least squares: X is replaced by its least-squares prediction from the instruments,
   * and the shortest h (d) is taken where these do not determine it.
   *
   * @param x X (n x d)
   * @param y (n)
   * @param instruments Z (n x k)
   */
  public static Tensor twoStage(Tensor x, Tensor y, Tensor instruments) {
    Moments.require(x, y);
    Moments.require(instruments, y);
    try (TensorScope scope = TensorScope.open()) {
      Tensor predicted = instruments.matmul(LinearAlgebra.pseudoInverse(instruments).matmul(x));
      return scope.keep(ordinary(predicted, y));
    }
  }

  /**
   * The h (d) with the least {@code |y - X h|^2 + penalty |h|^2}.
   *
   * @param penalty at least 0
   * @throws IllegalArgumentException where that is not unique
   */
  public static Tensor ridge(Tensor x, Tensor y, double penalty) {
    Moments.require(x, y);
    Require.notNegative("penalty", penalty);
    try (TensorScope scope = TensorScope.open()) {
      Tensor gram = x.transpose().matmul(x).add(Tensor.eye(x.size(1)), penalty);
      return scope.keep(LinearAlgebra.solve(gram, x.transpose().matmul(y)));
    }
  }

  /**
   * The h (d) with the least {@code |y - X h|^2 / (2 n) + penalty |h|_1}, by coordinate descent
   * (Friedman, Hastie and Tibshirani, Journal of Statistical Software 33(1), 2010).
   *
   * @param penalty at least 0
   */
  public static Tensor lasso(Tensor x, Tensor y, double penalty) {
    Moments.require(x, y);
    Require.notNegative("penalty", penalty);
    int n = x.size(0);
    int d = x.size(1);
    double[] gram;
    double[] target;
    try (TensorScope _ = TensorScope.open()) {
      gram = x.transpose().matmul(x).div(n).toDoubleArray();
      target = x.transpose().matmul(y).div(n).toDoubleArray();
    }
    double[] h = new double[d];
    double change = Double.POSITIVE_INFINITY;
    for (int sweep = 0; sweep < 10_000 && change > 1e-10; sweep++) {
      change = 0;
      for (int j = 0; j < d; j++) {
        if (gram[j * d + j] == 0) {
          continue;
        }
        double rest = target[j];
        for (int k = 0; k < d; k++) {
          rest -= k == j ? 0 : gram[j * d + k] * h[k];
        }
        double next = Math.signum(rest) * Math.max(Math.abs(rest) - penalty, 0) / gram[j * d + j];
        change = Math.max(change, Math.abs(next - h[j]));
        h[j] = next;
      }
    }
    return Tensor.of(h, d);
  }
}
