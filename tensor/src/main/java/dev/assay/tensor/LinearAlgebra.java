package dev.assay.tensor;

import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.T_TensorTensorTensorTensor_T;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.global.torch;

/**
 * Decompositions and solutions of linear systems, by LAPACK.
 *
 * <p>All take matrices in the last two dimensions, and any number of them in the dimensions before;
 * all but {@link #leastSquares} and {@link #eigenvalues} pass gradients. FLOAT64 and FLOAT32.
 */
public final class LinearAlgebra {
  private static final StringViewOptional NO_DRIVER = Native.lasting(new StringViewOptional());
  private static final DoubleOptional DEFAULT_CUTOFF = Native.lasting(new DoubleOptional());

  // The view does not own its text.
  private static final BytePointer BY_SVD = Native.lasting(new BytePointer("gelsd"));
  private static final StringViewOptional SVD_DRIVER =
      Native.lasting(new StringViewOptional(BY_SVD));

  private LinearAlgebra() {}

  /** A thin singular value decomposition: {@code a = u * diag(s) * transpose(v)}. */
  public record Svd(Tensor u, Tensor s, Tensor v) {}

  /** A thin QR decomposition: {@code a = q * r}. */
  public record Qr(Tensor q, Tensor r) {}

  /** A symmetric eigenvalue decomposition: {@code a = vectors * diag(values) * vectors^T}. */
  public record Eigen(Tensor values, Tensor vectors) {}

  /** The sign of a determinant, and the logarithm of its absolute value. */
  public record LogDeterminant(Tensor sign, Tensor logarithm) {}

  /**
   * The thin singular value decomposition of matrices (n x m), with q = min(n, m): u (n x q), s (q)
   * in descending order, v (m x q). Columns are determined up to their sign. The gradients of u and
   * v are finite only where singular values are distinct.
   */
  public static Svd svd(Tensor a) {
    return Native.get(
        "svd",
        () -> {
          try (T_TensorTensorTensor_T parts = torch.linalg_svd(a.pointer(), false, NO_DRIVER)) {
            return new Svd(
                Native.own(parts.get0()),
                Native.own(parts.get1()),
                Native.own(parts.get2()).transpose());
          }
        },
        a);
  }

  /** The singular values (min(n, m)), descending, of matrices (n x m). */
  public static Tensor singularValues(Tensor a) {
    return Native.call("singularValues", a, t -> torch.linalg_svdvals(t));
  }

  /** The thin QR decomposition of matrices (n x m), with k = min(n, m): q (n x k), r (k x m). */
  public static Qr qr(Tensor a) {
    return Native.get(
        "qr",
        () -> {
          try (T_TensorTensor_T parts = torch.linalg_qr(a.pointer())) {
            return new Qr(Native.own(parts.get0()), Native.own(parts.get1()));
          }
        },
        a);
  }

  /**
   * Eigenvalues (n), ascending, and orthonormal eigenvectors (n x n, in columns) of symmetric
   * matrices (n x n), of which only the lower half is read.
   */
  public static Eigen eigh(Tensor a) {
    return Native.get(
        "eigh",
        () -> {
          try (T_TensorTensor_T parts = torch.linalg_eigh(a.pointer())) {
            return new Eigen(Native.own(parts.get0()), Native.own(parts.get1()));
          }
        },
        a);
  }

  /** The eigenvalues (n), ascending, of symmetric matrices (n x n); only the lower half is read. */
  public static Tensor eigvalsh(Tensor a) {
    return Native.call("eigvalsh", a, t -> torch.linalg_eigvalsh(t));
  }

  /** The complex eigenvalues (n) of matrices (n x n), in no order. */
  public static Tensor eigenvalues(Tensor a) {
    // LAPACK's geev writes outside of its memory where an element is infinite.
    if (!a.allFinite()) {
      throw new IllegalArgumentException(
          "eigenvalues of " + Arrays.toString(a.shape()) + ": an element is not a finite number.");
    }
    return Native.call("eigenvalues", a, t -> torch.linalg_eigvals(t));
  }

