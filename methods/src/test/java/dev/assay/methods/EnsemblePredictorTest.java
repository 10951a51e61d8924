package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import org.junit.jupiter.api.Test;

class EnsemblePredictorTest {
  @Test
  void averagesProbabilitiesAndNotLogits() {
    try (TensorScope _ = TensorScope.open()) {
      EnsemblePredictor ensemble = new EnsemblePredictor(1, 2);
      ensemble.add(Tensor.of(new double[] {Math.log(9), 0}, 1, 2)); // 0.9 and 0.1
      ensemble.add(Tensor.of(new double[] {0, Math.log(3)}, 1, 2)); // 0.25 and 0.75
      assertThat(ensemble.probabilities().toDoubleArray())
          .containsExactly(new double[] {0.575, 0.425}, within(1e-12));
      assertThat(ensemble.logLoss(Tensor.of(new long[] {1}, 1)).item())
          .isCloseTo(-Math.log(0.425), within(1e-12));
      assertThat(ensemble.members()).isEqualTo(2);
    }
  }

  @Test
  void refusesBadArguments() {
    EnsemblePredictor ensemble = new EnsemblePredictor(1, 2);
    assertThatThrownBy(ensemble::probabilities)
        .hasMessage("An ensemble without members predicts nothing.");
    assertThatThrownBy(() -> ensemble.add(Tensor.ones(2, 2)))
        .hasMessageContaining("[2, 2] where [1, 2] is needed");
  }
}
