package dev.assay.data;

import dev.assay.tensor.DType;
import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A matrix of low rank, how it is measured, and its measurements: noiseless, {@link #noisy}, or in
 * part those of {@linkplain #withDecoy another matrix}.
 *
 * <p>The target is {@code U diag(spectrum) V^T} with U (n1 x r) and V (n2 x r) uniformly random
 * orthonormal columns; V = U where the problem is positive semidefinite. Target and operator come
 * from separate streams of the seed: the same seed with other measurements has the same target. The
 * tensors live in the {@link TensorScope} in which the problem was made.
 */
public final class LowRankProblem {
  private final Tensor target;
  private final LinearOperator2D operator;
  private final Tensor observations;
  private final double[] spectrum;
  private final @Nullable MeasurementNoise noise;
  private final double decoyShare;
  private final long seed;

  private LowRankProblem(
      Tensor target,
      LinearOperator2D operator,
      Tensor observations,
      double[] spectrum,
      @Nullable MeasurementNoise noise,
      double decoyShare,
      long seed) {
    this.target = target;
    this.operator = operator;
    this.observations = observations;
    this.spectrum = spectrum.clone();
    this.noise = noise;
    this.decoyShare = decoyShare;
    this.seed = seed;
  }

  private static LowRankProblem noiseless(
      Tensor target, Measurements measurements, double[] spectrum, long seed) {
    LinearOperator2D operator =
        measurements.draw(target.size(0), target.size(1), RandomStream.of(seed).fork("operator"));
    return new LowRankProblem(
        target, operator, operator.apply(target).copy(), spectrum, null, 0, seed);
  }

  /**
   * Makes a positive semidefinite problem.
   *
   * @param n the number of rows and of columns
   * @param spectrum the positive eigenvalues, as many as the rank, between 0 and n of them
   * @param measurements how the matrix is measured
   * @param seed any number
   * @throws IllegalArgumentException for a bad size, or an eigenvalue that is not positive
   */
  public static LowRankProblem psd(int n, double[] spectrum, Measurements measurements, long seed) {
    checkSpectrum(spectrum, n, n);
    Tensor target;
    try (TensorScope scope = TensorScope.open()) {
      Tensor u = orthonormal(n, spectrum.length, RandomStream.of(seed).fork("left"));
      target = scope.keep(compose(u, spectrum, u));
    }
    return noiseless(target, measurements, spectrum, seed);
  }

  /**
   * Makes a rectangular problem.
   *
   * @param rows n1
   * @param columns n2
   * @param spectrum the positive singular values, as many as the rank, between 0 and min(n1, n2)
   * @param measurements how the matrix is measured
   * @param seed any number
   * @throws IllegalArgumentException for a bad size, or a singular value that is not positive
   */
  public static LowRankProblem rectangular(
      int rows, int columns, double[] spectrum, Measurements measurements, long seed) {
    checkSpectrum(spectrum, rows, columns);
    Tensor target;
    try (TensorScope scope = TensorScope.open()) {
      Tensor u = orthonormal(rows, spectrum.length, RandomStream.of(seed).fork("left"));
      Tensor v = orthonormal(columns, spectrum.length, RandomStream.of(seed).fork("right"));
      target = scope.keep(compose(u, spectrum, v));
    }
    return noiseless(target, measurements, spectrum, seed);
  }

  /**
   * Adds noise to the noiseless measurements: independent N(0, sigma^2 / m) numbers from a stream
   * of the seed, so that the noise has a norm of about sigma however many measurements there are.
   *
   * @param sigma positive
   * @return the same target under the same operator
   */
  public LowRankProblem noisy(double sigma) {
    Require.positive("sigma", sigma);
    int m = operator.measurements();
    try (TensorScope scope = TensorScope.open()) {
      Tensor errors = Tensor.randn(RandomStream.of(seed).fork("noise"), m);
      Tensor observed =
          scope.keep(operator.apply(target).copy().addInPlace(errors, sigma / Math.sqrt(m)));
      return observing(observed, MeasurementNoise.gaussian(sigma), 0);
    }
  }

  /**
   * Adds noise to the noiseless measurements, divided by sqrt(m) as the entries of Gaussian
   * operators are.
   *
   * @return the same target under the same operator
   */
  public LowRankProblem noisy(MeasurementNoise added) {
    if (added instanceof MeasurementNoise.Gaussian gaussian) {
      return noisy(gaussian.sigma());
    }
    int m = operator.measurements();
    RandomGenerator random = RandomStream.of(seed).fork("noise");
    double[] errors = new double[m];
    Arrays.setAll(errors, _ -> added.draw(random));
    try (TensorScope scope = TensorScope.open()) {
      Tensor observed =
          scope.keep(
              operator.apply(target).copy().addInPlace(Tensor.of(errors, m), 1 / Math.sqrt(m)));
      return observing(observed, added, 0);
    }
  }

  /**
   * Replaces each noiseless measurement, with a probability, by that of a decoy: another positive
   * semidefinite matrix of the same spectrum, with random eigenvectors of its own. Unlike noise,
   * what is wrong then agrees with itself.
   *
   * @param share the probability, in [0, 1]
   * @return the same target, which must be square, under the same operator
   */
  public LowRankProblem withDecoy(double share) {
    Require.probability("share", share);
    if (rows() != columns()) {
      throw new IllegalArgumentException(
          "A decoy needs a square matrix, not " + rows() + " x " + columns() + ".");
    }
    RandomStream random = RandomStream.of(seed);
    try (TensorScope scope = TensorScope.open()) {
      Tensor u = orthonormal(rows(), rank(), random.fork("decoy"));
      double[] truth = operator.apply(target).toDoubleArray();
      double[] decoy = operator.apply(compose(u, spectrum, u)).toDoubleArray();
      RandomGenerator coin = random.fork("noise");
      for (int i = 0; i < truth.length; i++) {
        truth[i] = coin.nextDouble() < share ? decoy[i] : truth[i];
      }
      return observing(scope.keep(Tensor.of(truth, truth.length)), null, share);
    }
  }

  private LowRankProblem observing(
      Tensor observed, @Nullable MeasurementNoise added, double decoys) {
    return new LowRankProblem(target, operator, observed, spectrum, added, decoys, seed);
  }

  /** The matrix to be found (n1 x n2). */
  public Tensor target() {
    return target;
  }

  /** How it is measured. */
  public LinearOperator2D operator() {
    return operator;
  }

  /** The measurements of the target (m). */
  public Tensor observations() {
    return observations;
  }

  /** The number of rows n1. */
  public int rows() {
    return target.size(0);
  }

  /** The number of columns n2. */
  public int columns() {
    return target.size(1);
  }

  /** The rank of the target. */
  public int rank() {
    return spectrum.length;
  }

  /**
   * The squared Frobenius distance to the target.
   *
   * @param estimate (n1 x n2), of any type; the distance is computed in float64
   */
  public double squaredError(Tensor estimate) {
    try (TensorScope _ = TensorScope.open()) {
      return estimate.to(DType.FLOAT64).sub(target).squaredNorm().item();
    }
  }

  @Override
  public String toString() {
    return "LowRankProblem("
        + rows()
        + " x "
        + columns()
        + ", spectrum="
        + Arrays.toString(spectrum)
        + ", "
        + operator
        + (noise == null ? "" : ", " + noise)
        + (decoyShare == 0 ? "" : ", decoys=" + decoyShare)
        + ", seed="
        + seed
        + ")";
  }

  private static Tensor compose(Tensor u, double[] spectrum, Tensor v) {
    return u.matmul(Tensor.diagonal(spectrum)).matmul(v.transpose());
  }

  /** Uniform on the orthonormal frames: the polar factor U V^T of a Gaussian matrix. */
  private static Tensor orthonormal(int n, int rank, RandomStream random) {
    if (rank == 0) {
      return Tensor.zeros(n, 0);
    }
    LinearAlgebra.Svd svd = LinearAlgebra.svd(Tensor.randn(random, n, rank));
    return svd.u().matmul(svd.v().transpose());
  }

  private static void checkSpectrum(double[] spectrum, int rows, int columns) {
    Require.positive("rows", rows);
    Require.positive("columns", columns);
    if (spectrum.length > Math.min(rows, columns)) {
      throw new IllegalArgumentException(
          "A " + rows + " x " + columns + " matrix has no rank of " + spectrum.length + ".");
    }
    for (double value : spectrum) {
      if (!(value > 0) || Double.isInfinite(value)) {
        throw new IllegalArgumentException(
            "The spectrum must be positive and finite, not " + value + ".");
      }
    }
  }
}
