package dev.assay.papers.robustrecovery;

import dev.assay.data.LinearOperator2D;
import dev.assay.data.LowRankProblem;
import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.FactorizedGradientDescent;
import dev.assay.methods.Factors;
import dev.assay.methods.RateFit;
import dev.assay.methods.RobustLoss;
import dev.assay.methods.StepRule;
import dev.assay.methods.SubGradientMethod;
import dev.assay.tensor.DType;
import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;

/**
 * One run of a method on one {@linkplain Problems problem}: the relative Frobenius error after each
 * step, and what the claims read from it.
 *
 * <p>Settings of the method: {@code width} of the factor (r, 2r or d), {@code start} (directional,
 * random, zero), {@code alpha}; {@code loss} (absolute, huber with a delta of 1, squared), {@code
 * steps} (geometric with {@code eta} and {@code ratio}; polyak, constant or diminishing with {@code
 * eta}; plain gradient descent for the squared loss), {@code iterations}, {@code until} (the error
 * at which to stop, where given), {@code single precision}.
 *
 * <p>The spare part of the factor lies outside the target's columns. Its part in spare rows is also
 * orthogonal to the rows in which the factor holds those columns: what remains of it when the
 * signal's own tilt is taken away.
 *
 * <p>No population: whether a residual near 0 counts as positive is a matter of rounding, and a
 * product of many matrices rounds otherwise than one alone.
 */
final class Recovery {
  private static final double LEARNED = 0.3;

  /** The error that a run counts with when its numbers have overflowed. */
  private static final double BLOWN_UP = 1e9;

  static final String SHAPE = "log RSS exponential / power law";

  private final LowRankProblem problem;
  private final double norm;
  private final Tensor columns;
  private final Tensor spareColumns;
  private final double until;
  private final double[] errors;
  private int length;
  private double largestSparePart;
  private double largestSpareRows;

  private Recovery(Configuration configuration, LowRankProblem problem) {
    this.problem = problem;
    this.norm = problem.target().norm().item();
    int d = problem.rows();
    this.columns = LinearAlgebra.eigh(problem.target()).vectors().slice(1, d - problem.rank(), d);
    this.spareColumns = Tensor.eye(d).sub(columns.matmul(columns.transpose()));
    this.until = configuration.has("until") ? configuration.real("until") : 0;
    this.errors = new double[configuration.integer("iterations") + 1];
  }

  static Outcome run(Configuration configuration, Seed seed) {
    try (TensorScope _ = TensorScope.open()) {
      LowRankProblem problem = Problems.draw(configuration, seed);
      Recovery recovery = new Recovery(configuration, problem);
      Factors end = recovery.descend(configuration, start(configuration, problem, seed));
      return recovery.outcome(configuration, end);
    }
  }

  /** The relative error at the end of a run, alone. */
  static double lastError(Configuration configuration, Seed seed) {
    try (TensorScope _ = TensorScope.open()) {
      LowRankProblem problem = Problems.draw(configuration, seed);
      Recovery recovery = new Recovery(configuration, problem);
      recovery.descend(configuration, start(configuration, problem, seed));
      return recovery.errors[recovery.length - 1];
    }
  }

  private static Factors start(Configuration configuration, LowRankProblem problem, Seed seed) {
    int d = problem.rows();
    int width =
        switch (configuration.text("width")) {
          case "r" -> problem.rank();
          case "2r" -> 2 * problem.rank();
          case "d" -> d;
          default ->
              throw new IllegalArgumentException(
                  "width must be r, 2r or d, not %s.".formatted(configuration.text("width")));
        };
    double alpha = configuration.real("alpha");
    return switch (configuration.text("start")) {
      case "directional" ->
          SubGradientMethod.start(problem.operator(), problem.observations(), width, alpha);
      case "random" -> Factors.symmetricGaussian(d, width, alpha, seed.random("start"));
      case "zero" -> Factors.symmetric(Tensor.zeros(d, width));
      default ->
          throw new IllegalArgumentException(
              "start must be directional, random or zero, not %s."
                  .formatted(configuration.text("start")));
    };
  }

  private Factors descend(Configuration configuration, Factors start) {
    LinearOperator2D operator = problem.operator();
    Tensor observations = problem.observations();
    if (configuration.has("single precision")) {
      operator = operator.to(DType.FLOAT32);
      observations = observations.to(DType.FLOAT32);
      start = Factors.symmetric(start.f().to(DType.FLOAT32));
    }
    int iterations = errors.length - 1;
    if (configuration.text("loss").equals("squared")) {
      return FactorizedGradientDescent.symmetric(configuration.real("eta"))
          .run(start, operator, observations, iterations, this::observe);
    }
    return new SubGradientMethod(loss(configuration), steps(configuration))
        .run(start, operator, observations, iterations, this::observe);
  }

