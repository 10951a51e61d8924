package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.TorchStream;
import dev.assay.tensor.nn.Initializer;
import dev.assay.tensor.nn.Linear;
import dev.assay.tensor.nn.Parameter;
import dev.assay.tensor.nn.Population;
import dev.assay.tensor.nn.Role;
import dev.assay.tensor.nn.Setting;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SgldSamplerTest {
  private final TensorScope scope = TensorScope.open();

  @AfterEach
  void close() {
    scope.close();
  }

  private static Population<Linear> chains(int count) {
    return Population.of(
        count,
        _ ->
            new Linear(
                1, 1, false, Role.MATRIX, Initializer.inverseRootFanIn(), RandomStream.of(1)));
  }

  private static List<TorchStream> streams(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(TorchStream::of).toList();
  }

  @Test
  void aStepWithoutNoiseIsTheGradientOfTheLogPosterior() {
    Population<Linear> chain = chains(2);
    List<Parameter> parameters = chain.network().trainable();
    SgldSampler sampler =
        new SgldSampler(
            parameters,
            Setting.each(0.01, 0.02),
            Setting.of(0),
            Setting.of(0.5),
            10,
            streams(0, 2));
    Tensor value = parameters.getFirst().value();
    double start = value.toDoubleArray()[0];
    sampler.step(List.of(value.onesLike().mul(3)));
    // t + h/2 (-t / 0.25 - 10 * 3)
    assertThat(value.toDoubleArray())
        .containsExactly(
            new double[] {start + 0.005 * (-4 * start - 30), start + 0.01 * (-4 * start - 30)},
            within(1e-6));
  }

  /** Potential a t^2 / 2: the stationary variance is T / (a (1 - h a / 4)) for T of 1 and 0.1. */
  @Test
  void samplesWithTheVarianceOfTheDiscretisedDynamics() {
    int count = 400;
    double[] temperatures = new double[count];
    for (int i = 0; i < count; i++) {
      temperatures[i] = i < 200 ? 1 : 0.1;
    }
    Population<Linear> population = chains(count);
    List<Parameter> parameters = population.network().trainable();
    double a = 4 + 1;
    double h = 0.8 / a;
    SgldSampler sampler =
        new SgldSampler(
            parameters,
            Setting.of(h),
            Setting.each(temperatures),
            Setting.of(1),
            4,
            streams(0, count));
    double[] squares = new double[2];
    for (int step = 0; step < 240; step++) {
      try (TensorScope _ = TensorScope.open()) {
        Tensor value = parameters.getFirst().value();
        sampler.step(List.of(value.detach().copy()));
        if (step >= 40) {
          double[] now = value.toDoubleArray();
          for (int i = 0; i < count; i++) {
            squares[i / 200] += now[i] * now[i] / (200 * 200);
          }
        }
      }
    }
    double variance = 1 / (a * (1 - h * a / 4));
    assertThat(squares[0]).isCloseTo(variance, within(0.06 * variance));
    assertThat(squares[1]).isCloseTo(variance / 10, within(0.006 * variance));
  }

  @Test
  void aChainsPathDoesNotDependOnItsNeighbours() {
    double[] alone = path(chains(1), streams(2, 1));
    double[] together = path(chains(3), streams(0, 3));
    assertThat(together[2]).isEqualTo(alone[0]);
    assertThat(together[1]).isNotEqualTo(alone[0]);
  }

  private static double[] path(Population<Linear> population, List<TorchStream> noise) {
    List<Parameter> parameters = population.network().trainable();
    SgldSampler sampler =
        new SgldSampler(parameters, Setting.of(0.1), Setting.of(1), Setting.of(1), 2, noise);
    for (int step = 0; step < 5; step++) {
      sampler.step(List.of(parameters.getFirst().value().detach().copy()));
    }
    return parameters.getFirst().value().toDoubleArray();
  }

  @Test
  void refusesBadArguments() {
    List<Parameter> parameters = chains(2).network().trainable();
    Setting one = Setting.of(1);
    assertThatThrownBy(
            () -> new SgldSampler(parameters, one, Setting.of(-1), one, 5, streams(0, 2)))
        .hasMessage("temperature must be finite and at least 0, not -1.0.");
    assertThatThrownBy(() -> new SgldSampler(parameters, one, one, Setting.of(0), 5, streams(0, 2)))
        .hasMessage("priorDeviation must be positive and finite, not 0.0.");
    assertThatThrownBy(() -> new SgldSampler(parameters, one, one, one, 0, streams(0, 2)))
        .hasMessage("examples must be positive, not 0.");
    assertThatThrownBy(() -> new SgldSampler(parameters, one, one, one, 5, streams(0, 3)))
        .hasMessageContaining("3 members");
  }
}
