package dev.assay.papers.fantasticmeasures;

import dev.assay.lab.Seed;
import dev.assay.methods.NetworkSummaries;
import dev.assay.methods.NetworkSummary;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.TorchStream;
import dev.assay.tensor.nn.Activation;
import dev.assay.tensor.nn.Mlp;
import dev.assay.tensor.nn.Population;
import dev.assay.tensor.nn.Setting;
import dev.assay.tensor.nn.Sgd;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One perceptron for each seed, trained in lock-step until its cross entropy on the training images
 * is at the target, and then at rest.
 */
final class TrainedNetworks {
  private static final double MOMENTUM = 0.9;
  private static final int TEST_CHUNK = 2500;

  private final ImageSets images;
  private final List<RandomStream> streams;
  private final Population<Mlp> population;
  private final NetworkSummaries summaries;
  private final boolean[] fitted;

  /**
   * How a network is made and trained.
   *
   * @param width of each hidden layer
   * @param depth hidden layers
   * @param rate of SGD with a momentum of 0.9
   * @param batch examples a step
   */
  record Recipe(int width, int depth, double rate, int batch) {}

  /** Trains; where the scope is that the tensors live in is the caller's business. */
  TrainedNetworks(
      Recipe recipe, List<Seed> seeds, ImageSets images, double target, int mostEpochs) {
    this.images = images;
    streams =
        seeds.stream()
            .map(seed -> RandomStream.of(seed.number("network")).fork(recipe.toString()))
            .toList();
    int[] widths = new int[recipe.depth() + 2];
    Arrays.fill(widths, recipe.width());
    widths[0] = images.inputs().size(2);
    widths[widths.length - 1] = ImageSets.CLASSES;
    population =
        Population.of(
            seeds.size(), i -> new Mlp(Activation.RELU, streams.get(i).fork("start"), widths));
    summaries = new NetworkSummaries(population);
    fitted = new boolean[seeds.size()];
    train(recipe, target, mostEpochs);
  }

  private void train(Recipe recipe, double target, int mostEpochs) {
    double[] rates = new double[fitted.length];
    Arrays.fill(rates, recipe.rate());
    Sgd sgd =
        new Sgd(
            population.network().trainable(), Setting.each(rates), MOMENTUM, false, Setting.of(0));
    List<RandomStream> batches = streams.stream().map(stream -> stream.fork("batches")).toList();
    int steps = Math.ceilDiv(images.examples(), recipe.batch());
    for (int epoch = 0; epoch < mostEpochs && !allFitted(); epoch++) {
      for (int step = 0; step < steps; step++) {
        try (TensorScope _ = TensorScope.open()) {
          sgd.step(batchLosses(batches, recipe.batch()).sum());
        }
      }
      double[] losses = trainLosses();
      boolean[] active = new boolean[fitted.length];
      for (int i = 0; i < fitted.length; i++) {
        fitted[i] |= losses[i] <= target;
        active[i] = !fitted[i];
      }
      sgd.setLearningRate(Setting.each(rates).masked(active));
    }
  }

  private Tensor batchLosses(List<RandomStream> batches, int size) {
    int members = fitted.length;
    long[] drawn = new long[members * size];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = batches.get(i / size).nextInt(images.examples());
    }
    Tensor positions = Tensor.of(drawn, members, size);
    int pixels = images.inputs().size(2);
    Tensor x = images.inputs().gather(1, positions.unsqueeze(2).expand(members, size, pixels));
    return Population.crossEntropy(
        population.network().forward(x), images.labels().gather(1, positions));
  }

  private double[] trainLosses() {
    try (TensorScope _ = TensorScope.withoutGradient()) {
      return Population.crossEntropy(population.network().forward(images.inputs()), images.labels())
          .toDoubleArray();
    }
  }

  private boolean allFitted() {
    return IntStream.range(0, fitted.length).allMatch(i -> fitted[i]);
  }

  /** Whether each network reached the target. */
  boolean[] fitted() {
    return fitted.clone();
  }

  /** Each network's error on its training images. */
  double[] trainErrors() {
    try (TensorScope _ = TensorScope.withoutGradient()) {
      return errors(images.inputs(), images.labels());
    }
  }

  /** Each network's error on the test images, against labels (members x tests). */
  double[] testErrors(Tensor labels) {
    double[] errors = new double[fitted.length];
    int tests = labels.size(1);
    for (int from = 0; from < tests; from += TEST_CHUNK) {
      int to = Math.min(tests, from + TEST_CHUNK);
      try (TensorScope _ = TensorScope.withoutGradient()) {
        double[] part =
            errors(images.testInputs().slice(1, from, to).contiguous(), labels.slice(1, from, to));
        double weight = (double) (to - from) / tests;
        Arrays.setAll(errors, i -> errors[i] + weight * part[i]);
      }
    }
    return errors;
  }

  private double[] errors(Tensor inputs, Tensor labels) {
    double[] accuracies =
        Population.accuracy(population.network().forward(inputs), labels).toDoubleArray();
    return Arrays.stream(accuracies).map(accuracy -> 1 - accuracy).toArray();
  }

  /**
   * What the measures look at; noise on {@code networks} copies, seen on {@code noisy} images, and
   * gradient ascent on {@code climbed} images.
   */
  List<NetworkSummary> summarize(int noisy, int networks, int climbed) {
    List<TorchStream> noise =
        streams.stream().map(stream -> TorchStream.of(stream.fork("noise"))).toList();
    return summaries.summarize(
        images.inputs(),
        images.labels(),
        Math.min(noisy, images.examples()),
        networks,
        Math.min(climbed, images.examples()),
        noise);
  }
}
