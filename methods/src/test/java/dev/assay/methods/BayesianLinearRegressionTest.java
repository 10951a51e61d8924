package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reference values by NumPy and SciPy, in the space of weights where the class uses the dual. */
class BayesianLinearRegressionTest {
  private final TensorScope scope = TensorScope.open();
  private final BayesianLinearRegression regression = new BayesianLinearRegression(0.4, 0.25);
  private final Tensor x = Tensor.of(new double[][] {{1, 2, 0}, {0, 1, -1}, {2, 0, 1}, {1, 1, 1}});
  private final Tensor y = Tensor.of(new double[] {1, -0.5, 2, 0.3}, 4);

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void evidence() {
    assertThat(regression.logEvidence(x, y)).isCloseTo(-5.7099381528855755, within(1e-10));
  }

  @Test
  void posterior() {
    BayesianLinearRegression.Posterior posterior = regression.posterior(x, y);
    assertThat(posterior.mean().toDoubleArray())
        .containsExactly(new double[] {0.77868474, -0.08091384, 0.12798504}, within(1e-8));
    assertThat(posterior.precision().toDoubleArray())
        .containsExactly(new double[] {26.5, 12, 12, 12, 26.5, 0, 12, 0, 14.5}, within(1e-10));
  }

  @Test
  void predictions() {
    Tensor points = Tensor.of(new double[][] {{0.5, -1, 2}, {1, 0, 0}});
    BayesianLinearRegression.Prediction prediction = regression.predict(x, y, points);
    assertThat(prediction.mean().toDoubleArray())
        .containsExactly(new double[] {0.7262263, 0.77868474}, within(1e-7));
    assertThat(prediction.variance().toDoubleArray())
        .containsExactly(new double[] {0.60789827, 0.33980689}, within(1e-8));
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> new BayesianLinearRegression(0, 1))
        .hasMessage("priorVariance must be positive and finite, not 0.0.");
    assertThatThrownBy(() -> new BayesianLinearRegression(1, -1))
        .hasMessage("noiseVariance must be positive and finite, not -1.0.");
    assertThatThrownBy(() -> regression.logEvidence(x, Tensor.ones(3)))
        .hasMessageContaining("Inputs (n x d) and outcomes (n)");
    assertThatThrownBy(() -> regression.predict(x, y, Tensor.ones(1, 2)))
        .hasMessageContaining("3 coordinates");
  }
}
