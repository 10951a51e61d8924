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
import dev.assay.tensor.nn.Parameter;
import dev.assay.tensor.nn.Population;
import dev.assay.tensor.nn.Setting;
import dev.assay.tensor.nn.Sgd;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Perceptrons of one shape, trained in lock-step until the cross entropy on their training images
 * is at the target. One whose loss is no number any more has diverged: it stands here as it was at
 * the start, which nobody should measure.
 */
final class TrainedNetworks {
  private static final double MOMENTUM = 0.9;
  private static final int TEST_CHUNK = 2500;

  private final List<Recipe> recipes;
  private final ImageSets images;
  private final List<RandomStream> streams;
  private final Population<Mlp> population;
  private final NetworkSummaries summaries;
  private final boolean[] fitted;
  private final boolean[] diverged;

  /**
   * How a network is made and trained.
   *
   * @param width of each hidden layer
   * @param depth hidden layers
   * @param rate of SGD with a momentum of 0.9
   * @param batch examples a step
   */
  record Recipe(int width, int depth, double rate, int batch) {}

  /**
   * Trains; where the scope is that the tensors live in is the caller's business.
   *
   * @param recipes one for each member; they differ in their rates alone
   * @param seeds one for each member
   * @param images each member's
   * @param mostSteps after which training ends at the end of an epoch
   */
  TrainedNetworks(
      List<Recipe> recipes, List<Seed> seeds, ImageSets images, double target, int mostSteps) {
    this.recipes = List.copyOf(recipes);
    this.images = images;
    streams =
        IntStream.range(0, seeds.size())
            .mapToObj(
                i ->
                    RandomStream.of(seeds.get(i).number("network")).fork(recipes.get(i).toString()))
            .toList();
    population = Population.of(seeds.size(), i -> network(streams.get(i).fork("start")));
    summaries = new NetworkSummaries(population);
    fitted = new boolean[seeds.size()];
    diverged = new boolean[seeds.size()];
    train(target, mostSteps);
  }

  private Mlp network(RandomStream start) {
    Recipe recipe = recipes.getFirst();
    int[] widths = new int[recipe.depth() + 2];
    Arrays.fill(widths, recipe.width());
    widths[0] = images.inputs().size(2);
    widths[widths.length - 1] = ImageSets.CLASSES;
    return new Mlp(Activation.RELU, start, widths);
  }

  /** The networks at these places once more, as a population of their own. */
  private Population<Mlp> copies(Population<Mlp> from, int... places) {
    Population<Mlp> copies = Population.of(places.length, _ -> network(RandomStream.of(0)));
    for (int i = 0; i < places.length; i++) {
      copy(from, places[i], copies, i);
    }
    return copies;
  }

  private static void copy(Population<Mlp> from, int member, Population<Mlp> to, int place) {
    List<Parameter> source = from.network().trainable();
    List<Parameter> target = to.network().trainable();
    for (int i = 0; i < target.size(); i++) {
      Tensor values = source.get(i).value().detach().select(0, member);
      target.get(i).value().detach().select(0, place).copyInPlace(values);
    }
  }

  private void train(double target, int mostSteps) {
    List<RandomStream> batches = streams.stream().map(stream -> stream.fork("batches")).toList();
    int steps = Math.ceilDiv(images.examples(), recipes.getFirst().batch());
    int[] left = IntStream.range(0, population.size()).toArray();
    Population<Mlp> start = copies(population, left);
    Training training =
        new Training(
            left,
            start,
            new Sgd(
                start.network().trainable(),
                Setting.each(recipes.stream().mapToDouble(Recipe::rate).toArray()),
                MOMENTUM,
                false,
                Setting.of(0)));
    for (int done = 0; done < mostSteps && left.length > 0; done += steps) {
      for (int step = 0; step < steps; step++) {
        try (TensorScope _ = TensorScope.open()) {
          training.step(batches);
        }
      }
      double[] losses = training.losses();
      for (int i = 0; i < losses.length; i++) {
        fitted[training.members[i]] = losses[i] <= target;
        diverged[training.members[i]] = !Double.isFinite(losses[i]);
      }
      left = Arrays.stream(training.members).filter(m -> !fitted[m] && !diverged[m]).toArray();
      // Who is done costs nothing any more: some members take ten times the epochs of others.
      if (left.length < losses.length) {
        training.store();
        training = left.length == 0 ? training : training.of(left);
      }
    }
    training.store();
  }

  /** The networks of some members while they train. */
  private final class Training {
    private final int[] members;
    private final Population<Mlp> networks;
    private final Sgd sgd;
    private final Tensor inputs;
    private final Tensor labels;

    private Training(int[] members, Population<Mlp> networks, Sgd sgd) {
      Tensor places = Tensor.of(Arrays.stream(members).asLongStream().toArray(), members.length);
      this.members = members;
      this.networks = networks;
      this.sgd = sgd;
      inputs = images.inputs().indexSelect(0, places);
      labels = images.labels().indexSelect(0, places);
    }

    void step(List<RandomStream> batches) {
      int size = recipes.getFirst().batch();
      int examples = images.examples();
      long[] rows = new long[members.length * size];
      for (int i = 0; i < rows.length; i++) {
        int place = i / size;
        rows[i] = (long) place * examples + batches.get(members[place]).nextInt(examples);
      }
      Tensor chosen = Tensor.of(rows, rows.length);
      Tensor x = inputs.flatten(0, 1).indexSelect(0, chosen).reshape(members.length, size, -1);
      Tensor y = labels.flatten(0, 1).indexSelect(0, chosen).reshape(members.length, size);
      sgd.step(Population.crossEntropy(networks.network().forward(x), y).sum());
    }

    double[] losses() {
      try (TensorScope _ = TensorScope.withoutGradient()) {
        return Population.crossEntropy(networks.network().forward(inputs), labels).toDoubleArray();
      }
    }

    /** Hands the networks on as they are now, but for those that diverged. */
    void store() {
      for (int i = 0; i < members.length; i++) {
        if (!diverged[members[i]]) {
          copy(networks, i, population, members[i]);
        }
      }
    }

    /** Goes on with some of the members. */
    Training of(int... some) {
      int[] places =
          Arrays.stream(some).map(member -> Arrays.binarySearch(members, member)).toArray();
      Population<Mlp> copies = copies(networks, places);
      return new Training(some, copies, sgd.of(copies.network().trainable(), places));
    }
  }

  /** Whether each network reached the target. */
  boolean[] fitted() {
    return fitted.clone();
  }

  /** Whether each network's loss was no number any more. */
  boolean[] diverged() {
    return diverged.clone();
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
