package dev.assay.papers.universalitylens;

import dev.assay.lab.Seed;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.nn.Activation;
import dev.assay.tensor.nn.Mlp;
import dev.assay.tensor.nn.Parameter;
import dev.assay.tensor.nn.Population;
import dev.assay.tensor.nn.Setting;
import dev.assay.tensor.nn.Sgd;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A population of perceptrons on the digits, and how they are trained without noise. */
final class DigitNetworks {
  private static final int HIDDEN = 32;
  static final double MOMENTUM = 0.9;
  private static final int BATCH = 50;

  private final DigitData data;
  private final Population<Mlp> population;
  private final List<RandomStream> batches;

  /**
   * Starts one network for each seed; networks of one seed differ in their number among them.
   *
   * @param numbers of each network among those of its seed
   */
  DigitNetworks(List<Seed> seeds, int[] numbers, int examples) {
    data = new DigitData(seeds, examples);
    List<RandomStream> streams =
        IntStream.range(0, numbers.length)
            .mapToObj(
                i -> RandomStream.of(seeds.get(i).number("network")).fork("number " + numbers[i]))
            .toList();
    population =
        Population.of(
            numbers.length,
            i ->
                new Mlp(
                    Activation.RELU,
                    streams.get(i).fork("start"),
                    DigitData.PIXELS,
                    HIDDEN,
                    DigitData.CLASSES));
    batches = streams.stream().map(stream -> stream.fork("batches")).toList();
  }

  DigitData data() {
    return data;
  }

  Population<Mlp> population() {
    return population;
  }

  /** Logits at positions (members x n): (members x n x classes). */
  Tensor logits(Tensor positions) {
    return population.network().forward(data.images(positions));
  }

  /** Each member's mean log loss at positions (members x n). */
  Tensor losses(Tensor positions) {
    return Population.crossEntropy(logits(positions), data.labels(positions));
  }

  /** Each member's mean log loss on a random batch of its training images. */
  Tensor batchLosses(int size) {
    return losses(data.batch(batches, size));
  }

  /** Each member's mean log loss, without gradients. */
  double[] evaluate(Tensor positions) {
    try (TensorScope _ = TensorScope.withoutGradient()) {
      return losses(positions).toDoubleArray();
    }
  }

  /**
   * Descends the mean log loss plus decay / 2 |t|^2 by batches with momentum; the rates fall to 0
   * linearly.
   */
  void descend(int steps, double[] rates, double[] decays) {
    Sgd sgd =
        new Sgd(
            population.network().trainable(),
            Setting.each(rates),
            MOMENTUM,
            false,
            Setting.each(decays));
    for (int t = 0; t < steps; t++) {
      sgd.setLearningRate(Setting.each(rates).times(1 - (double) t / steps));
      try (TensorScope _ = TensorScope.open()) {
        sgd.step(batchLosses(BATCH).sum());
      }
    }
  }

  /** The logarithm of the norm of all parameters of each member. */
  double[] logNorms() {
    double[] squares = new double[batches.size()];
    try (TensorScope _ = TensorScope.withoutGradient()) {
      for (Parameter parameter : population.network().trainable()) {
        double[] each = parameter.value().square().flatten(1, -1).sum(1).toDoubleArray();
        Arrays.setAll(squares, i -> squares[i] + each[i]);
      }
    }
    return Arrays.stream(squares).map(square -> Math.log(square) / 2).toArray();
  }
}
