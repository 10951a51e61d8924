package dev.assay.methods;

import dev.assay.data.LinearOperator2D;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;

/**
 * Gradient descent on the factors of a low-rank matrix seen through linear measurements.
 *
 * <p>Nuoya Xiong, Lijun Ding, Simon S. Du. How Over-Parameterization Slows Down Gradient Descent in
 * Matrix Sensing: The Curses of Symmetry and Initialization. ICLR 2024, arXiv 2310.01769.
 *
 * <p>With the residual matrix {@code H_t = A*(A(M_t) - y)}:
 *
 * <pre>
 * symmetric,  M_t = X_t X_t^T, loss 1/4 |A(M_t) - y|^2:
 *     X_{t+1} = X_t - eta (H_t + H_t^T)/2 X_t
 * asymmetric, M_t = F_t G_t^T, loss 1/2 |A(M_t) - y|^2:
 *     F_{t+1} = F_t - eta H_t G_t
 *     G_{t+1} = G_t - eta H_t^T F_t          (both from step t)
 * </pre>
 *
 * <p>Symmetric and wider than the rank, the squared error falls no faster than 1/t^2; asymmetric
 * with unequal scales, exponentially, with a rate of the order of the initial scale squared.
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>The symmetric update takes the symmetric part of H_t. It is the exact gradient for any A;
 *       for symmetric A_i, as in the paper, H_t is symmetric already.
 *   <li>{@link #alternating} is not in the paper. It shows what the simultaneous update is good
 *       for: started at F = G, that keeps F = G on symmetric measurements, and this does not.
 * </ol>
 *
 * <p>Deterministic and without state: one object may serve many threads.
 */
public final class FactorizedGradientDescent {
  private final Parameterization parameterization;
  private final double stepSize;
  private final boolean alternating;

  /** How the matrix is written as a product. */
  public enum Parameterization {
    /** X X^T. */
    SYMMETRIC,
    /** F G^T. */
    ASYMMETRIC
  }

  /** Watches a run. */
  @FunctionalInterface
  public interface Observer {
    /**
     * Sees the factors after {@code t} steps; they change in the next step, so copy what is to
     * last.
     *
     * @return whether to go on
     */
    boolean observe(int t, Factors now);
  }

  private FactorizedGradientDescent(
      Parameterization parameterization, double stepSize, boolean alternating) {
    this.parameterization = parameterization;
    this.stepSize = Require.positive("stepSize", stepSize);
    this.alternating = alternating;
  }

  /**
   * Descends on X X^T.
   *
   * @param stepSize eta, positive; stable below about 1 / (largest eigenvalue of the target)
   */
  public static FactorizedGradientDescent symmetric(double stepSize) {
    return new FactorizedGradientDescent(Parameterization.SYMMETRIC, stepSize, false);
  }

  /**
   * Descends on F G^T.
   *
   * @param stepSize eta, positive; stable below about 1 / (largest singular value of the factors)^2
   */
  public static FactorizedGradientDescent asymmetric(double stepSize) {
    return new FactorizedGradientDescent(Parameterization.ASYMMETRIC, stepSize, false);
  }

  /**
   * Descends on F G^T, one factor after the other (Gauss-Seidel): the gradient for G is taken at
   * F_{t+1}. A step costs two residuals.
   *
   * @param stepSize eta, as in {@link #asymmetric}
   */
  public static FactorizedGradientDescent alternating(double stepSize) {
    return new FactorizedGradientDescent(Parameterization.ASYMMETRIC, stepSize, true);
  }

  /** How the matrix is written. */
  public Parameterization parameterization() {
    return parameterization;
  }

  /** The step size eta. */
  public double stepSize() {
    return stepSize;
  }

  /**
   * Makes one step.
   *
   * @param now factors of an (n1 x n2) matrix; unchanged. Symmetric descent needs the same tensor
   *     twice, asymmetric two.
   * @param operator measures (n1 x n2) matrices
   * @param observations y (m)
   * @return new factors
   */
  public Factors step(Factors now, LinearOperator2D operator, Tensor observations) {
    return run(now, operator, observations, 1, (_, _) -> true);
  }

  /**
   * Makes many steps.
   *
   * @param start factors of an (n1 x n2) matrix; unchanged. Symmetric descent needs the same tensor
   *     twice, asymmetric two.
   * @param operator measures (n1 x n2) matrices
   * @param observations y (m)
   * @param steps at least 0
   * @param observer sees t = 0, 1, ... steps, and may stop the run
   * @return the factors when it stopped
   */
  public Factors run(
      Factors start, LinearOperator2D operator, Tensor observations, int steps, Observer observer) {
    check(start, operator, steps);
    Factors now = start.copy();
    try (TensorScope _ = TensorScope.open()) {
      // H = A*A(M) - A*(y): the last term never changes.
      Tensor backProjection = operator.adjoint(observations).copy();
      for (int t = 0; ; t++) {
        try (TensorScope _ = TensorScope.open()) {
          if (!observer.observe(t, now) || t == steps) {
            return now;
          }
          Tensor h = operator.normal(now.product()).sub(backProjection);
          if (now.isSymmetric()) {
            Tensor gradient = h.add(h.transpose()).matmul(now.f());
            now.f().subInPlace(gradient, 0.5 * stepSize);
          } else {
            Tensor gradientF = h.matmul(now.g());
            if (alternating) {
              now.f().subInPlace(gradientF, stepSize);
              Tensor renewed = operator.normal(now.product()).sub(backProjection);
              now.g().subInPlace(renewed.transpose().matmul(now.f()), stepSize);
            } else {
              Tensor gradientG = h.transpose().matmul(now.f());
              now.f().subInPlace(gradientF, stepSize);
              now.g().subInPlace(gradientG, stepSize);
            }
          }
        }
      }
    }
  }

  /**
   * The relative loss {@code |A(F G^T) - y|^2 / |y|^2}: what can be observed of the distance to the
   * optimum.
   */
  public static double relativeLoss(Factors now, LinearOperator2D operator, Tensor observations) {
    try (TensorScope _ = TensorScope.open()) {
      return operator.apply(now.product()).sub(observations).squaredNorm().item()
          / observations.squaredNorm().item();
    }
  }

  @Override
  public String toString() {
    return "FactorizedGradientDescent("
        + parameterization
        + (alternating ? ", alternating" : "")
        + ", stepSize="
        + stepSize
        + ")";
  }

  private void check(Factors start, LinearOperator2D operator, int steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("steps must be at least 0, not " + steps + ".");
    }
    if (start.isSymmetric() != (parameterization == Parameterization.SYMMETRIC)) {
      throw new IllegalArgumentException(
          parameterization
              + " descent needs "
              + (start.isSymmetric() ? "two tensors" : "one tensor twice")
              + " as factors.");
    }
    if (start.f().size(0) != operator.rows() || start.g().size(0) != operator.columns()) {
      throw new IllegalArgumentException(
          "The factors "
              + Arrays.toString(start.f().shape())
              + " and "
              + Arrays.toString(start.g().shape())
              + " do not make the "
              + operator.rows()
              + " x "
              + operator.columns()
              + " matrix that the operator measures.");
    }
  }
}
