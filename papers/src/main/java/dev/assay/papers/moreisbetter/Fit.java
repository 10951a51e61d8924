package dev.assay.papers.moreisbetter;

import dev.assay.data.RandomFeatureTask;
import dev.assay.methods.KernelRidge;
import dev.assay.methods.RandomFeatureRidge;
import dev.assay.tensor.DType;
import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import java.util.Arrays;

/** A regression on one draw of Gaussian inputs, at any ridge. */
interface Fit {
  /** The coefficients of its answer in the eigenfunctions (modes x 1). */
  Tensor coefficients(double ridge);

  /** The mean squared error on the examples it was fitted to. */
  double trainError(double ridge);

  /** The same regression by the kernel's inverse in single precision. */
  default Fit inSinglePrecision() {
    throw new IllegalArgumentException("single precision is for kernels, without a k");
  }

  /**
   * On random features.
   *
   * @param features (n x k)
   * @param projection times {@code scale} makes features of eigenfunctions (modes x k)
   */
  static Fit ofFeatures(Tensor features, Tensor targets, Tensor projection, double scale) {
    RandomFeatureRidge regression = new RandomFeatureRidge(features, targets);
    return new Fit() {
      @Override
      public Tensor coefficients(double ridge) {
        return projection.matmul(regression.weights(ridge)).mul(scale);
      }

      @Override
      public double trainError(double ridge) {
        return regression.trainError(ridge);
      }
    };
  }

  /**
   * On the kernel itself.
   *
   * @param inputs the eigenfunctions (n x modes)
   */
  static Fit ofKernel(RandomFeatureTask task, Tensor inputs, Tensor targets) {
    double[] eigenvalues = task.eigenvalues();
    Tensor weighted = inputs.mul(Tensor.of(eigenvalues, 1, eigenvalues.length)).transpose();
    Tensor kernel = inputs.matmul(weighted);
    KernelRidge regression = new KernelRidge(kernel, targets);
    return new Fit() {
      @Override
      public Tensor coefficients(double ridge) {
        return weighted.matmul(regression.dual(ridge));
      }

      @Override
      public double trainError(double ridge) {
        return regression.trainError(ridge);
      }

      @Override
      public Fit inSinglePrecision() {
        return byInverse(weighted, kernel.to(DType.FLOAT32), targets.to(DType.FLOAT32));
      }
    };
  }

  private static Fit byInverse(Tensor weighted, Tensor kernel, Tensor targets) {
    int n = kernel.size(0);
    return new Fit() {
      @Override
      public Tensor coefficients(double ridge) {
        return weighted.matmul(dual(ridge).to(DType.FLOAT64));
      }

      @Override
      public double trainError(double ridge) {
        return kernel.matmul(dual(ridge)).sub(targets.reshape(n, 1)).squaredNorm().item() / n;
      }

      private Tensor dual(double ridge) {
        double[] diagonal = new double[n];
        Arrays.fill(diagonal, ridge);
        Tensor shifted = kernel.add(Tensor.diagonal(diagonal).to(DType.FLOAT32));
        return LinearAlgebra.inverse(shifted).matmul(targets.reshape(n, 1));
      }
    };
  }
}
