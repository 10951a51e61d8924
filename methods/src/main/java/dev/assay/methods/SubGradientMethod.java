package dev.assay.methods;

import dev.assay.data.LinearOperator2D;
import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;

/**
 * The sub-gradient method on the factor of a positive semidefinite matrix, for measurements of
 * which some are grossly wrong.
 *
 * <p>Jianhao Ma, Salar Fattahi. Global Convergence of Sub-gradient Method for Robust Matrix
 * Recovery: Small Initialization, Noisy Measurements, and Over-parameterization. arXiv 2202.08788.
 *
 * <p>The loss is {@code f(U) = 1/m sum_i |y_i - <A_i, U U^T>|} with A_i of N(0, 1) entries:
 *
 * <pre>
 * Q_t     = 1/m sum_i Sign(&lt;A_i, U_t U_t^T&gt; - y_i) (A_i + A_i^T) / 2
 * U_{t+1} = U_t - 2 eta_t Q_t U_t
 * </pre>
 *
 * <p>{@link #start} is the paper's initialisation: the direction of the first sub-gradient, made
 * small. What it says then holds for the true rank and for any width above it.
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>{@link LinearOperator2D Operators} here have N(0, 1/m) entries: residuals are multiplied by
 *       sqrt(m), so that losses and step sizes are those of the paper's scale.
 *   <li>{@link RobustLoss#huber Huber's loss} is not in the paper; it is there to compare with.
 *   <li>Of the step rules the paper's is {@link StepRule#geometric}; its exact constants were not
 *       at hand.
 * </ol>
 *
 * <p>Deterministic and without state: one object may serve many threads.
 */
public final class SubGradientMethod {
  private final RobustLoss loss;
  private final StepRule steps;

  /** Chooses the loss, {@link RobustLoss#absolute} in the paper, and the step sizes. */
  public SubGradientMethod(RobustLoss loss, StepRule steps) {
    this.loss = loss;
    this.steps = steps;
  }

  /** The loss. */
  public RobustLoss loss() {
    return loss;
  }

  /** How long steps are. */
  public StepRule steps() {
    return steps;
  }

  /**
   * The small start: {@code C = 1/m sum_i Sign(y_i) (A_i + A_i^T) / 2}, divided by its Frobenius
   * norm, without its negative eigenvalues and all but the {@code width} largest, is B B^T; the
   * start is {@code alpha B}. Only signs of the measurements enter.
   *
   * @param operator measures symmetric (n x n) matrices
   * @param observations y (m), not all 0
   * @param width r', in [1, n]
   * @param alpha positive and small
   */
  public static Factors start(
      LinearOperator2D operator, Tensor observations, int width, double alpha) {
    int n = square(operator);
    Require.positive("alpha", alpha);
    if (width < 1 || width > n) {
      throw new IllegalArgumentException(
          "width must lie in [1, " + n + "], the size of the matrix, not " + width + ".");
    }
    try (TensorScope scope = TensorScope.open()) {
      Tensor c = symmetricPart(operator.adjoint(observations.sign()));
      double norm = c.norm().item();
      if (norm == 0) {
        throw new IllegalArgumentException("There is no direction to start in: all signs are 0.");
      }
      LinearAlgebra.Eigen eigen = LinearAlgebra.eigh(c.mul(1 / norm));
      Tensor roots = eigen.values().clampMin(0).sqrt().slice(0, n - width, n);
      Tensor b = eigen.vectors().slice(1, n - width, n).mul(roots);
      return Factors.symmetric(scope.keep(b.mul(alpha)));
    }
  }

  /**
   * The loss of a factorization, at the paper's scale.
   *
   * @param observations y (m)
   */
  public double lossAt(Tensor matrix, LinearOperator2D operator, Tensor observations) {
    try (TensorScope _ = TensorScope.open()) {
      return loss.mean(residuals(matrix, operator, observations));
    }
  }

  /**
   * Makes many steps.
   *
   * @param start a symmetric factorization of an (n x n) matrix; unchanged
   * @param operator measures (n x n) matrices
   * @param observations y (m)
   * @param count steps, at least 0
   * @param observer sees t = 0, 1, ... steps, and may stop the run
   * @return the factors when it stopped
   */
  public Factors run(
      Factors start,
      LinearOperator2D operator,
      Tensor observations,
      int count,
      FactorizedGradientDescent.Observer observer) {
    check(start, operator, count);
    Factors now = start.copy();
    try (TensorScope _ = TensorScope.open()) {
      // All that is measured is X X^T.
      LinearOperator2D symmetric = operator.onSymmetric();
      for (int t = 0; ; t++) {
        try (TensorScope _ = TensorScope.open()) {
          if (!observer.observe(t, now) || t == count) {
            return now;
          }
          Tensor residuals = residuals(now.product(), symmetric, observations);
          Tensor q =
              symmetricPart(symmetric.adjoint(loss.derivative(residuals)))
                  .mul(1 / Math.sqrt(operator.measurements()));
          double size = steps.size(t, () -> loss.mean(residuals), () -> q.norm().item());
          now.f().subInPlace(q.matmul(now.f()), 2 * size);
        }
      }
    }
  }

  @Override
  public String toString() {
    return "SubGradientMethod(" + loss + ", " + steps + ")";
  }

  private static Tensor residuals(Tensor matrix, LinearOperator2D operator, Tensor observations) {
    return operator.apply(matrix).sub(observations).mul(Math.sqrt(operator.measurements()));
  }

  private static Tensor symmetricPart(Tensor matrix) {
    return matrix.add(matrix.transpose()).mul(0.5);
  }

  private static int square(LinearOperator2D operator) {
    if (operator.rows() != operator.columns()) {
      throw new IllegalArgumentException(
          "The matrix must be square, not " + operator.rows() + " x " + operator.columns() + ".");
    }
    return operator.rows();
  }

  private static void check(Factors start, LinearOperator2D operator, int count) {
    if (count < 0) {
      throw new IllegalArgumentException("count must be at least 0, not " + count + ".");
    }
    if (!start.isSymmetric()) {
      throw new IllegalArgumentException(
          "The sub-gradient method needs one tensor twice as factors.");
    }
    if (start.f().size(0) != square(operator)) {
      throw new IllegalArgumentException(
          "The factor "
              + Arrays.toString(start.f().shape())
              + " does not make the "
              + operator.rows()
              + " x "
              + operator.rows()
              + " matrix that the operator measures.");
    }
  }
}
