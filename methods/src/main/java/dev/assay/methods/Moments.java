package dev.assay.methods;

import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import java.util.Arrays;

/**
 * The second moments of a regression and of its projection on some parameters G, with {@code Pi = G
 * (G^T G)^+ G^T}; the n x n matrix Pi is never made.
 *
 * @param gram X^T X (d x d)
 * @param target X^T y (d)
 * @param projectedGram X^T Pi X (d x d)
 * @param projectedTarget X^T Pi y (d)
 */
record Moments(Tensor gram, Tensor target, Tensor projectedGram, Tensor projectedTarget) {
  static Moments of(Tensor x, Tensor y, Tensor parameters) {
    require(x, y);
    require(parameters, y);
    Tensor cross = parameters.transpose().matmul(x);
    Tensor inverse = LinearAlgebra.pseudoInverse(parameters.transpose().matmul(parameters));
    Tensor weighted = cross.transpose().matmul(inverse);
    return new Moments(
        x.transpose().matmul(x),
        x.transpose().matmul(y),
        weighted.matmul(cross),
        weighted.matmul(parameters.transpose().matmul(y)));
  }

  /** Refuses examples that do not fit each other. */
  static void require(Tensor x, Tensor y) {
    if (x.dimensions() != 2 || y.dimensions() != 1 || x.size(0) != y.size(0)) {
      throw new IllegalArgumentException(
          "A regression needs a matrix (n x d) and a vector (n), not "
              + Arrays.toString(x.shape())
              + " and "
              + Arrays.toString(y.shape())
              + ".");
    }
  }
}
