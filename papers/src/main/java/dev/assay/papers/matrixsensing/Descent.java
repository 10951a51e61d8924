package dev.assay.papers.matrixsensing;

import dev.assay.data.LinearOperator2D;
import dev.assay.data.LowRankProblem;
import dev.assay.data.Measurements;
import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.FactorizedGradientDescent;
import dev.assay.methods.Factors;
import dev.assay.methods.ImbalanceRebalance;
import dev.assay.methods.RateFit;
import dev.assay.tensor.DType;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * One run of gradient descent on one random problem: the squared Frobenius error after each step,
 * and what the claims read from it.
 *
 * <p>Settings of the problem: {@code n}, {@code columns} (n where absent), {@code rank}, {@code
 * condition} (the ratio of the largest to the smallest nonzero singular value, 1 where absent; the
 * largest is 1), {@code measurements} (their number; 0 for the population, every entry once),
 * {@code symmetric measurements}, {@code noise}. Of the method: {@code form} (symmetric,
 * asymmetric, alternating), {@code k}, {@code alpha}, {@code ratio} of G's scale to F's, {@code
 * balanced} (F = G), {@code eta}, {@code beta} and {@code switch} of the accelerated method, {@code
 * single precision}, {@code iterations}.
 */
final class Descent {
  /** Below this squared error rounding decides: the steps left would cost time and add nothing. */
  private static final double FLOOR = 1e-28;

  /** Single precision has met its floor when the error made no new minimum for so many steps. */
  private static final int PATIENCE = 500;

  private final Configuration configuration;
  private final LowRankProblem problem;
  private final int iterations;
  private final double[] squared;
  private int length;
  private int best;
  private int fitFrom = 1;

  private Descent(Configuration configuration, LowRankProblem problem) {
    this.configuration = configuration;
    this.problem = problem;
    this.iterations = configuration.integer("iterations");
    this.squared = new double[iterations + 1];
  }

  static Outcome run(Configuration configuration, Seed seed) {
    try (TensorScope _ = TensorScope.open()) {
      Descent descent = new Descent(configuration, problem(configuration, seed));
      Factors start = descent.start(seed.random("start"));
      Factors end = descent.descend(start);
      return descent.outcome(start, end);
    }
  }

  private static LowRankProblem problem(Configuration configuration, Seed seed) {
    int n = configuration.integer("n");
    int rank = configuration.integer("rank");
    double[] spectrum = new double[rank];
    double condition = configuration.has("condition") ? configuration.real("condition") : 1;
    for (int i = 0; i < rank; i++) {
      // Evenly spaced on a logarithmic scale, from 1 down to 1 / condition.
      spectrum[i] = Math.pow(condition, rank == 1 ? 0 : -(double) i / (rank - 1));
    }
    int count = configuration.integer("measurements");
    Measurements measurements =
        count == 0
            ? Measurements.identity()
            : isSymmetric(configuration) || configuration.has("symmetric measurements")
                ? Measurements.symmetricGaussian(count)
                : Measurements.gaussian(count);
    long number = seed.number("problem");
    LowRankProblem problem =
        configuration.has("columns")
            ? LowRankProblem.rectangular(
                n, configuration.integer("columns"), spectrum, measurements, number)
            : LowRankProblem.psd(n, spectrum, measurements, number);
    return configuration.has("noise") ? problem.noisy(configuration.real("noise")) : problem;
  }

  private static boolean isSymmetric(Configuration configuration) {
    return configuration.text("form").equals("symmetric");
  }

  /** The first factor is drawn first, so all forms of one width and alpha start with the same. */
  private Factors start(RandomGenerator random) {
    int k = configuration.integer("k");
    double alpha = configuration.real("alpha");
    if (isSymmetric(configuration)) {
      return Factors.symmetricGaussian(problem.rows(), k, alpha, random);
    }
    if (configuration.has("balanced")) {
      return Factors.balanced(problem.rows(), k, alpha, random);
    }
    return Factors.gaussian(
        problem.rows(), problem.columns(), k, alpha, configuration.real("ratio"), random);
  }

  private FactorizedGradientDescent method() {
    double eta = configuration.real("eta");
    return switch (configuration.text("form")) {
      case "symmetric" -> FactorizedGradientDescent.symmetric(eta);
      case "asymmetric" -> FactorizedGradientDescent.asymmetric(eta);
      case "alternating" -> FactorizedGradientDescent.alternating(eta);
      default ->
          throw new IllegalArgumentException(
              "form must be symmetric, asymmetric or alternating, not %s."
                  .formatted(configuration.text("form")));
    };
  }

