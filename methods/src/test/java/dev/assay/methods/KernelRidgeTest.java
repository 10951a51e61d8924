package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import org.junit.jupiter.api.Test;

class KernelRidgeTest {
  private final Tensor kernel = Tensor.of(new double[][] {{2, 1}, {1, 2}});
  private final KernelRidge ridge = new KernelRidge(kernel, Tensor.of(new double[] {3, 1}, 2));

  /** (K + I)^-1 y = [3 -1; -1 3] (3, 1) / 8 = (1, 0): residuals (1, 0). */
  @Test
  void solvesTheSystemByHand() {
    assertThat(ridge.dual(1).toDoubleArray()).containsExactly(new double[] {1, 0}, within(1e-14));
    assertThat(ridge.trainError(1)).isCloseTo(0.5, within(1e-14));
    assertThat(ridge.predict(Tensor.of(new double[][] {{4, 5}}), 1).item())
        .isCloseTo(4, within(1e-13));
    assertThat(ridge.inverseTrace()).isCloseTo(1 + 1 / 3.0, within(1e-14));
    assertThat(ridge.predict(kernel, 0).toDoubleArray())
        .as("without a ridge the sample is fitted")
        .containsExactly(new double[] {3, 1}, within(1e-13));
  }

  /** Fewer and more features than samples, each by its normal equations. */
  @Test
  void featuresGiveTheSolutionOfTheNormalEquationsOnBothSides() {
    for (int k : new int[] {3, 9}) {
      Tensor features = Tensor.randn(RandomStream.of(k), 6, k);
      Tensor targets = Tensor.randn(RandomStream.of(1), 6, 2);
      Tensor transposed = features.transpose();
      Tensor expected =
          LinearAlgebra.solve(
              transposed.matmul(features).add(Tensor.eye(k).mul(0.3)), transposed.matmul(targets));
      RandomFeatureRidge regression = new RandomFeatureRidge(features, targets);
      assertThat(regression.weights(0.3).sub(expected).norm().item()).isLessThan(1e-12);
      double error = features.matmul(expected).sub(targets).squaredNorm().item() / 6;
      assertThat(regression.trainError(0.3)).isCloseTo(error, within(1e-12));
    }
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> new KernelRidge(Tensor.ones(2, 3), Tensor.ones(2)))
        .hasMessageContaining("not (2 x 3) with (2)");
    assertThatThrownBy(() -> new RandomFeatureRidge(Tensor.ones(2, 3), Tensor.ones(3)))
        .hasMessageContaining("not (2 x 3) with (3)");
    assertThatThrownBy(() -> ridge.dual(-1))
        .hasMessage("The ridge must be finite and at least 0, not -1.0.");
    KernelRidge singular = new KernelRidge(Tensor.ones(2, 2), Tensor.ones(2));
    assertThatThrownBy(() -> singular.dual(0)).hasMessageContaining("positive definite");
    assertThat(singular.inverseTrace()).isInfinite();
    assertThat(singular.dual(1).toDoubleArray())
        .containsExactly(new double[] {1 / 3.0, 1 / 3.0}, within(1e-14));
  }
}
