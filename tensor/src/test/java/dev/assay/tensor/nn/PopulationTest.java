package dev.assay.tensor.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.tensor.DType;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.TorchStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Each member of a population computes, step by step, what it computes alone. In FLOAT64, since
 * AdamW makes a step of the rounding of a gradient that is zero, such as that of a key's bias.
 */
class PopulationTest {
  private static final int MEMBERS = 3;
  private static final int STEPS = 6;
  private static final double[] RATES = {0.05, 0.01, 0.002};
  private static final double[] DECAYS = {0, 0.1, 0.5};

  @Test
  void perceptrons() {
    compare(
        i -> new Mlp(Activation.RELU, RandomStream.of(i), 6, 16, 16, 4),
        Mlp::forward,
        i -> normal(i, 8, 6),
        false);
  }

  @Test
  void perceptronsWithDropoutAndMomentum() {
    compare(
        i -> new DroppingMlp(RandomStream.of(i), TorchStream.of(100 + i)),
        DroppingMlp::forward,
        i -> normal(i, 8, 6),
        true);
  }

  @Test
  void convolutionalNetworks() {
    compare(
        i -> new SmallCnn(2, 8, 3, 8, 4, RandomStream.of(i)),
        SmallCnn::forward,
        i -> normal(i, 8, 2, 8, 8),
        false);
  }

  @Test
  void residualNetworksWithBatchNorm() {
    compare(
        i -> new ResidualNetwork(RandomStream.of(i)),
        ResidualNetwork::forward,
        i -> normal(i, 8, 2, 6, 6),
        true);
  }

  @Test
  void languageModels() {
    compare(
        i -> new LanguageModel(4, 8, 2, 8, 2, RandomStream.of(i)),
        LanguageModel::forward,
        i -> TorchStream.of(i).randint(0, 4, 8, 5),
        false);
  }

  @Test
  void encodersAndDecoders() {
    compare(
        i -> new EncoderDecoder(RandomStream.of(i)),
        EncoderDecoder::forward,
        i -> normal(i, 8, 5, 4),
        false);
  }

  private static <L extends Layer> void compare(
      IntFunction<L> single,
      BiFunction<L, Tensor, Tensor> forward,
      IntFunction<Tensor> input,
      boolean sgd) {
    IntFunction<L> make =
        i -> {
          L network = single.apply(i);
          network.to(DType.FLOAT64);
          return network;
        };
    try (TensorScope _ = TensorScope.open()) {
      List<Tensor> inputs = new ArrayList<>();
      List<Tensor> labels = new ArrayList<>();
      double[][] lossesAlone = new double[MEMBERS][];
      List<L> alone = new ArrayList<>();
      for (int i = 0; i < MEMBERS; i++) {
        L network = make.apply(i);
        alone.add(network);
        inputs.add(input.apply(i));
        long examples = forward.apply(make.apply(i), inputs.get(i)).flatten(0, -2).size(0);
        labels.add(TorchStream.of(7 + i).randint(0, 4, examples));
        lossesAlone[i] =
            train(
                optimizer(network, Setting.of(RATES[i]), Setting.of(DECAYS[i]), sgd),
                () -> forward.apply(network, inputs.getLast()).flatten(0, -2).unsqueeze(0),
                labels.get(i).unsqueeze(0),
                0);
      }
      Population<L> population = Population.of(MEMBERS, make);
      L network = population.network();
      Tensor x = Tensor.stack(inputs, 0);
      Optimizer optimizer = optimizer(network, Setting.each(RATES), Setting.each(DECAYS), sgd);
      double[][] losses = new double[MEMBERS][STEPS];
      for (int step = 0; step < STEPS; step++) {
        try (TensorScope _ = TensorScope.open()) {
          Tensor all =
              Population.crossEntropy(
                  forward.apply(network, x).flatten(1, -2), Tensor.stack(labels, 0));
          optimizer.step(all.sum());
          for (int i = 0; i < MEMBERS; i++) {
            losses[i][step] = all.select(0, i).item();
          }
        }
      }
      for (int i = 0; i < MEMBERS; i++) {
        assertThat(losses[i]).containsExactly(lossesAlone[i], within(1e-9));
        assertThat(lossesAlone[i][STEPS - 1]).isNotEqualTo(lossesAlone[i][0]);
        L back = make.apply(i);
        back.load(population.state(i));
        var expected = alone.get(i).state();
        back.state()
            .forEach(
                (name, values) ->
                    assertThat(values.sub(expected.get(name)).abs().amax().item())
                        .as(name)
                        .isLessThan(1e-8));
      }
    }
  }

