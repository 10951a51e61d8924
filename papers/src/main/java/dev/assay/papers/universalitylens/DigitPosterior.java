package dev.assay.papers.universalitylens;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.PopulationWorkload;
import dev.assay.lab.Seed;
import dev.assay.methods.EnsemblePredictor;
import dev.assay.methods.SgldSampler;
import dev.assay.tensor.DType;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.TorchStream;
import dev.assay.tensor.nn.Setting;
import dev.assay.tensor.nn.Sgd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Networks on the digits, as one solution, as an ensemble of solutions, or as samples of one chain;
 * and a student of what they say.
 *
 * <p>Settings: {@code method}, sgd or sgld; {@code nets}, solutions or samples; {@code temperature}
 * of the chain; {@code rate}, the step on the mean log loss; {@code deviation} of the Gaussian
 * prior of each weight; {@code examples}, {@code steps}; {@code student steps}, or 0 for no
 * student.
 */
final class DigitPosterior implements PopulationWorkload {
  private static final int SGLD_BATCH = 100;
  private static final int STUDENT_BATCH = 50;
  private static final double STUDENT_RATE = 0.05;

  @Override
  public String shape(Configuration configuration) {
    return "%s nets=%d student=%s"
        .formatted(
            configuration.text("method"),
            configuration.integer("nets"),
            configuration.flag("student"));
  }

  @Override
  public List<Outcome> runAll(List<Configuration> configurations, List<Seed> seeds) {
    try (TensorScope _ = TensorScope.open()) {
      return configurations.getFirst().text("method").equals("sgld")
          ? chains(configurations, seeds)
          : solutions(configurations, seeds);
    }
  }

  /** Every network of every trial is a member. */
  private static List<Outcome> solutions(List<Configuration> configurations, List<Seed> seeds) {
    Configuration first = configurations.getFirst();
    int nets = first.integer("nets");
    int members = nets * seeds.size();
    int examples = first.integer("examples");
    int[] numbers = IntStream.range(0, members).map(i -> i % nets).toArray();
    DigitNetworks networks =
        new DigitNetworks(
            IntStream.range(0, members).mapToObj(i -> seeds.get(i / nets)).toList(),
            numbers,
            examples);
    double[] rates = each(configurations, nets, c -> c.real("rate"));
    double[] decays =
        each(configurations, nets, c -> 1 / (examples * c.real("deviation") * c.real("deviation")));
    networks.descend(first.integer("steps"), rates, decays);
    Collected collected = new Collected(networks.data(), seeds.size(), nets);
    try (TensorScope _ = TensorScope.withoutGradient()) {
      DigitData data = networks.data();
      Tensor test = networks.logits(data.test());
      Tensor pool = networks.logits(data.pool());
      Tensor taught = networks.logits(data.trainAndPool());
      for (int k = 0; k < nets; k++) {
        int number = k;
        long[] ofTrials =
            IntStream.range(0, seeds.size()).mapToLong(i -> (long) i * nets + number).toArray();
        Tensor chosen = Tensor.of(ofTrials, seeds.size());
        collected.add(
            test.indexSelect(0, chosen),
            pool.indexSelect(0, chosen),
            taught.indexSelect(0, chosen));
      }
    }
    return collected.outcomes(seeds, first);
  }

  /** Every trial is a member: one chain. */
  private static List<Outcome> chains(List<Configuration> configurations, List<Seed> seeds) {
    Configuration first = configurations.getFirst();
    int examples = first.integer("examples");
    DigitNetworks networks = new DigitNetworks(seeds, new int[seeds.size()], examples);
    List<TorchStream> noise =
        seeds.stream().map(s -> TorchStream.of(s.number("Langevin noise"))).toList();
    SgldSampler sampler =
        new SgldSampler(
            networks.population().network().trainable(),
            Setting.each(each(configurations, 1, c -> 2 * c.real("rate") / examples)),
            Setting.each(each(configurations, 1, c -> c.real("temperature"))),
            Setting.each(each(configurations, 1, c -> c.real("deviation"))),
            examples,
            noise);
    int steps = first.integer("chain steps");
    int burnIn = steps / 3;
    int nets = first.integer("nets");
    int apart = (steps - burnIn) / nets;
    Collected collected = new Collected(networks.data(), seeds.size(), 1);
    for (int t = 1; t <= burnIn + nets * apart; t++) {
      try (TensorScope _ = TensorScope.open()) {
        sampler.step(networks.batchLosses(SGLD_BATCH).sum());
      }
      if (t > burnIn && (t - burnIn) % apart == 0) {
        try (TensorScope _ = TensorScope.withoutGradient()) {
          DigitData data = networks.data();
          collected.add(
              networks.logits(data.test()),
              networks.logits(data.pool()),
              networks.logits(data.trainAndPool()));
        }
      }
    }
    return collected.outcomes(seeds, first);
  }

  private static double[] each(
      List<Configuration> configurations, int nets, ToDoubleFunction<Configuration> setting) {
    return configurations.stream()
        .flatMapToDouble(c -> IntStream.range(0, nets).mapToDouble(_ -> setting.applyAsDouble(c)))
        .toArray();
  }

