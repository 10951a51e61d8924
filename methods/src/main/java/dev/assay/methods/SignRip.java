package dev.assay.methods;

import dev.assay.data.LinearOperator2D;
import dev.assay.data.MeasurementNoise;
import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sign-RIP: that the sub-gradient of the l1 loss points along the error, whatever the noise.
 *
 * <p>Jianhao Ma, Salar Fattahi. Global Convergence of Sub-gradient Method for Robust Matrix
 * Recovery. arXiv 2202.08788. With {@code D(X) = 1/m sum_i Sign(<A_i, X> - s_i) A_i} it asks, for
 * all X and Y of rank at most k,
 *
 * <pre>
 * |&lt;D(X) - phi(X) X/|X|, Y/|Y|&gt;| &lt;= delta phi(X)
 * </pre>
 *
 * <p>For A_i of N(0, 1) entries {@code phi(X) = sqrt(2/pi) E exp(-s^2 / (2 |X|^2))}: the sign's
 * correlation with a Gaussian of deviation |X| behind a threshold s.
 *
 * <p><b>Differs from the paper in</b>: the definition's exact wording was not at hand. {@link
 * #probe} looks at some X only, so what it reports bounds delta from below.
 */
public final class SignRip {
  private SignRip() {}

  /**
   * phi, in closed form.
   *
   * @param noise null for none
   * @param norm |X| in Frobenius norm, positive
   */
  public static double scale(@Nullable MeasurementNoise noise, double norm) {
    Require.positive("norm", norm);
    double seen =
        switch (noise) {
          case null -> 1;
          case MeasurementNoise.Gaussian n -> norm / Math.hypot(norm, n.sigma());
          case MeasurementNoise.Outliers n ->
              1 - n.share() + n.share() * norm / Math.hypot(norm, n.sigma());
          case MeasurementNoise.CauchyOutliers n ->
              1 - n.share() + n.share() * scaledErfc(n.scale() / (norm * Math.sqrt(2)));
        };
    return Math.sqrt(2 / Math.PI) * seen;
  }

  /** {@code exp(z^2) erfc(z)}, for z at least 0. */
  private static double scaledErfc(double z) {
    if (z > 20) {
      // The next term is 3 / (4 z^4), below 1e-5.
      return (1 - 1 / (2 * z * z)) / (z * Math.sqrt(Math.PI));
    }
    try (TensorScope _ = TensorScope.open()) {
      return Math.exp(z * z) * Tensor.scalar(z).erfc().item();
    }
  }

  /**
   * What some random X show.
   *
   * @param alignment the mean of {@code <D(X), X/|X|> / phi}, near 1 where the scale is right
   * @param deviation the largest of the left side over phi: a lower bound on delta
   */
  public record Probe(double alignment, double deviation) {}

  /**
   * Looks at random symmetric X; the worst Y of rank at most k is known: the k largest singular
   * values of the deviation.
   *
   * @param operator measures (n x n) matrices, with N(0, 1/m) entries
   * @param noise null for none; drawn once, as one problem has it
   * @param rank k, in [1, n]
   * @param norm |X|, positive
   * @param count how many X, at least 1
   */
  public static Probe probe(
      LinearOperator2D operator,
      @Nullable MeasurementNoise noise,
      int rank,
      double norm,
      int count,
      RandomGenerator random) {
    int n = operator.rows();
    Require.positive("count", count);
    if (operator.columns() != n || rank < 1 || rank > n) {
      throw new IllegalArgumentException(
          "A probe needs a square matrix and a rank in [1, its size], not %d x %d and %d."
              .formatted(n, operator.columns(), rank));
    }
    double phi = scale(noise, norm);
    int m = operator.measurements();
    double root = Math.sqrt(m);
    double[] drawn = new double[m];
    Arrays.setAll(drawn, _ -> noise == null ? 0 : noise.draw(random) / root);
    double alignment = 0;
    double deviation = 0;
    try (TensorScope _ = TensorScope.open()) {
      Tensor s = Tensor.of(drawn, m);
      for (int i = 0; i < count; i++) {
        try (TensorScope _ = TensorScope.open()) {
          Tensor x = symmetric(n, rank, norm, random);
          Tensor d = operator.adjoint(operator.apply(x).sub(s).sign()).mul(1 / root);
          alignment += d.mul(x).sum().item() / (norm * phi) / count;
          Tensor off = LinearAlgebra.singularValues(d.sub(x.mul(phi / norm)));
          double largest = off.slice(0, 0, rank).norm().item();
          deviation = Math.max(deviation, largest / phi);
        }
      }
    }
    return new Probe(alignment, deviation);
  }

  /** A symmetric matrix of this rank and norm: uniform eigenvectors, Gaussian eigenvalues. */
  private static Tensor symmetric(int n, int rank, double norm, RandomGenerator random) {
    Tensor q = LinearAlgebra.qr(Tensor.randn(random, n, rank)).q();
    Tensor x = q.mul(Tensor.randn(random, rank)).matmul(q.transpose());
    return x.mul(norm / x.norm().item());
  }
}