  private static double[] train(
      Optimizer optimizer, java.util.function.Supplier<Tensor> logits, Tensor labels, int member) {
    double[] losses = new double[STEPS];
    for (int step = 0; step < STEPS; step++) {
      try (TensorScope _ = TensorScope.open()) {
        Tensor loss = Population.crossEntropy(logits.get(), labels).select(0, member);
        losses[step] = loss.item();
        optimizer.step(loss);
      }
    }
    return losses;
  }

  private static Optimizer optimizer(Layer network, Setting rate, Setting decay, boolean sgd) {
    return sgd
        ? new Sgd(network.trainable(), rate, 0.9, true, decay)
        : new AdamW(network.trainable(), rate, decay);
  }

  @Test
  void restsMembersWhoseRateIsMasked() {
    Population<Mlp> population =
        Population.of(2, i -> new Mlp(Activation.TANH, RandomStream.of(i), 3, 4, 2));
    Sgd sgd = new Sgd(population.network().trainable(), Setting.of(0.1).masked(true, false));
    var before = List.of(population.state(0), population.state(1));
    sgd.step(population.network().forward(Tensor.ones(DType.FLOAT32, 2, 5, 3)).square().sum());
    String name = "layers.0.weight";
    assertThat(population.state(1).get(name).sub(before.get(1).get(name)).norm().item()).isZero();
    assertThat(population.state(0).get(name).sub(before.get(0).get(name)).norm().item())
        .isPositive();
  }

