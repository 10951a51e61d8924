package dev.assay.methods;

import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;

/**
 * The test error of a linear model on features phi whose moments are known: {@code E(w) = w^T M w -
 * 2 c^T w + p}, with {@code M = mean of phi phi^T}, {@code c = mean of phi y}, {@code p = mean of
 * y^2}. No test examples are drawn.
 *
 * @param features M (k x k)
 * @param target c (k)
 * @param power p
 */
public record QuadraticRisk(Tensor features, Tensor target, double power) {
  /** Part of the trace that is added where M is inverted. */
  private static final double JITTER = 1e-13;

  public QuadraticRisk {
    int k = features.size(0);
    if (features.dimensions() != 2 || features.size(1) != k || target.count() != k) {
      throw new IllegalArgumentException(
          "Moments must be (k x k) and (k), not "
              + Shapes.text(features)
              + " and "
              + Shapes.text(target)
              + ".");
    }
    Require.notNegative("The mean square of the target", power);
  }

  /**
   * A network of one hidden ReLU layer that is asked for the answers of another, on inputs x ~ N(0,
   * I). The features are {@code scale max(0, w . x)}.
   *
   * @param hidden the student's w (k x d)
   * @param teacherHidden the teacher's u (m x d)
   * @param teacherOutput the teacher's v (m)
   */
  public static QuadraticRisk ofRelu(
      Tensor hidden, double scale, Tensor teacherHidden, Tensor teacherOutput) {
    Tensor v = teacherOutput.reshape(-1, 1);
    Tensor own = ArcCosineKernel.gaussianMoment(teacherHidden, teacherHidden);
    return new QuadraticRisk(
        ArcCosineKernel.gaussianMoment(hidden, hidden).mul(scale * scale),
        ArcCosineKernel.gaussianMoment(hidden, teacherHidden).matmul(v).mul(scale).reshape(-1),
        v.transpose().matmul(own).matmul(v).item());
  }

  /**
   * The error of each column of weights; rounding may leave it a little below 0.
   *
   * @param weights (k) or (k x m)
   * @return m of them
   */
  public double[] errors(Tensor weights) {
    try (TensorScope _ = TensorScope.open()) {
      Tensor w = weights.reshape(target.count(), -1);
      Tensor c = target.reshape(-1, 1);
      return features.matmul(w).sub(c.mul(2)).mul(w).sum(0).add(power).toDoubleArray();
    }
  }

  /** By how much a step from the best weights raises the error: {@code s^T M s}. */
  double raise(Tensor step) {
    try (TensorScope _ = TensorScope.open()) {
      return step.mul(features.matmul(step)).sum().item();
    }
  }

  /**
   * The best weights, those of infinitely many examples.
   *
   * @return (k x 1)
   */
  public Tensor best() {
    double trace = features.diagonal().sum().item();
    return new KernelRidge(features, target).dual(JITTER * trace);
  }
}