  /** The lower triangular L with {@code a = L * transpose(L)}, of positive definite matrices. */
  public static Tensor cholesky(Tensor a) {
    return Native.call("cholesky", a, t -> torch.linalg_cholesky(t));
  }

  /** Solves {@code a * x = b} by the Cholesky factor of a: (n x n) and (n x k) is (n x k). */
  public static Tensor choleskySolve(Tensor factor, Tensor b) {
    return Native.call("choleskySolve", factor, b, (l, r) -> r.cholesky_solve(l));
  }

  /** Solves {@code a * x = b}: (n x n) and (n) is (n), (n x n) and (n x k) is (n x k). */
  public static Tensor solve(Tensor a, Tensor b) {
    return Native.call("solve", a, b, (l, r) -> torch.linalg_solve(l, r));
  }

  /** Solves {@code a * x = b} for a triangular a: (n x n) and (n x k) is (n x k). */
  public static Tensor solveTriangular(Tensor a, Tensor b, boolean upper) {
    return Native.call(
        "solveTriangular", a, b, (l, r) -> torch.linalg_solve_triangular(l, r, upper));
  }

  /**
   * The x of least Euclidean norm that minimises {@code |a * x - b|}: (n x m), (n x k): (m x k).
   * Singular values below max(n, m) times the type's precision of the largest count as zero. On a
   * GPU, where only QR is to be had, a must have full column rank.
   */
  public static Tensor leastSquares(Tensor a, Tensor b) {
    // By singular values: libtorch's own choice (gelsy) hands LAPACK its column order unset, so
    // that the last bits differ from call to call.
    StringViewOptional driver = a.device().equals(Device.cpu()) ? SVD_DRIVER : NO_DRIVER;
    return Native.get(
        "leastSquares",
        () -> {
          try (T_TensorTensorTensorTensor_T parts =
              torch.linalg_lstsq(a.pointer(), b.pointer(), DEFAULT_CUTOFF, driver)) {
            return Native.own(parts.get0());
          }
        },
        a,
        b);
  }

  /** The inverse of matrices (n x n). */
  public static Tensor inverse(Tensor a) {
    return Native.call("inverse", a, t -> torch.linalg_inv(t));
  }

  /** The Moore-Penrose inverse (m x n) of matrices (n x m). */
  public static Tensor pseudoInverse(Tensor a) {
    return Native.call("pseudoInverse", a, t -> torch.linalg_pinv(t));
  }

  /** The determinant of matrices (n x n). */
  public static Tensor determinant(Tensor a) {
    return Native.call("determinant", a, t -> torch.linalg_det(t));
  }

  /** The determinant of matrices (n x n), where it would overflow. */
  public static LogDeterminant logDeterminant(Tensor a) {
    return Native.get(
        "logDeterminant",
        () -> {
          try (T_TensorTensor_T parts = torch.linalg_slogdet(a.pointer())) {
            return new LogDeterminant(Native.own(parts.get0()), Native.own(parts.get1()));
          }
        },
        a);
  }

  /** The greatest singular value of matrices. */
  public static Tensor spectralNorm(Tensor a) {
    return singularValues(a).amax(-1);
  }

  /** The sum of the singular values of matrices. */
  public static Tensor nuclearNorm(Tensor a) {
    return singularValues(a).sum(-1);
  }

  /** The exponential of matrices (n x n). */
  public static Tensor exponential(Tensor a) {
    return Native.call("exponential", a, t -> t.matrix_exp());
  }

  /** A whole power of matrices (n x n); a negative one of the inverse. */
  public static Tensor power(Tensor a, int exponent) {
    return Native.call("power", a, t -> t.matrix_power(exponent));
  }

  /** The sum of the diagonal of matrices (n x n). */
  public static Tensor trace(Tensor a) {
    return a.diagonal().sum(-1);
  }
}
