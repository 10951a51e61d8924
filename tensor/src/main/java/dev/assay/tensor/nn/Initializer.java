package dev.assay.tensor.nn;

import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Where a parameter's values start.
 *
 * <p>A shape (out, in, ...) has {@code in * ...} inputs ("fan in") and {@code out * ...} outputs
 * ("fan out").
 */
@FunctionalInterface
public interface Initializer {
  /** Draws FLOAT64 values of this shape. */
  Tensor draw(RandomGenerator random, long... shape);

  /** One value everywhere. */
  static Initializer constant(double value) {
    return (_, shape) -> Tensor.full(value, shape);
  }

  /** Gaussian numbers of mean 0. */
  static Initializer normal(double deviation) {
    return (random, shape) -> Tensor.randn(random, shape).mulInPlace(deviation);
  }

  /** Uniform numbers of [-bound, bound). */
  static Initializer uniform(double bound) {
    return (random, shape) -> Tensor.uniform(random, -bound, bound, shape);
  }

  /** Uniform numbers up to {@code 1 / sqrt(fan in)}: PyTorch's default for linear and conv. */
  static Initializer inverseRootFanIn() {
    return (random, shape) -> uniform(1 / Math.sqrt(fan(shape, 1))).draw(random, shape);
  }

  /** Gaussian numbers of variance {@code 2 / fan in}, for ReLU (He et al. 2015). */
  static Initializer kaimingNormal() {
    return (random, shape) -> normal(Math.sqrt(2 / fan(shape, 1))).draw(random, shape);
  }

  /** Uniform numbers of variance {@code 2 / (fan in + fan out)} (Glorot and Bengio 2010). */
  static Initializer xavierUniform() {
    return (random, shape) ->
        uniform(Math.sqrt(6 / (fan(shape, 1) + fan(shape, 0)))).draw(random, shape);
  }

  /**
   * Orthonormal rows, or columns where there are fewer (Saxe et al. 2014); shape (out, in, ...).
   */
  static Initializer orthogonal() {
    return (random, shape) -> {
      long rows = shape[0];
      long columns = (long) fan(shape, 1);
      try (TensorScope scope = TensorScope.withoutGradient()) {
        Tensor gaussian = Tensor.randn(random, Math.max(rows, columns), Math.min(rows, columns));
        LinearAlgebra.Qr qr = LinearAlgebra.qr(gaussian);
        // Without the signs of r the distribution would not be uniform (Mezzadri 2007).
        Tensor q = qr.q().mul(qr.r().diagonal().sign());
        return scope.keep((rows < columns ? q.transpose() : q).reshape(shape).copy());
      }
    };
  }

  private static double fan(long[] shape, int dimension) {
    if (shape.length < 2) {
      throw new IllegalArgumentException(
          "This initialization needs a shape (out, in, ...), not " + Arrays.toString(shape) + ".");
    }
    double product = shape[dimension];
    for (int i = 2; i < shape.length; i++) {
      product *= shape[i];
    }
    return product;
  }
}