  private static RobustLoss loss(Configuration configuration) {
    return switch (configuration.text("loss")) {
      case "absolute" -> RobustLoss.absolute();
      case "huber" -> RobustLoss.huber(1);
      default ->
          throw new IllegalArgumentException(
              "loss must be absolute, huber or squared, not %s."
                  .formatted(configuration.text("loss")));
    };
  }

  private static StepRule steps(Configuration configuration) {
    double eta = configuration.real("eta");
    return switch (configuration.text("steps")) {
      case "geometric" -> StepRule.geometric(eta, configuration.real("ratio"));
      case "polyak" -> StepRule.polyak(eta);
      case "constant" -> StepRule.constant(eta);
      case "diminishing" -> StepRule.diminishing(eta);
      default ->
          throw new IllegalArgumentException(
              "steps must be geometric, polyak, constant or diminishing, not %s."
                  .formatted(configuration.text("steps")));
    };
  }

  private boolean observe(int t, Factors now) {
    double error = Math.sqrt(problem.squaredError(now.product())) / norm;
    errors[t] = error < BLOWN_UP ? error : BLOWN_UP;
    length = t + 1;
    try (TensorScope _ = TensorScope.open()) {
      Tensor factor = now.f().to(DType.FLOAT64);
      Tensor spare = spareColumns.matmul(factor);
      largestSparePart = Math.max(largestSparePart, spare.norm().item());
      if (t % 10 == 0) {
        Tensor rows = LinearAlgebra.svd(columns.transpose().matmul(factor)).v();
        Tensor beside = spare.sub(spare.matmul(rows).matmul(rows.transpose()));
        largestSpareRows = Math.max(largestSpareRows, beside.norm().item());
      }
    }
    // A run that has blown up stays so: what follows would cost time and add nothing.
    return errors[t] > until && errors[t] < BLOWN_UP;
  }

  private Outcome outcome(Configuration configuration, Factors end) {
    double last = errors[length - 1];
    double best = Arrays.stream(errors, 0, length).min().orElseThrow();
    SubGradientMethod truth = new SubGradientMethod(RobustLoss.absolute(), StepRule.constant(1));
    Tensor estimate = end.product().to(DType.FLOAT64);
    double lossAtEnd = truth.lossAt(estimate, problem.operator(), problem.observations());
    double lossAtTruth = truth.lossAt(problem.target(), problem.operator(), problem.observations());
    Outcome outcome =
        Outcome.of("relative error", last)
            .with("log10 error", Math.log10(Math.max(last, 1e-16)))
            .with("log10 best error", Math.log10(Math.max(best, 1e-16)))
            .with("iterations to 0.5", iterationsTo(0.5))
            .with("iterations to 0.001", iterationsTo(1e-3))
            .with("loss less that of the truth", lossAtEnd - lossAtTruth)
            .with("largest spare part", largestSparePart)
            .with("largest spare part in spare rows", largestSpareRows);
    if (configuration.text("noise").equals("gaussian")) {
      outcome = outcome.with("theory", asymptoticError(configuration));
    }
    for (int eighth = 1; eighth <= 8; eighth++) {
      int t = Math.min(length - 1, (errors.length - 1) * eighth / 8);
      outcome = outcome.with("error at %d/8".formatted(eighth), errors[t]);
    }
    return shape(outcome);
  }

  /** The steps until the error is at most {@code target}, or one more than were made. */
  private int iterationsTo(double target) {
    for (int t = 0; t < length; t++) {
      if (errors[t] <= target) {
        return t;
      }
    }
    return errors.length;
  }

  /**
   * What least absolute deviations leave of Gaussian noise when there are many measurements: a
   * variance of pi/2 sigma^2 / m for each of the d r - r (r - 1) / 2 directions in which a positive
   * semidefinite matrix of rank r can move.
   */
  private double asymptoticError(Configuration configuration) {
    int r = problem.rank();
    double directions = problem.rows() * r - r * (r - 1) / 2.0;
    double variance = Math.PI / 2 / problem.operator().measurements();
    return configuration.real("sigma") * Math.sqrt(variance * directions) / norm;
  }

  /** Whether the error falls exponentially or as a power, once the matrix is roughly known. */
  private Outcome shape(Outcome outcome) {
    int from = length - 1;
    for (int t = 1; t < length; t++) {
      if (errors[t] <= LEARNED) {
        from = t;
        break;
      }
    }
    // Where it never is, the last three quarters say that nothing falls.
    from = length - from < 3 ? Math.max(1, length / 4) : from;
    if (length - from < 3) {
      return outcome.with("power", Double.NaN).with(SHAPE, Double.NaN);
    }
    double[] times = new double[length - from];
    double[] fallen = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = from + i;
      fallen[i] = Math.max(errors[from + i], 1e-16);
    }
    RateFit.Selection fits = RateFit.select(times, fallen);
    return outcome
        .with("power", fits.powerLaw().slope())
        .with(
            SHAPE,
            Math.log(
                fits.exponential().residualSumOfSquares()
                    / fits.powerLaw().residualSumOfSquares()));
  }
}
