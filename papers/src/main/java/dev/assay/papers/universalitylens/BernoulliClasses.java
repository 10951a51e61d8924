package dev.assay.papers.universalitylens;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.BernoulliMixture;
import dev.assay.methods.KlBallWeight;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Regret and bound of one class of Bernoulli models at one truth, exactly: no seed changes them.
 *
 * <p>Settings: {@code class}, {@code truth}; {@code largest} number of draws, a power of ten;
 * {@code single model}, whether to compute the regret of the most probable model, too.
 */
final class BernoulliClasses {
  private static final int GRID = 199;
  private static final int COPIES = 20;

  /** Cells of [0, 1] by which a continuous parameter is replaced. */
  private static final int CELLS = 501;

  private BernoulliClasses() {}

  static Outcome run(Configuration configuration, Seed seed) {
    BernoulliMixture mixture = mixture(configuration.text("class"));
    double truth = configuration.real("truth");
    KlBallWeight ball = mixture.ballWeight(truth);
    double largestExcess = Double.NEGATIVE_INFINITY;
    double largestBatchRatio = Double.NEGATIVE_INFINITY;
    double largestLaterRatio = Double.NEGATIVE_INFINITY;
    Outcome outcome = Outcome.of("models", mixture.size());
    for (int n = 10; n <= configuration.integer("largest"); n *= 10) {
      double regret = mixture.regret(truth, n);
      double bound = ball.regret(n).nats();
      double divergenceOfNext = mixture.regret(truth, n + 1) - regret;
      outcome = outcome.with("regret at " + n, regret).with("bound at " + n, bound);
      largestExcess = Math.max(largestExcess, regret - bound);
      double batchRatio = n * divergenceOfNext / regret;
      largestBatchRatio = Math.max(largestBatchRatio, batchRatio);
      largestLaterRatio = n < 100 ? largestLaterRatio : Math.max(largestLaterRatio, batchRatio);
    }
    if (configuration.flag("single model")) {
      outcome =
          outcome.with(
              "regret of the most probable model at 1000",
              mixture.regretOfMostProbable(truth, 1000));
    }
    return outcome
        .with("largest excess", largestExcess)
        .with("largest batch ratio", largestBatchRatio)
        .with("largest batch ratio from 100 draws", largestLaterRatio)
        .with("reversed bound at 100", mixture.reversedBallWeight(truth).regret(100).nats())
        .with(
            "share of runs above the bound at 1000",
            mixture.shareAbove(truth, 1000, ball.regret(1000).nats()));
  }

  private static BernoulliMixture mixture(String name) {
    double[] grid = IntStream.rangeClosed(1, GRID).mapToDouble(i -> i * 0.005).toArray();
    return switch (name) {
      case "grid" -> equal(grid);
      case "grid with copies of all" ->
          equal(DoubleStream.of(grid).flatMap(t -> copies(t, COPIES)).toArray());
      case "grid with copies of one half" ->
          equal(DoubleStream.concat(DoubleStream.of(grid), copies(0.5, GRID)).toArray());
      case "grid of logits" -> {
        double end = Math.log(0.995 / 0.005);
        yield equal(
            IntStream.range(0, GRID)
                .mapToDouble(i -> 1 / (1 + Math.exp(end - 2 * end * i / (GRID - 1))))
                .toArray());
      }
      case "five" -> equal(0.1, 0.3, 0.5, 0.7, 0.9);
      case "two extremes" -> equal(0.01, 0.99);
      case "with the impossible" -> equal(0, 0.5, 1);
      // The laws of |a|, a^2, |a^3| and |a b| for a and b uniform on [-1, 1].
      case "a" -> symmetric(p -> p);
      case "a squared" -> above(Math::sqrt);
      case "a cubed" -> symmetric(Math::cbrt);
      case "a times b" -> symmetric(p -> p == 0 ? 0 : p - p * Math.log(p));
      default -> throw new IllegalArgumentException("There is no class named '" + name + "'.");
    };
  }

  private static DoubleStream copies(double parameter, int count) {
    return DoubleStream.generate(() -> parameter).limit(count);
  }

  private static BernoulliMixture equal(double... parameters) {
    double[] weights = new double[parameters.length];
    Arrays.fill(weights, 1.0 / parameters.length);
    return new BernoulliMixture(parameters, weights);
  }

  /** The parameter 1/2 + 0.4 p for p on [0, 1] with this distribution function. */
  private static BernoulliMixture above(DoubleUnaryOperator distribution) {
    return new BernoulliMixture(
        middles().map(p -> 0.5 + 0.4 * p).toArray(), masses(distribution).toArray());
  }

  /** The parameter 1/2 + 0.4 p for p on [-1, 1], |p| with this distribution function. */
  private static BernoulliMixture symmetric(DoubleUnaryOperator distribution) {
    return new BernoulliMixture(
        middles().flatMap(p -> DoubleStream.of(0.5 - 0.4 * p, 0.5 + 0.4 * p)).toArray(),
        masses(distribution).flatMap(w -> DoubleStream.of(w / 2, w / 2)).toArray());
  }

  private static DoubleStream middles() {
    return IntStream.range(0, CELLS).mapToDouble(i -> (i + 0.5) / CELLS);
  }

  private static DoubleStream masses(DoubleUnaryOperator distribution) {
    return IntStream.range(0, CELLS)
        .mapToDouble(
            i ->
                distribution.applyAsDouble((i + 1.0) / CELLS)
                    - distribution.applyAsDouble((double) i / CELLS));
  }
}