  private Factors descend(Factors start) {
    FactorizedGradientDescent method = method();
    LinearOperator2D operator = problem.operator();
    Tensor observations = problem.observations();
    if (configuration.has("single precision")) {
      DType single = DType.FLOAT32;
      return method.run(
          new Factors(start.f().to(single), start.g().to(single)),
          operator.to(single),
          observations.to(single),
          iterations,
          (t, now) -> observe(t, now) && t - best <= PATIENCE);
    }
    if (!configuration.has("beta")) {
      return method.run(start, operator, observations, iterations, this::observe);
    }
    double threshold = configuration.real("switch") * observations.squaredNorm().item();
    Factors near =
        method.run(
            start,
            operator,
            observations,
            iterations,
            (t, now) ->
                observe(t, now)
                    && operator.apply(now.product()).sub(observations).squaredNorm().item()
                        > threshold);
    int switched = length - 1;
    fitFrom = switched + 1;
    return method.run(
        new ImbalanceRebalance(configuration.real("beta")).apply(near),
        operator,
        observations,
        iterations - switched,
        (t, now) -> observe(switched + t, now));
  }

  private boolean observe(int t, Factors now) {
    squared[t] = problem.squaredError(now.product());
    length = t + 1;
    best = squared[t] < squared[best] ? t : best;
    return squared[t] > FLOOR;
  }

  private Outcome outcome(Factors start, Factors end) {
    double[] t = new double[Math.max(0, length - fitFrom)];
    Arrays.setAll(t, i -> fitFrom + i);
    double[] e = Arrays.copyOfRange(squared, fitFrom, fitFrom + t.length);
    Outcome outcome =
        Outcome.of("log10 error", log10(squared[length - 1]))
            .with("log10 error at 400", log10(squared[Math.min(400, length - 1)]));

    RateFit.Curve near = RateFit.between(t, e, 1e-22, 1e-3);
    boolean fits = near.times().length >= 3;
    outcome =
        outcome
            .with(
                "rate",
                fits ? RateFit.exponential(near.times(), near.errors()).slope() : Double.NaN)
            .with("log RSS exponential / power law", fits ? logRssRatio(near) : Double.NaN);

    RateFit.Curve late = since(t, e, iterations / 10);
    boolean lasts = late.times().length >= 3;
    double[] norms = Arrays.stream(late.errors()).map(Math::sqrt).toArray();
    outcome =
        outcome
            .with(
                "power", lasts ? RateFit.powerLaw(late.times(), late.errors()).slope() : Double.NaN)
            .with(
                "power of the unsquared norm",
                lasts ? RateFit.powerLaw(late.times(), norms).slope() : Double.NaN);
    return curve(imbalance(outcome, start, end));
  }

  private static double log10(double error) {
    return Math.log10(Math.max(error, 1e-30));
  }

  private static double logRssRatio(RateFit.Curve curve) {
    RateFit.Selection fits = RateFit.select(curve.times(), curve.errors());
    return Math.log(
        fits.exponential().residualSumOfSquares() / fits.powerLaw().residualSumOfSquares());
  }

  /** How far F^T F - G^T G has moved, which small simultaneous steps conserve. */
  private Outcome imbalance(Outcome outcome, Factors start, Factors end) {
    if (isSymmetric(configuration) || configuration.has("balanced") || configuration.has("beta")) {
      return outcome;
    }
    Tensor before = start.imbalance();
    return outcome
        .with("smallest imbalance at the start", start.smallestImbalance())
        .with("imbalance drift", end.imbalance().sub(before).norm().item() / before.norm().item());
  }

  private static RateFit.Curve since(double[] t, double[] e, int from) {
    int begin = 0;
    while (begin < t.length && t[begin] < from) {
      begin++;
    }
    return new RateFit.Curve(
        Arrays.copyOfRange(t, begin, t.length), Arrays.copyOfRange(e, begin, e.length));
  }

  private Outcome curve(Outcome outcome) {
    int points = Math.min(200, length);
    double[] x = new double[points];
    double[] y = new double[points];
    for (int i = 0; i < points; i++) {
      int t = (int) Math.round((double) i * (length - 1) / Math.max(1, points - 1));
      x[i] = t;
      y[i] = squared[t];
    }
    return outcome.withCurve("squared error", x, y);
  }
}
