package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.TorchStream;
import dev.assay.tensor.nn.Linear;
import dev.assay.tensor.nn.Parameter;
import dev.assay.tensor.nn.Population;
import java.util.List;
import org.junit.jupiter.api.Test;

class BasinRadiusTest {
  /** A loss of a |t - t0|^2 / 2 rises by e at the radius sqrt(2 e / a), in every direction. */
  @Test
  void isThatOfAParabolaInEveryDirection() {
    try (TensorScope _ = TensorScope.open()) {
      Population<Linear> population = Population.of(2, i -> new Linear(3, 2, RandomStream.of(i)));
      List<Parameter> parameters = population.network().trainable();
      List<Tensor> start = parameters.stream().map(p -> p.value().detach().copy()).toList();
      double[] curvature = {2, 50};
      double[] logRadius =
          new BasinRadius(0.1, 3)
              .meanLogRadius(
                  parameters,
                  () -> {
                    double[] losses = {7, 7};
                    for (int p = 0; p < start.size(); p++) {
                      double[] square =
                          parameters.get(p).value().sub(start.get(p)).square().toDoubleArray();
                      for (int i = 0; i < square.length; i++) {
                        int member = i / (square.length / 2);
                        losses[member] += curvature[member] / 2 * square[i];
                      }
                    }
                    return losses;
                  },
                  List.of(TorchStream.of(1), TorchStream.of(2)));
      assertThat(logRadius)
          .containsExactly(
              new double[] {Math.log(Math.sqrt(0.1)), Math.log(Math.sqrt(0.004))}, within(1e-3));
      for (int p = 0; p < start.size(); p++) {
        assertThat(parameters.get(p).value().toDoubleArray())
            .containsExactly(start.get(p).toDoubleArray());
      }
    }
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> new BasinRadius(0, 1))
        .hasMessage("rise must be positive and finite, not 0.0.");
    assertThatThrownBy(() -> new BasinRadius(1, 0))
        .hasMessage("directions must be positive, not 0.");
  }
}
