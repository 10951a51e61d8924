package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.methods.NetworkSummary.LayerNorms;
import dev.assay.tensor.DType;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.TorchStream;
import dev.assay.tensor.nn.Activation;
import dev.assay.tensor.nn.Mlp;
import dev.assay.tensor.nn.Parameter;
import dev.assay.tensor.nn.Population;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkSummariesTest {
  private final TensorScope scope = TensorScope.open();

  @AfterEach
  void close() {
    scope.close();
  }

  /** Two inputs, three hidden units, two classes; both members start at ones and move the same. */
  private static Population<Mlp> population(double[] first, double[] second) {
    Population<Mlp> population =
        Population.of(2, i -> new Mlp(Activation.RELU, RandomStream.of(i), 2, 3, 2));
    Map<String, Parameter> parameters = population.network().parameters();
    set(parameters, "layers.0.weight", first);
    set(parameters, "layers.0.bias", new double[3]);
    set(parameters, "layers.1.weight", second);
    set(parameters, "layers.1.bias", new double[2]);
    return population;
  }

  private static void set(Map<String, Parameter> parameters, String name, double[] values) {
    Parameter parameter = parameters.get(name);
    assertThat(parameter).isNotNull();
    Tensor value = parameter.value();
    long[] shape = value.shape();
    shape[0] = 1;
    value.copyInPlace(Tensor.of(values, shape).expand(value.shape()));
  }

  @Test
  void normsMarginAndPathNormOfAKnownNetwork() {
    Population<Mlp> population = population(new double[] {1, 1, 1, 1, 1, 1}, ones(6));
    NetworkSummaries summaries = new NetworkSummaries(population);
    Map<String, Parameter> parameters = population.network().parameters();
    set(parameters, "layers.0.weight", new double[] {1, 2, 3, 4, 0, 1});
    set(parameters, "layers.1.weight", new double[] {1, 0, 2, 0, 1, 0});
    Tensor inputs =
        Tensor.of(new double[] {1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1}, 2, 3, 2).to(DType.FLOAT32);
    Tensor labels = Tensor.of(new long[] {1, 1, 1, 1, 1, 1}, 2, 3);
    NetworkSummary summary =
        summaries
            .summarize(inputs, labels, 3, 2, 3, List.of(TorchStream.of(1), TorchStream.of(2)))
            .getFirst();
    // NumPy's norms of W = ((1, 2), (3, 4), (0, 1)) and of W less ones.
    assertLayer(summary.layers().getFirst(), 30.5416089565, 31, 14, 15);
    assertThat(summary.weights()).isEqualTo(12);
    assertThat(summary.examples()).isEqualTo(3);
    // Hidden (1, 3, 0), (2, 4, 1), (3, 7, 1): logits (1, 3), (4, 4), (5, 7), margins 2, 0, 2.
    assertThat(summary.margin()).isCloseTo(0.4, within(1e-6));
    // Squares: hidden (5, 25, 1), outputs 5 + 4 and 25.
    assertThat(summary.pathNorm()).isCloseTo(34, within(1e-5));
    double s2 = summary.relativeDeviation() * summary.relativeDeviation();
    // w - w0 is 0, 1, 2, 3, -1, 0 and 0, -1, 1, -1, 0, -1: |w - w0|^2 = 19, |w|^2 = 37.
    double denominators =
        4 * Math.log(1e-6)
            + 6 * Math.log(1e-6 + s2)
            + Math.log(1e-6 + 4 * s2)
            + Math.log(1e-6 + 9 * s2);
    assertThat(summary.magnitudeFromStart())
        .isCloseTo(12 * Math.log(1e-6 + (s2 + 1) * 19 / 12) - denominators, within(1e-6));
    assertThat(summary.magnitudeFromOrigin())
        .isCloseTo(12 * Math.log(1e-6 + (s2 + 1) * 37 / 12) - denominators, within(1e-6));
    assertThat(parameters.get("layers.0.weight").value().select(0, 1).toDoubleArray())
        .containsExactly(1, 2, 3, 4, 0, 1);
  }

  private static void assertLayer(
      LayerNorms layer, double spectral, double frobenius, double movedSpectral, double moved) {
    assertThat(layer.spectral()).isCloseTo(spectral, within(1e-6));
    assertThat(layer.frobenius()).isCloseTo(frobenius, within(1e-6));
    assertThat(layer.spectralFromStart()).isCloseTo(movedSpectral, within(1e-6));
    assertThat(layer.frobeniusFromStart()).isCloseTo(moved, within(1e-6));
  }

  private static double[] ones(int count) {
    return DoubleStream.generate(() -> 1).limit(count).toArray();
  }

  /**
   * One weight w = 3 decides by its sign: noise of deviation sigma turns it with the probability
   * Phi(-3 / sigma), which is 0.1 at sigma = 2.341 (beyond the largest) and at 0.7803 of |w|.
   */
  @Test
  void toleratesAsMuchNoiseAsTurnsOneInTen() {
    int members = 2;
    Population<Mlp> population =
        Population.of(members, i -> new Mlp(Activation.RELU, RandomStream.of(i), 1, 1));
    Map<String, Parameter> parameters = population.network().parameters();
    set(parameters, "layers.0.weight", new double[] {3});
    set(parameters, "layers.0.bias", new double[] {0});
    List<Parameter> all = List.copyOf(parameters.values());
    Tensor weight = all.getFirst().value();
    NoiseTolerance relative = new NoiseTolerance(true, 800);
    double[] found =
        relative.find(
            all,
            () -> weight.gt(0).to(DType.FLOAT64).mean(1, 2).toDoubleArray(),
            List.of(TorchStream.of(1), TorchStream.of(2)));
    assertThat(found[0]).isCloseTo(0.7803, within(0.08));
    assertThat(found[1]).isCloseTo(0.7803, within(0.08));
    double[] absolute =
        new NoiseTolerance(false, 100)
            .find(
                all,
                () -> weight.gt(0).to(DType.FLOAT64).mean(1, 2).toDoubleArray(),
                List.of(TorchStream.of(1), TorchStream.of(2)));
    assertThat(absolute[0]).isGreaterThan(1.5);
    assertThat(weight.toDoubleArray()).containsExactly(3, 3);
  }

  /**
   * Weight 3 and bias 0 on the inputs 1 to 10. In the corner (3 - a, -a) of a box the input x has
   * turned where a (1 + x) > 3 x: one of the ten for a from 3/2 to 2. The relative box turns them
   * all near a = 1, since the bias moves by 1e-3 only.
   */
  @Test
  void climbsToTheCornerOfTheBoxThatTakesATenth() {
    assertThat(climb(new AscentTolerance(false, 8))).isBetween(1.5, 2.0);
    assertThat(climb(new AscentTolerance(true, 8))).isCloseTo(1, within(0.01));
    assertThatThrownBy(() -> new AscentTolerance(false, 0))
        .hasMessage("steps must be positive, not 0.");
  }

  private static double climb(AscentTolerance tolerance) {
    Population<Mlp> population =
        Population.of(2, i -> new Mlp(Activation.RELU, RandomStream.of(i), 1, 1));
    Map<String, Parameter> parameters = population.network().parameters();
    set(parameters, "layers.0.weight", new double[] {3});
    set(parameters, "layers.0.bias", new double[] {0});
    Tensor inputs =
        Tensor.of(DoubleStream.iterate(1, x -> x + 1).limit(10).toArray(), 1, 10, 1)
            .to(DType.FLOAT32)
            .expand(2, 10, 1);
    List<Parameter> all = List.copyOf(parameters.values());
    double[] found =
        tolerance.find(
            all,
            () -> population.network().forward(inputs).mean(1, 2).neg(),
            () -> {
              Tensor right = population.network().forward(inputs).gt(0);
              return right.to(DType.FLOAT64).mean(1, 2).toDoubleArray();
            });
    assertThat(all.getFirst().value().toDoubleArray()).containsExactly(3, 3);
    assertThat(found[1]).isEqualTo(found[0]);
    return found[0];
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> new NoiseTolerance(true, 0))
        .hasMessage("networks must be positive, not 0.");
    NetworkSummaries summaries = new NetworkSummaries(population(ones(6), ones(6)));
    assertThatThrownBy(
            () ->
                summaries.summarize(
                    Tensor.ones(DType.FLOAT32, 2, 3, 2),
                    Tensor.zeros(DType.INT64, 2, 3),
                    4,
                    1,
                    3,
                    List.of(TorchStream.of(1), TorchStream.of(2))))
        .hasMessage("noisy must be from 1 to the number of examples, 3, not 4.");
  }
}
