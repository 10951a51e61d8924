package dev.assay.papers.universalitylens;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.BooleanFunctionPrior;
import dev.assay.methods.KlBallWeight;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.nn.Activation;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * The mixture over all 256 Boolean functions of 3 bits learns each of them, through a channel that
 * flips a label with probability 0.05.
 *
 * <p>Settings: {@code prior}, an activation or {@code uniform}; {@code width} of its networks;
 * {@code hidden layers} drawn and {@code outputs} for each; {@code examples} seen, inputs being
 * uniform; {@code runs} averaged over.
 */
final class BooleanFunctions {
  private static final int BITS = 3;
  private static final double FLIP = 0.05;
  private static final double LOG_RIGHT = Math.log1p(-FLIP);
  private static final double LOG_WRONG = Math.log(FLIP);

  /** Two constants and three inputs with their negations. */
  private static final int[] SIMPLE = {0, 255, 0xAA, 0x55, 0xCC, 0x33, 0xF0, 0x0F};

  private BooleanFunctions() {}

  static Outcome run(Configuration configuration, Seed seed) {
    double[] weights = weights(configuration, seed.random("prior"));
    double[] code = Arrays.stream(weights).map(w -> -Math.log(w)).toArray();
    RandomGenerator random = seed.random("examples");
    int runs = configuration.integer("runs");
    int functions = weights.length;
    double[] sum = new double[functions];
    double[] squares = new double[functions];
    double[] unseen = new double[functions];
    double largestExcess = Double.NEGATIVE_INFINITY;
    for (int run = 0; run < runs; run++) {
      double[] regret = regrets(code, configuration.integer("examples"), random);
      double[] loss = lossesOnUnseen(code, random);
      for (int f = 0; f < functions; f++) {
        sum[f] += regret[f];
        squares[f] += regret[f] * regret[f];
        unseen[f] += loss[f] / runs;
        largestExcess = Math.max(largestExcess, regret[f] - code[f]);
      }
    }
    double[] mean = Arrays.stream(sum).map(total -> total / runs).toArray();
    int violations = 0;
    for (int f = 0; f < functions; f++) {
      double error = Math.sqrt(Math.max(0, squares[f] / runs - mean[f] * mean[f]) / runs);
      double bound = ball(f, weights).regret(configuration.integer("examples")).nats();
      violations += mean[f] > bound + 4 * error + 1e-9 ? 1 : 0;
    }
    boolean constant = Arrays.stream(code).allMatch(value -> value == code[0]);
    return Outcome.of("mean regret", average(mean))
        .with("rank correlation", constant ? 0 : new SpearmansCorrelation().correlation(mean, code))
        .with("largest excess of a run", largestExcess)
        .with("functions above the bound", violations)
        .with("weight of simple functions", IntStream.of(SIMPLE).mapToDouble(f -> weights[f]).sum())
        .with("regret of simple functions", average(simple(mean)))
        .with("unseen loss of simple functions", average(simple(unseen)))
        .with("unseen loss of all functions", average(unseen));
  }

  /** Counts plus one half, so that no function is impossible (Krichevsky and Trofimov). */
  private static double[] weights(Configuration configuration, RandomGenerator random) {
    if (configuration.text("prior").equals("uniform")) {
      double[] weights = new double[256];
      Arrays.fill(weights, 1.0 / 256);
      return weights;
    }
    BooleanFunctionPrior prior =
        new BooleanFunctionPrior(
            BITS,
            configuration.integer("width"),
            Activation.valueOf(configuration.text("prior").toUpperCase(Locale.ROOT)));
    long[] counts =
        prior.counts(
            configuration.integer("hidden layers"), configuration.integer("outputs"), random);
    double total = Arrays.stream(counts).sum() + counts.length / 2.0;
    return Arrays.stream(counts).mapToDouble(count -> (count + 0.5) / total).toArray();
  }

  private static KlBallWeight ball(int truth, double[] weights) {
    double perInput = (1 - 2 * FLIP) * (LOG_RIGHT - LOG_WRONG) / (1 << BITS);
    return new KlBallWeight(
        IntStream.range(0, weights.length)
            .mapToDouble(g -> Integer.bitCount(g ^ truth) * perInput)
            .toArray(),
        weights);
  }

  /** log P_f - log Q of one draw of inputs and flips, the same for all f. */
  private static double[] regrets(double[] code, int examples, RandomGenerator random) {
    double[] agree = new double[1 << BITS];
    double[] differ = new double[1 << BITS];
    double truth = 0;
    for (int i = 0; i < examples; i++) {
      int input = random.nextInt(agree.length);
      boolean flipped = random.nextDouble() < FLIP;
      agree[input] += flipped ? LOG_WRONG : LOG_RIGHT;
      differ[input] += flipped ? LOG_RIGHT : LOG_WRONG;
      truth += flipped ? LOG_WRONG : LOG_RIGHT;
    }
    double[] evidence = logEvidence(code, agree, differ);
    double logTruth = truth;
    return Arrays.stream(evidence).map(logQ -> logTruth - logQ).toArray();
  }

  /**
   * What each f costs on the inputs not seen, after half of them were seen without noise: the mean
   * log loss of the mixture.
   */
  private static double[] lossesOnUnseen(double[] code, RandomGenerator random) {
    int inputs = 1 << BITS;
    int seen = 0;
    while (Integer.bitCount(seen) < inputs / 2) {
      seen |= 1 << random.nextInt(inputs);
    }
    double[] before = logEvidence(code, new double[inputs], impossibleOn(seen));
    double[] losses = new double[code.length];
    for (int input = 0; input < inputs; input++) {
      if ((seen >> input & 1) == 0) {
        double[] after = logEvidence(code, new double[inputs], impossibleOn(seen | 1 << input));
        for (int f = 0; f < losses.length; f++) {
          losses[f] += (before[f] - after[f]) / (inputs - inputs / 2);
        }
      }
    }
    return losses;
  }

  private static double[] impossibleOn(int inputs) {
    // Far below the logarithm of the least weight, and finite, so that no product is 0 * infinity.
    return IntStream.range(0, 1 << BITS).mapToDouble(i -> (inputs >> i & 1) * -1e4).toArray();
  }

  /**
   * For each truth f the logarithm of the mixture's probability of what was seen.
   *
   * @param agree the log-likelihood on each input of a model that agrees with f there
   * @param differ of one that does not
   */
  private static double[] logEvidence(double[] code, double[] agree, double[] differ) {
    int functions = code.length;
    int inputs = agree.length;
    try (TensorScope _ = TensorScope.open()) {
      double[] signs = new double[functions * inputs];
      for (int f = 0; f < functions; f++) {
        for (int i = 0; i < inputs; i++) {
          signs[f * inputs + i] = BooleanFunctionPrior.value(f, i) ? 1 : -1;
        }
      }
      Tensor table = Tensor.of(signs, functions, inputs);
      Tensor a = Tensor.of(agree, inputs);
      Tensor b = Tensor.of(differ, inputs);
      Tensor product = table.mul(a.sub(b).div(2)).matmul(table.transpose());
      Tensor likelihood = product.add(a.add(b).sum().div(2));
      return likelihood.sub(Tensor.of(code, functions)).logSumExp(1, false).toDoubleArray();
    }
  }

  private static double[] simple(double[] values) {
    return IntStream.of(SIMPLE).mapToDouble(f -> values[f]).toArray();
  }

  private static double average(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
