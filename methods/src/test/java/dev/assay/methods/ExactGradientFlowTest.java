package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ExactGradientFlowTest {
  private static final Offset<Double> TIGHT = within(1e-12);
  private static final double END = Double.POSITIVE_INFINITY;

  /** One weight: w(t) = w0 + (1 - e^(-4t)) / 4 * 2 (3 - 2 w0). */
  @Test
  void oneWeightIsWhatAHandComputes() {
    ExactGradientFlow flow =
        new ExactGradientFlow(Tensor.of(new double[][] {{2}}), vector(3), vector(1));
    assertThat(flow.weights(0).item()).isEqualTo(1);
    assertThat(flow.weights(0.3).item()).isCloseTo(1 + 0.5 * (1 - Math.exp(-1.2)), TIGHT);
    assertThat(flow.weights(END).item()).isCloseTo(1.5, TIGHT);
    assertThat(flow.nonzeroEigenvalues()).containsExactly(new double[] {4}, TIGHT);
  }

  /** Features (3, 4): from (1, 0) towards 10, along (3, 4) alone. */
  @Test
  void theFrozenSubspaceKeepsItsFirstWeights() {
    ExactGradientFlow flow =
        new ExactGradientFlow(Tensor.of(new double[][] {{3, 4}}), vector(10), vector(1, 0));
    assertThat(flow.weights(END).toDoubleArray()).containsExactly(new double[] {1.84, 1.12}, TIGHT);
    assertThat(flow.frozenPart(vector(1, 0)).toDoubleArray())
        .containsExactly(new double[] {0.64, -0.48}, TIGHT);
    assertThat(flow.frozenPart(flow.weights(END)).toDoubleArray())
        .containsExactly(new double[] {0.64, -0.48}, TIGHT);
  }

  /** More examples than weights, fewer, and several outputs: by steps of 1e-4. */
  @Test
  void isTheLimitOfSmallSteps() {
    for (int k : new int[] {3, 8}) {
      Tensor features = Tensor.randn(RandomStream.of(k), 5, k).div(2);
      Tensor targets = Tensor.randn(RandomStream.of(20), 5, 2);
      Tensor start = Tensor.randn(RandomStream.of(30), k, 2);
      Tensor w = start.copy();
      for (int step = 0; step < 20_000; step++) {
        Tensor misses = targets.sub(features.matmul(w));
        w = w.add(features.transpose().matmul(misses), 1e-4);
      }
      Tensor exact = new ExactGradientFlow(features, targets, start).weights(2);
      assertThat(exact.sub(w).abs().amax().item()).isLessThan(1e-3);
      Tensor stepped = new ExactGradientFlow(features, targets, start).afterSteps(1e-4, 20_000);
      assertThat(stepped.sub(w).abs().amax().item()).isLessThan(1e-9);
      Tensor path = new ExactGradientFlow(features, targets, start).trajectory(0, 2);
      assertThat(path.select(1, 1).sub(exact).norm().item()).isZero();
      assertThat(path.select(1, 0).sub(start).norm().item()).isZero();
      assertThat(exact.sub(start).norm().item()).isGreaterThan(0.1);
    }
  }

  /**
   * One example (1, 0) of 4, weights from 0; orthonormal features whose best weights are (2, 3).
   */
  @Test
  void theErrorIsItsThreeParts() {
    QuadraticRisk risk = new QuadraticRisk(Tensor.eye(2), vector(2, 3), 14);
    ExactGradientFlow flow =
        new ExactGradientFlow(Tensor.of(new double[][] {{1, 0}}), vector(4), vector(0, 0));
    ErrorDecomposition parts = ErrorDecomposition.atTheEnd(flow, vector(0, 0), risk);
    assertThat(parts.approximation()).isCloseTo(1, within(1e-9));
    assertThat(parts.nullSpace()).isCloseTo(9, within(1e-9));
    assertThat(parts.overfitting()).isCloseTo(4, within(1e-9));
    assertThat(parts.test()).isCloseTo(parts.sum(), within(1e-9));
  }

  @Test
  void theErrorIsThatOfFreshExamples() {
    Tensor w = Tensor.randn(RandomStream.of(1), 4, 3);
    Tensor u = Tensor.randn(RandomStream.of(2), 2, 3);
    Tensor v = vector(1, -2);
    QuadraticRisk risk = QuadraticRisk.ofRelu(w, 0.7, u, v);
    Tensor x = Tensor.randn(RandomStream.of(3), 400_000, 3);
    Tensor student = x.matmul(w.transpose()).relu().mul(0.7).matmul(vector(1, 2, 3, -1));
    Tensor teacher = x.matmul(u.transpose()).relu().matmul(v);
    double measured = student.sub(teacher).square().mean().item();
    double[] errors = risk.errors(Tensor.of(new double[][] {{1, 0}, {2, 0}, {3, 0}, {-1, 0}}));
    assertThat(errors[0] / measured).isCloseTo(1, within(0.01));
    assertThat(errors[1]).isEqualTo(risk.power());
    double least = risk.errors(risk.best())[0];
    for (int i = 0; i < 4; i++) {
      Tensor near = risk.best().add(Tensor.eye(4).slice(1, i, i + 1).mul(0.01));
      assertThat(risk.errors(near)[0]).isGreaterThan(least);
    }
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(
            () -> new ExactGradientFlow(Tensor.ones(2, 3), Tensor.ones(2), Tensor.ones(2)))
        .hasMessageContaining("not (2 x 3) with (2) and (2)");
    ExactGradientFlow flow =
        new ExactGradientFlow(Tensor.ones(2, 3), Tensor.ones(2), Tensor.ones(3));
    assertThatThrownBy(() -> flow.afterSteps(0, 1)).hasMessageContaining("step size");
    assertThatThrownBy(() -> flow.afterSteps(1, -1)).hasMessage("There cannot be -1 steps.");
    assertThatThrownBy(() -> flow.weights(-1)).hasMessage("A time must be at least 0, not -1.0.");
    assertThatThrownBy(() -> new QuadraticRisk(Tensor.eye(2), Tensor.ones(3), 1))
        .hasMessageContaining("not (2 x 2) and (3)");
  }

  private static Tensor vector(double... values) {
    return Tensor.of(values, values.length);
  }
}