  /** What the networks of each trial say of the images, one network after another. */
  private static final class Collected {
    private final Tensor testLabels;
    private final Tensor poolLabels;
    private final EnsemblePredictor test;
    private final EnsemblePredictor pool;
    private final EnsemblePredictor taught;
    private final double[] meanLossOfOne;

    /**
     * Reads the labels of every {@code stride}-th member: those of one trial see the same images.
     */
    Collected(DigitData data, int trials, int stride) {
      testLabels = everyNth(data.labels(data.test()), stride);
      poolLabels = everyNth(data.labels(data.pool()), stride);
      test = predictor(trials, testLabels);
      pool = predictor(trials, poolLabels);
      taught = predictor(trials, everyNth(data.labels(data.trainAndPool()), stride));
      meanLossOfOne = new double[trials];
    }

    private static Tensor everyNth(Tensor labels, int stride) {
      return labels.slice(0, 0, labels.size(0), stride).contiguous();
    }

    private static EnsemblePredictor predictor(int trials, Tensor labels) {
      return new EnsemblePredictor(trials, labels.size(1), DigitData.CLASSES);
    }

    void add(Tensor testLogits, Tensor poolLogits, Tensor taughtLogits) {
      test.add(testLogits);
      pool.add(poolLogits);
      taught.add(taughtLogits);
      EnsemblePredictor alone = predictor(testLogits.size(0), testLabels);
      alone.add(testLogits);
      double[] losses = alone.logLoss(testLabels).toDoubleArray();
      Arrays.setAll(meanLossOfOne, i -> meanLossOfOne[i] + losses[i]);
    }

    List<Outcome> outcomes(List<Seed> seeds, Configuration configuration) {
      double[] testLoss = test.logLoss(testLabels).toDoubleArray();
      double[] validationLoss = pool.logLoss(poolLabels).toDoubleArray();
      double[] testError =
          test.probabilities().argmax(-1).ne(testLabels).to(DType.FLOAT64).mean(1).toDoubleArray();
      int studentSteps = configuration.flag("student") ? configuration.integer("student steps") : 0;
      double[] student =
          studentSteps == 0
              ? new double[0]
              : studentLosses(seeds, configuration.integer("examples"), studentSteps);
      List<Outcome> outcomes = new ArrayList<>();
      for (int i = 0; i < seeds.size(); i++) {
        double ofOne = meanLossOfOne[i] / test.members();
        Outcome outcome =
            Outcome.of("test loss", testLoss[i])
                .with("validation loss", validationLoss[i])
                .with("test error", testError[i])
                .with("mean test loss of one", ofOne)
                .with("gain of averaging", ofOne - testLoss[i]);
        outcomes.add(
            studentSteps == 0
                ? outcome
                : outcome
                    .with("student test loss", student[i])
                    .with(
                        "log student loss over the ensemble's",
                        Math.log(student[i] / testLoss[i])));
      }
      return outcomes;
    }

    /** Trains a network of the same size on the ensemble's probabilities, without labels. */
    private double[] studentLosses(List<Seed> seeds, int examples, int steps) {
      // Number 1 starts elsewhere than number 0, which the chain began with.
      int[] numbers = new int[seeds.size()];
      Arrays.fill(numbers, 1);
      DigitNetworks students = new DigitNetworks(seeds, numbers, examples);
      DigitData data = students.data();
      Tensor images = data.images(data.trainAndPool());
      Tensor probabilities = taught.probabilities().to(DType.FLOAT32);
      int available = images.size(1);
      List<RandomStream> streams =
          seeds.stream().map(seed -> RandomStream.of(seed.number("student"))).toList();
      Sgd sgd =
          new Sgd(
              students.population().network().trainable(),
              Setting.of(STUDENT_RATE),
              DigitNetworks.MOMENTUM,
              false,
              Setting.of(0));
      for (int t = 0; t < steps; t++) {
        sgd.setLearningRate(Setting.of(STUDENT_RATE * (1 - (double) t / steps)));
        try (TensorScope _ = TensorScope.open()) {
          long[] drawn = new long[seeds.size() * STUDENT_BATCH];
          for (int i = 0; i < drawn.length; i++) {
            drawn[i] = streams.get(i / STUDENT_BATCH).nextInt(available);
          }
          Tensor rows = Tensor.of(drawn, seeds.size(), STUDENT_BATCH, 1);
          Tensor x = images.gather(1, rows.expand(seeds.size(), STUDENT_BATCH, DigitData.PIXELS));
          Tensor target =
              probabilities.gather(1, rows.expand(seeds.size(), STUDENT_BATCH, DigitData.CLASSES));
          Tensor logProbabilities = students.population().network().forward(x).logSoftmax(-1);
          sgd.step(logProbabilities.mul(target).sum(2).mean(1).sum().neg());
        }
      }
      return students.evaluate(data.test());
    }
  }
}
