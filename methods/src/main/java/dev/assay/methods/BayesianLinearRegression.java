package dev.assay.methods;

import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;

/**
 * Linear regression with a Gaussian prior and known Gaussian noise: evidence, posterior and
 * predictions in closed form.
 *
 * <p>The smooth example of Meir Feder, Ruediger Urbanke, Yaniv Fogel. The Universality Lens: Why
 * Even Highly Over-Parametrized Models Learn Well. arXiv 2506.07661; the formulas are classical.
 *
 * <pre>
 * y = X w + noise,  w ~ N(0, p I),  noise ~ N(0, s I)
 * y given X ~ N(0, C),  C = s I + p X X^T
 * prediction at x: mean p x^T X^T C^-1 y, variance s + p |x|^2 - p^2 x^T X^T C^-1 X x
 * </pre>
 *
 * <p>Everything but {@link #posterior} costs n^3 and not d^3, so that a hundred times as many
 * parameters as examples are cheap.
 *
 * <p><b>Differs from the paper in</b>: nothing known; the example is ours.
 */
public final class BayesianLinearRegression {
  private final double priorVariance;
  private final double noiseVariance;

  /**
   * The distribution of the weights given the examples.
   *
   * @param mean (d)
   * @param precision the inverse of the covariance (d x d)
   */
  public record Posterior(Tensor mean, Tensor precision) {}

  /**
   * The distribution of outcomes at new points, each Gaussian.
   *
   * @param mean (points)
   * @param variance (points), the noise included
   */
  public record Prediction(Tensor mean, Tensor variance) {}

  /**
   * States the model.
   *
   * @param priorVariance p of each weight, positive
   * @param noiseVariance s of each outcome, positive
   */
  public BayesianLinearRegression(double priorVariance, double noiseVariance) {
    this.priorVariance = Require.positive("priorVariance", priorVariance);
    this.noiseVariance = Require.positive("noiseVariance", noiseVariance);
  }

  /**
   * The logarithm of the density of all outcomes given all inputs: minus the mixture's cumulative
   * log loss, in nats.
   *
   * @param x inputs (n x d)
   * @param y outcomes (n)
   */
  public double logEvidence(Tensor x, Tensor y) {
    check(x, y);
    try (TensorScope _ = TensorScope.open()) {
      Tensor factor = LinearAlgebra.cholesky(covariance(x));
      Tensor white = LinearAlgebra.solveTriangular(factor, y.unsqueeze(1), false);
      return -0.5 * white.squaredNorm().item()
          - factor.diagonal().log().sum().item()
          - 0.5 * x.size(0) * Math.log(2 * Math.PI);
    }
  }

  /**
   * The weights given the examples.
   *
   * @param x inputs (n x d)
   * @param y outcomes (n)
   */
  public Posterior posterior(Tensor x, Tensor y) {
    check(x, y);
    try (TensorScope scope = TensorScope.open()) {
      Tensor precision =
          x.transpose().matmul(x).div(noiseVariance).add(Tensor.eye(x.size(1)).div(priorVariance));
      Tensor projected = x.transpose().matmul(y.unsqueeze(1)).div(noiseVariance);
      Tensor mean =
          LinearAlgebra.choleskySolve(LinearAlgebra.cholesky(precision), projected).squeeze(1);
      return new Posterior(scope.keep(mean), scope.keep(precision));
    }
  }

  /**
   * Outcomes at new points given the examples.
   *
   * @param x inputs (n x d)
   * @param y outcomes (n)
   * @param points (m x d)
   */
  public Prediction predict(Tensor x, Tensor y, Tensor points) {
    check(x, y);
    if (points.dimensions() != 2 || points.size(1) != x.size(1)) {
      throw new IllegalArgumentException(
          "Points of shape "
              + Arrays.toString(points.shape())
              + " are not among inputs of "
              + x.size(1)
              + " coordinates.");
    }
    try (TensorScope scope = TensorScope.open()) {
      Tensor factor = LinearAlgebra.cholesky(covariance(x));
      Tensor cross = x.matmul(points.transpose()).mul(priorVariance);
      Tensor mean =
          cross.transpose().matmul(LinearAlgebra.choleskySolve(factor, y.unsqueeze(1))).squeeze(1);
      Tensor white = LinearAlgebra.solveTriangular(factor, cross, false);
      Tensor variance =
          points.square().sum(1).mul(priorVariance).add(noiseVariance).sub(white.square().sum(0));
      return new Prediction(scope.keep(mean), scope.keep(variance));
    }
  }

  private Tensor covariance(Tensor x) {
    return x.matmul(x.transpose()).mul(priorVariance).add(Tensor.eye(x.size(0)).mul(noiseVariance));
  }

  private static void check(Tensor x, Tensor y) {
    if (x.dimensions() != 2 || y.dimensions() != 1 || x.size(0) != y.size(0)) {
      throw new IllegalArgumentException(
          "Inputs (n x d) and outcomes (n) are needed, not shapes "
              + Arrays.toString(x.shape())
              + " and "
              + Arrays.toString(y.shape())
              + ".");
    }
  }

  @Override
  public String toString() {
    return "BayesianLinearRegression(priorVariance="
        + priorVariance
        + ", noiseVariance="
        + noiseVariance
        + ")";
  }
}