  @Test
  void someMembersGoOnWithTheirVelocities() {
    Population<Linear> all = Population.of(3, i -> new Linear(2, 1, RandomStream.of(i)));
    Sgd sgd =
        new Sgd(
            all.network().trainable(), Setting.each(0.1, 0.2, 0.3), 0.9, false, Setting.of(0.01));
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 1, 2);
    sgd.step(all.network().forward(x).square().sum());
    Population<Linear> some =
        Population.of(
            2,
            i -> {
              Linear copy = new Linear(2, 1, RandomStream.of(7));
              copy.load(all.state(2 * i));
              return copy;
            });
    Sgd goesOn = sgd.of(some.network().trainable(), 0, 2);
    sgd.step(all.network().forward(x).square().sum());
    Tensor theirs = x.indexSelect(0, Tensor.of(new long[] {0, 2}, 2));
    goesOn.step(some.network().forward(theirs).square().sum());
    for (int i = 0; i < 2; i++) {
      assertThat(some.state(i).get("weight").toDoubleArray())
          .containsExactly(all.state(2 * i).get("weight").toDoubleArray());
    }
  }

  /** A velocity of 1e-45 would move the weight by 1e-7 at this rate. */
  @Test
  void theVelocityOfAWeightWithoutGradientComesToRest() {
    Linear network =
        new Linear(1, 1, false, Role.HEAD, Initializer.constant(0), RandomStream.of(1));
    Tensor weight = network.weight().value();
    Sgd sgd = new Sgd(network.trainable(), Setting.of(1), 0.9, false, Setting.of(0));
    sgd.step(List.of(weight.zerosLike().add(1)));
    for (int step = 0; step < 2000; step++) {
      sgd.step(List.of(weight.zerosLike()));
    }
    weight.copyInPlace(weight.zerosLike());
    sgd.setLearningRate(Setting.of(1e38));
    sgd.step(List.of(weight.zerosLike()));
    assertThat(weight.item()).isZero();
  }

  /** Without a gradient AdamW only decays: by one minus rate times decay. */
  @Test
  void decaysByTheRateOfTheStep() {
    for (Setting first : List.of(Setting.of(0.1), Setting.each(0.1, 0.1))) {
      Linear network =
          Population.of(
                  2,
                  i ->
                      new Linear(
                          1, 1, false, Role.MATRIX, Initializer.normal(1), RandomStream.of(i)))
              .network();
      Parameter weight = network.weight();
      double[] start = weight.value().to(DType.FLOAT64).toDoubleArray();
      AdamW optimizer = new AdamW(network.trainable(), first, Setting.of(0.5));
      List<Tensor> none = List.of(weight.value().zerosLike());
      optimizer.step(none);
      optimizer.setLearningRate(Setting.each(0.2, 0.4));
      optimizer.step(none);
      optimizer.setLearningRate(Setting.each(0.2, 0.4).times(0.5));
      optimizer.step(none);

      double[] end = weight.value().to(DType.FLOAT64).toDoubleArray();
      assertThat(end[0]).isCloseTo(start[0] * 0.95 * 0.9 * 0.95, within(1e-6));
      assertThat(end[1]).isCloseTo(start[1] * 0.95 * 0.8 * 0.9, within(1e-6));
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(
            () -> Population.of(2, i -> new Mlp(Activation.RELU, RandomStream.of(i), 3, 4 + i, 2)))
        .hasMessageStartingWith("stack of [4, 3] and [5, 3]: ");
    assertThatThrownBy(
            () ->
                Population.of(
                    2, i -> i == 0 ? new LayerNorm(3) : new Linear(3, 3, RandomStream.of(i))))
        .hasMessageContaining("LayerNorm[weight, bias] and Linear[weight, bias]");
    Population<Embedding> tables = Population.of(2, i -> new Embedding(3, 2, RandomStream.of(i)));
    assertThatThrownBy(() -> tables.network().forward(Tensor.of(new long[] {0, 3}, 2, 1)))
        .hasMessage("embedding: an id is not in [0, 3).");
  }

  private static Tensor normal(int seed, long... shape) {
    return Tensor.randn(RandomStream.of(1000 + seed), shape).to(DType.FLOAT64);
  }

  private static final class DroppingMlp extends UnaryLayer {
    private final Linear in;
    private final Dropout dropout;
    private final RmsNorm norm;
    private final Linear out;

    DroppingMlp(RandomStream random, TorchStream drops) {
      in = child("in", new Linear(6, 16, random));
      dropout = child("dropout", new Dropout(0.3, drops));
      norm = child("norm", new RmsNorm(16));
      out = child("out", new Linear(16, 4, random));
    }

    @Override
    public Tensor forward(Tensor x) {
      return out.forward(norm.forward(dropout.forward(in.forward(x).relu())));
    }
  }

  private static final class ResidualNetwork extends UnaryLayer {
    private final ResidualBlock first;
    private final ResidualBlock second;
    private final Linear out;

    ResidualNetwork(RandomStream random) {
      first = child("first", new ResidualBlock(2, 4, 2, random));
      second = child("second", new ResidualBlock(4, 4, 1, random));
      out = child("out", new Linear(4, 4, random));
    }

    @Override
    public Tensor forward(Tensor x) {
      return out.forward(second.forward(first.forward(x)).mean(-2, -1));
    }
  }

  private static final class EncoderDecoder extends UnaryLayer {
    private final TransformerEncoder encoder;
    private final TransformerDecoder decoder;

    EncoderDecoder(RandomStream random) {
      encoder = child("encoder", new TransformerEncoder(1, 4, 2, random));
      decoder = child("decoder", new TransformerDecoder(1, 4, 2, random));
    }

    @Override
    public Tensor forward(Tensor x) {
      return decoder.forward(x, encoder.forward(x));
    }
  }
}
