package dev.assay.papers.universalitylens;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.BayesianLinearRegression;
import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.random.RandomGenerator;

/**
 * Regret of the Bayesian mixture of linear models, averaged over draws of the problem, and what one
 * more prediction costs it and the minimum-norm interpolation.
 *
 * <p>Settings: {@code d} parameters; {@code norm} of the true weights; {@code runs} averaged over.
 * Inputs are standard Gaussian, so that the direction of the true weights is no setting: it is the
 * first coordinate, whose inputs and noise are the same whatever {@code d} is.
 */
final class LinearRegressions {
  private static final int EXAMPLES = 50;
  private static final int FRESH = 20;
  private static final double NOISE = 0.5;
  private static final double NOISE_VARIANCE = NOISE * NOISE;

  private LinearRegressions() {}

  static Outcome run(Configuration configuration, Seed seed) {
    int d = configuration.integer("d");
    double norm = configuration.real("norm");
    int runs = configuration.integer("runs");
    RandomGenerator first = seed.random("inputs that matter");
    RandomGenerator others = seed.random("other inputs");
    RandomGenerator noise = seed.random("noise");
    double regret = 0;
    double excess = 0;
    double logExcess = 0;
    double logExcessOfInterpolation = 0;
    for (int run = 0; run < runs; run++) {
      try (TensorScope _ = TensorScope.open()) {
        Tensor x = inputs(EXAMPLES, d, first, others);
        Tensor y = x.select(1, 0).mul(norm).add(Tensor.randn(noise, EXAMPLES), NOISE);
        Tensor fresh = inputs(FRESH, d, first, others);
        Tensor expected = fresh.select(1, 0).mul(norm);
        BayesianLinearRegression mixture = new BayesianLinearRegression(1.0 / d, NOISE_VARIANCE);
        BayesianLinearRegression.Prediction prediction = mixture.predict(x, y, fresh);
        Tensor interpolated = fresh.matmul(minimumNorm(x, y).unsqueeze(1)).squeeze(1);
        double next = divergence(expected, prediction.mean(), prediction.variance());
        regret += (logDensityOfTruth(x, y, norm) - mixture.logEvidence(x, y)) / runs;
        excess += next / runs;
        logExcess += Math.log(next) / runs;
        logExcessOfInterpolation +=
            Math.log(divergence(expected, interpolated, Tensor.full(NOISE_VARIANCE, FRESH))) / runs;
      }
    }
    return Outcome.of("regret", regret)
        .with("regret with infinitely many parameters", limit(norm))
        .with("bound by the average divergence", bound(d, norm))
        .with("excess of the next prediction", excess)
        .with("log excess of the next prediction", logExcess)
        .with("log excess of the interpolation", logExcessOfInterpolation);
  }

  private static Tensor inputs(int n, int d, RandomGenerator first, RandomGenerator others) {
    Tensor x = Tensor.randn(others, n, d);
    x.select(1, 0).copyInPlace(Tensor.randn(first, n));
    return x;
  }

  private static double logDensityOfTruth(Tensor x, Tensor y, double norm) {
    double squares = y.sub(x.select(1, 0).mul(norm)).squaredNorm().item();
    return -0.5 * squares / NOISE_VARIANCE
        - 0.5 * EXAMPLES * Math.log(2 * Math.PI * NOISE_VARIANCE);
  }

  /** The weights of least norm among those of least squared error: the MAP as noise vanishes. */
  private static Tensor minimumNorm(Tensor x, Tensor y) {
    Tensor transposed = x.transpose();
    Tensor column = y.unsqueeze(1);
    Tensor weights =
        x.size(1) >= x.size(0)
            ? transposed.matmul(LinearAlgebra.solve(x.matmul(transposed), column))
            : LinearAlgebra.solve(transposed.matmul(x), transposed.matmul(column));
    return weights.squeeze(1);
  }

  /** The mean divergence of Gaussian predictions from N(expected, noise variance), in nats. */
  private static double divergence(Tensor expected, Tensor mean, Tensor variance) {
    Tensor error = expected.sub(mean).square().add(NOISE_VARIANCE).div(variance);
    Tensor logarithm = variance.div(NOISE_VARIANCE).log();
    return 0.5 * (error.add(logarithm).mean().item() - 1);
  }

  /** X X^T / d tends to the identity: each outcome is N(0, noise variance + 1), independently. */
  private static double limit(double norm) {
    double total = NOISE_VARIANCE + 1;
    return EXAMPLES
        / 2.0
        * (Math.log(total / NOISE_VARIANCE) - 1 + (NOISE_VARIANCE + norm * norm) / total);
  }

  /**
   * {@code -log of the prior's mean of exp(-n KL)}, with the divergence averaged over inputs: at
   * least the regret, and at most min over e of [n e + log 1/W(e)].
   */
  private static double bound(int d, double norm) {
    double a = EXAMPLES / NOISE_VARIANCE;
    double spread = 1 + a / d;
    return d / 2.0 * Math.log(spread) + a * norm * norm / (2 * spread);
  }
}
