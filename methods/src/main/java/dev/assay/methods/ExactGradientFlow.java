package dev.assay.methods;

import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;

/**
 * Gradient flow on the squared error of a linear model on features, at any time for one
 * eigendecomposition: no steps, so no step size and no stiffness.
 *
 * <p>Madhu S. Advani, Andrew M. Saxe, Haim Sompolinsky. High-dimensional dynamics of generalization
 * error in neural networks. Neural Networks 132, 2020, arXiv 1710.03667. From weights w0, on
 * features Phi (P x k),
 *
 * <pre>
 *   dw/dt = Phi^T (y - Phi w)      (the loss is half the sum of squares, no factor of 1/P)
 *   w(t)  = w0 + sum_i (1 - e^(-l_i t)) / l_i  u_i u_i^T Phi^T (y - Phi w0)
 * </pre>
 *
 * with l_i, u_i the eigenvalues and eigenvectors of Phi^T Phi. Where l_i = 0 the weights stay as
 * they were: the frozen subspace.
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>The smaller of Phi^T Phi and Phi Phi^T is decomposed.
 *   <li>An eigenvalue below the largest times the size times 2^-52 counts as 0.
 * </ol>
 */
public final class ExactGradientFlow {
  private final Tensor features;
  private final Tensor start;
  private final boolean dual;
  private final double[] eigenvalues;
  private final Tensor vectors;
  private final Tensor residual;

  /**
   * Decomposes the features. The tensors kept are those given and of the scope that is open.
   *
   * @param features Phi (P x k), float64
   * @param targets (P) or (P x outputs)
   * @param start w0 (k) or (k x outputs)
   */
  public ExactGradientFlow(Tensor features, Tensor targets, Tensor start) {
    int examples = features.size(0);
    if (features.dimensions() != 2
        || targets.size(0) != examples
        || start.size(0) != features.size(1)) {
      throw new IllegalArgumentException(
          "Features need a row for each target and a column for each weight, not "
              + Shapes.text(features)
              + " with "
              + Shapes.text(targets)
              + " and "
              + Shapes.text(start)
              + ".");
    }
    this.features = features;
    this.start = start.reshape(features.size(1), -1);
    Tensor transposed = features.transpose();
    dual = examples <= features.size(1);
    LinearAlgebra.Eigen eigen =
        LinearAlgebra.eigh(dual ? features.matmul(transposed) : transposed.matmul(features));
    vectors = eigen.vectors();
    double[] values = eigen.values().toDoubleArray();
    double zero = values[values.length - 1] * values.length * Math.ulp(1.0);
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] <= zero ? 0 : values[i];
    }
    eigenvalues = values;
    Tensor missing = targets.reshape(examples, -1).sub(features.matmul(this.start));
    residual = vectors.transpose().matmul(dual ? missing : transposed.matmul(missing));
  }

  /**
   * The weights at a time.
   *
   * @param time at least 0; infinite for the end
   * @return (k x outputs)
   */
  public Tensor weights(double time) {
    return trajectory(time).squeeze(1);
  }

  /**
   * The weights at many times.
   *
   * @param times (m), each at least 0; infinite for the end
   * @return (k x m x outputs)
   */
  public Tensor trajectory(double... times) {
    for (double time : times) {
      if (!(time >= 0)) {
        throw new IllegalArgumentException("A time must be at least 0, not " + time + ".");
      }
    }
    return filtered(times.length, (l, m) -> -Math.expm1(-l * times[m]) / l);
  }

  /**
   * The weights after steps of gradient descent: the flow's, in the limit of small steps.
   *
   * @param rate the step size, positive; above 2 over the largest eigenvalue the weights diverge
   * @param steps at least 0
   * @return (k x outputs)
   */
  public Tensor afterSteps(double rate, int steps) {
    Require.positive("The step size", rate);
    if (steps < 0) {
      throw new IllegalArgumentException("There cannot be " + steps + " steps.");
    }
    return filtered(1, (l, _) -> (1 - Math.pow(1 - rate * l, steps)) / l).squeeze(1);
  }

  /** What an eigenvalue makes of the residual, in one of several versions. */
  @FunctionalInterface
  private interface Filter {
    double of(double eigenvalue, int version);
  }

  private Tensor filtered(int versions, Filter filter) {
    int size = eigenvalues.length;
    int outputs = residual.size(1);
    double[] factors = new double[size * versions];
    for (int i = 0; i < size; i++) {
      for (int m = 0; m < versions; m++) {
        // Nothing of the residual lies where an eigenvalue is 0, but for rounding.
        factors[i * versions + m] = eigenvalues[i] == 0 ? 0 : filter.of(eigenvalues[i], m);
      }
    }
    try (TensorScope scope = TensorScope.open()) {
      Tensor scaled = Tensor.of(factors, size, versions, 1).mul(residual.reshape(size, 1, outputs));
      Tensor change = vectors.matmul(scaled.reshape(size, (long) versions * outputs));
      Tensor inWeights = dual ? features.transpose().matmul(change) : change;
      return scope.keep(
          inWeights
              .reshape(features.size(1), versions, outputs)
              .add(start.reshape(features.size(1), 1, outputs)));
    }
  }

  /**
   * What of a vector of weights lies where no gradient reaches.
   *
   * @param weights (k) or (k x outputs)
   * @return (k x outputs)
   */
  public Tensor frozenPart(Tensor weights) {
    try (TensorScope scope = TensorScope.open()) {
      Tensor columns = weights.reshape(features.size(1), -1);
      Tensor reached = vectors.transpose().matmul(dual ? features.matmul(columns) : columns);
      double[] factors = new double[eigenvalues.length];
      for (int i = 0; i < factors.length; i++) {
        factors[i] = eigenvalues[i] == 0 ? 0 : dual ? 1 / eigenvalues[i] : 1;
      }
      Tensor projected = vectors.matmul(reached.mul(Tensor.of(factors, factors.length, 1)));
      return scope.keep(columns.sub(dual ? features.transpose().matmul(projected) : projected));
    }
  }

  /**
   * The eigenvalues of Phi^T Phi that are not 0, ascending.
   *
   * @return at most min(P, k) of them; the others are 0
   */
  public double[] nonzeroEigenvalues() {
    return Arrays.stream(eigenvalues).filter(value -> value > 0).toArray();
  }

  @Override
  public String toString() {
    return "ExactGradientFlow(examples="
        + features.size(0)
        + ", features="
        + features.size(1)
        + ")";
  }
}
