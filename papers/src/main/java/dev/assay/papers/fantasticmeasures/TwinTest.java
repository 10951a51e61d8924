package dev.assay.papers.fantasticmeasures;

import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.lab.stats.CliffsDelta;
import dev.assay.methods.World;
import dev.assay.tensor.DType;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.nn.Activation;
import dev.assay.tensor.nn.AdamW;
import dev.assay.tensor.nn.Mlp;
import dev.assay.tensor.nn.Population;
import dev.assay.tensor.nn.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Can anything that sees sample and hypothesis tell two worlds apart, or say how much the
 * hypothesis errs in both?
 *
 * <p>Half of the draws of each world train a logistic regression and a perceptron to tell the
 * worlds apart; the other half test them, and every estimate of the loss.
 */
final class TwinTest {
  private static final int BATCH = 256;
  private static final int HIDDEN = 32;

  /**
   * One draw as a learner sees it.
   *
   * @param features of sample and hypothesis
   * @param estimates of the loss by name, functions of sample and hypothesis
   * @param lossIfIndifferent what the hypothesis is expected to lose in the indifferent world,
   *     given sample and hypothesis: what a learned estimate multiplies its probability with
   * @param loss the population loss, which no estimate sees
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Case(
      double[] features, Map<String, Double> estimates, double lossIfIndifferent, double loss) {}

  private final List<Case> kind;
  private final List<Case> indifferent;
  private final int steps;
  private final Seed seed;

  /**
   * At least four draws of each world.
   *
   * @param steps that the learners are trained for
   */
  TwinTest(List<Case> kind, List<Case> indifferent, int steps, Seed seed) {
    this.kind = List.copyOf(kind);
    this.indifferent = List.copyOf(indifferent);
    this.steps = steps;
    this.seed = seed;
  }

  private List<Case> of(World world) {
    return world == World.KIND ? kind : indifferent;
  }

  private List<Case> half(World world, boolean test) {
    List<Case> all = of(world);
    int middle = all.size() / 2;
    return test ? all.subList(middle, all.size()) : all.subList(0, middle);
  }

  /**
   * Adds the areas under the curves of both learners, and what the best estimate does in the world
   * that is worse for it.
   *
   * @param error an error that counts as one
   */
  Outcome addTo(Outcome outcome, double error) {
    Map<World, List<Map<String, Double>>> estimates = new LinkedHashMap<>();
    for (World world : World.values()) {
      estimates.put(
          world,
          half(world, true).stream()
              .map(c -> (Map<String, Double>) new LinkedHashMap<>(c.estimates()))
              .toList());
    }
    Outcome result = outcome;
    for (String learner : List.of("logistic regression", "perceptron")) {
      Map<World, double[]> scores = learn(learner.equals("perceptron"));
      double[] ofKind = scores(scores, World.KIND);
      double[] ofIndifferent = scores(scores, World.INDIFFERENT);
      result =
          result.with("AUC of the " + learner, (1 + CliffsDelta.of(ofIndifferent, ofKind)) / 2);
      for (World world : World.values()) {
        List<Case> cases = half(world, true);
        double[] probabilities = scores(scores, world);
        for (int i = 0; i < cases.size(); i++) {
          list(estimates, world)
              .get(i)
              .put(learner, probabilities[i] * cases.get(i).lossIfIndifferent());
        }
      }
    }
    return withWorstErrors(result, estimates, error);
  }

  private Outcome withWorstErrors(
      Outcome outcome, Map<World, List<Map<String, Double>>> estimates, double error) {
    Outcome result = outcome;
    double leastMean = Double.POSITIVE_INFINITY;
    double leastShare = Double.POSITIVE_INFINITY;
    for (String name : list(estimates, World.KIND).getFirst().keySet()) {
      double worstMean = 0;
      double worstShare = 0;
      for (World world : World.values()) {
        List<Case> cases = half(world, true);
        double mean = 0;
        double share = 0;
        for (int i = 0; i < cases.size(); i++) {
          double estimate = list(estimates, world).get(i).getOrDefault(name, Double.NaN);
          double off = Math.abs(estimate - cases.get(i).loss());
          mean += off / cases.size();
          share += off >= error ? 1.0 / cases.size() : 0;
        }
        worstMean = Math.max(worstMean, mean);
        worstShare = Math.max(worstShare, share);
      }
      result = result.with("worst error of: " + name, worstMean);
      leastMean = Math.min(leastMean, worstMean);
      leastShare = Math.min(leastShare, worstShare);
    }
    return result
        .with("worst error of the best estimate", leastMean)
        .with("worst share of errors of the best estimate", leastShare);
  }

  private static <T> List<T> list(Map<World, List<T>> map, World world) {
    return map.getOrDefault(world, List.of());
  }

  private static double[] scores(Map<World, double[]> scores, World world) {
    return scores.getOrDefault(world, new double[0]);
  }

  /** The probability of the indifferent world that a trained learner gives each test case. */
  private Map<World, double[]> learn(boolean perceptron) {
    List<Case> train =
        Stream.concat(half(World.KIND, false).stream(), half(World.INDIFFERENT, false).stream())
            .toList();
    int ofKind = half(World.KIND, false).size();
    int width = train.getFirst().features().length;
    RandomStream random = RandomStream.of(seed.number(perceptron ? "perceptron" : "logistic"));
    try (TensorScope _ = TensorScope.open()) {
      Tensor raw = features(train);
      Tensor mean = raw.mean(0);
      Tensor deviation = raw.std(0).add(1e-6f);
      Tensor inputs = raw.sub(mean).div(deviation).unsqueeze(0);
      long[] worlds = new long[train.size()];
      for (int i = ofKind; i < worlds.length; i++) {
        worlds[i] = 1;
      }
      Tensor labels = Tensor.of(worlds, 1, worlds.length);
      Population<Mlp> learner =
          Population.of(
              1,
              _ ->
                  perceptron
                      ? new Mlp(Activation.RELU, random, width, HIDDEN, 2)
                      : new Mlp(Activation.IDENTITY, random, width, 2));
      AdamW optimizer =
          new AdamW(learner.network().trainable(), Setting.of(3e-3), Setting.of(1e-2));
      for (int t = 0; t < steps; t++) {
        try (TensorScope _ = TensorScope.open()) {
          Tensor chosen = Tensor.of(random.longs(BATCH, 0, train.size()).toArray(), BATCH);
          Tensor loss =
              Population.crossEntropy(
                  learner.network().forward(inputs.indexSelect(1, chosen)),
                  labels.indexSelect(1, chosen));
          optimizer.step(loss.sum());
        }
      }
      try (TensorScope _ = TensorScope.withoutGradient()) {
        Map<World, double[]> scores = new LinkedHashMap<>();
        for (World world : World.values()) {
          Tensor test = features(half(world, true)).sub(mean).div(deviation).unsqueeze(0);
          scores.put(
              world, learner.network().forward(test).softmax(-1).select(2, 1).toDoubleArray());
        }
        return scores;
      }
    }
  }

  private static Tensor features(List<Case> cases) {
    int width = cases.getFirst().features().length;
    float[] values = new float[cases.size() * width];
    List<Case> all = new ArrayList<>(cases);
    for (int i = 0; i < all.size(); i++) {
      double[] features = all.get(i).features();
      for (int j = 0; j < width; j++) {
        values[i * width + j] = (float) features[j];
      }
    }
    return Tensor.of(values, cases.size(), width).to(DType.FLOAT32);
  }
}
