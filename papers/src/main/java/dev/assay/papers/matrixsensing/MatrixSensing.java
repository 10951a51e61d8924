package dev.assay.papers.matrixsensing;

import dev.assay.data.LinearOperator2D;
import dev.assay.data.LowRankProblem;
import dev.assay.data.Measurements;
import dev.assay.lab.Claim;
import dev.assay.lab.Configuration;
import dev.assay.lab.Contrast;
import dev.assay.lab.Expectation;
import dev.assay.lab.Interval;
import dev.assay.lab.Outcome;
import dev.assay.lab.Plan;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Scale;
import dev.assay.lab.Seed;
import dev.assay.lab.Study;
import dev.assay.lab.Tier;
import dev.assay.methods.FactorizedGradientDescent;
import dev.assay.methods.Factors;
import dev.assay.methods.ImbalanceRebalance;
import dev.assay.methods.RateFit;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;
import java.util.List;

/**
 * Xiong, Ding and Du, "How Over-Parameterization Slows Down Gradient Descent in Matrix Sensing: The
 * Curses of Symmetry and Initialization", arXiv 2310.01769.
 *
 * <p>Recover a positive semidefinite matrix of rank r from Gaussian measurements by gradient
 * descent on factors of width k, and see how fast the squared Frobenius error falls.
 */
public final class MatrixSensing implements Reproduction {
  private static final String SYMMETRIC_EXACT = "symmetric k=2";
  private static final String SYMMETRIC_4 = "symmetric k=4";
  private static final String SYMMETRIC_8 = "symmetric k=8";
  private static final String ASYMMETRIC_EXACT = "asymmetric k=2 alpha=0.1";
  private static final String ASYMMETRIC = "asymmetric k=4 alpha=0.1";
  private static final List<String> ASYMMETRIC_ALPHAS =
      List.of("asymmetric k=4 alpha=0.05", ASYMMETRIC, "asymmetric k=4 alpha=0.2");
  private static final String BALANCED = "asymmetric k=4 balanced start";
  private static final String SYMMETRIC_MEASUREMENTS = "asymmetric k=4 symmetric measurements";
  private static final String ACCELERATED = "accelerated k=4 alpha=0.1 beta=1";
  private static final List<String> ACCELERATED_ALPHAS =
      List.of("accelerated k=4 alpha=0.05 beta=1", ACCELERATED, "accelerated k=4 alpha=0.2 beta=1");
  private static final String ACCELERATED_HALF = "accelerated k=4 alpha=0.1 beta=0.5";

  /** Width of the target, and its true rank: its nonzero eigenvalues are 1. */
  private static final int N = 20;

  private static final int RANK = 2;
  private static final int MEASUREMENTS = 1000;

  /**
   * The loss, relative to that of the zero matrix, below which the accelerated method rebalances.
   */
  private static final double SWITCH = 1e-2;

  private static final Configuration BASE = Configuration.of("iterations", 6000);
  private static final Configuration SYMMETRIC =
      BASE.with("form", "symmetric").with("eta", 0.2).with("alpha", 0.05);
  private static final Configuration ASYMMETRIC_BASE =
      BASE.with("form", "asymmetric").with("eta", 0.1).with("ratio", 1.0 / 3);

  private final Study study =
      Study.of("matrix-sensing", 1)
          .workload(MatrixSensing::descend)
          .worst("log10 error", 0)
          .arm(SYMMETRIC_EXACT, SYMMETRIC.with("k", 2))
          .arm(SYMMETRIC_4, SYMMETRIC.with("k", 4))
          .arm(SYMMETRIC_8, SYMMETRIC.with("k", 8))
          .arm(ASYMMETRIC_EXACT, asymmetric(2, 0.1))
          .arm(ASYMMETRIC_ALPHAS.get(0), asymmetric(4, 0.05))
          .arm(ASYMMETRIC, asymmetric(4, 0.1))
          .arm(ASYMMETRIC_ALPHAS.get(2), asymmetric(4, 0.2))
          .arm("asymmetric k=8 alpha=0.1", asymmetric(8, 0.1))
          .arm("asymmetric k=4 ratio=1", asymmetric(4, 0.1).with("ratio", 1.0))
          .arm("asymmetric k=4 ratio=1/10", asymmetric(4, 0.1).with("ratio", 0.1))
          .arm("asymmetric k=4 ratio=1e-6", asymmetric(4, 0.1).with("ratio", 1e-6))
          .arm(BALANCED, asymmetric(4, 0.1).with("balanced", true))
          .arm(SYMMETRIC_MEASUREMENTS, asymmetric(4, 0.1).with("symmetric measurements", true))
          .arm(ACCELERATED_ALPHAS.get(0), asymmetric(4, 0.05).with("beta", 1.0))
          .arm(ACCELERATED, asymmetric(4, 0.1).with("beta", 1.0))
          .arm(ACCELERATED_ALPHAS.get(2), asymmetric(4, 0.2).with("beta", 1.0))
          .arm(ACCELERATED_HALF, asymmetric(4, 0.1).with("beta", 0.5))
          .arm("accelerated k=8 alpha=0.1 beta=1", asymmetric(8, 0.1).with("beta", 1.0))
          .plan(Tier.SMOKE, Plan.seeds(3, 3))
          .plan(Tier.QUICK, Plan.seeds(5, 10))
          .plan(Tier.FULL, Plan.seeds(10, 30))
          .build();

  private static Configuration asymmetric(int k, double alpha) {
    return ASYMMETRIC_BASE.with("k", k).with("alpha", alpha);
  }

  /** One run of gradient descent on one random problem. */
  private static Outcome descend(Configuration configuration, Seed seed) {
    try (TensorScope _ = TensorScope.open()) {
      boolean symmetric = configuration.text("form").equals("symmetric");
      boolean symmetricMeasurements = symmetric || configuration.has("symmetric measurements");
      double[] spectrum = new double[RANK];
      Arrays.fill(spectrum, 1);
      LowRankProblem problem =
          LowRankProblem.psd(
              N,
              spectrum,
              symmetricMeasurements
                  ? Measurements.symmetricGaussian(MEASUREMENTS)
                  : Measurements.gaussian(MEASUREMENTS),
              seed.number("problem"));
      int k = configuration.integer("k");
      double alpha = configuration.real("alpha");
      var random = seed.random("start");
      Factors start;
      if (symmetric) {
        start = Factors.symmetricGaussian(N, k, alpha, random);
      } else if (configuration.has("balanced")) {
        start = Factors.balanced(N, k, alpha, random);
      } else {
        start = Factors.gaussian(N, N, k, alpha, configuration.real("ratio"), random);
      }
      double eta = configuration.real("eta");
      FactorizedGradientDescent descent =
          symmetric
              ? FactorizedGradientDescent.symmetric(eta)
              : FactorizedGradientDescent.asymmetric(eta);
      Errors errors = new Errors(problem, configuration.integer("iterations"));
      errors.descend(descent, start, configuration);
      return errors.outcome();
    }
  }

  /** The squared error after each step, and what the claims read from it. */
  private static final class Errors {
    private final LowRankProblem problem;
    private final int iterations;
    private final double[] squared;
    private int length;
    private int fitFrom = 1;

    Errors(LowRankProblem problem, int iterations) {
      this.problem = problem;
      this.iterations = iterations;
      this.squared = new double[iterations + 1];
    }

    void descend(FactorizedGradientDescent descent, Factors start, Configuration configuration) {
      LinearOperator2D operator = problem.operator();
      Tensor observations = problem.observations();
      if (!configuration.has("beta")) {
        descent.run(start, operator, observations, iterations, (t, now) -> observe(t, now));
        return;
      }
      double threshold = SWITCH * observations.squaredNorm().item();
      Factors near =
          descent.run(
              start,
              operator,
              observations,
              iterations,
              (t, now) -> {
                observe(t, now);
                Tensor residual = operator.apply(now.product()).sub(observations);
                return residual.squaredNorm().item() > threshold;
              });
      int switched = length - 1;
      fitFrom = switched + 1;
      descent.run(
          new ImbalanceRebalance(configuration.real("beta")).apply(near),
          operator,
          observations,
          iterations - switched,
          (t, now) -> observe(switched + t, now));
    }

    private boolean observe(int t, Factors now) {
      squared[t] = problem.squaredError(now.product());
      length = t + 1;
      // Below this, rounding decides; the steps that are left would cost time and add nothing.
      return squared[t] > 1e-28;
    }

    Outcome outcome() {
      int fitEnd = length;
      double[] t = new double[fitEnd - fitFrom];
      double[] e = new double[fitEnd - fitFrom];
      for (int i = 0; i < t.length; i++) {
        t[i] = fitFrom + i;
        e[i] = squared[fitFrom + i];
      }
      RateFit.Curve near = RateFit.between(t, e, 1e-22, 1e-3);
      Outcome outcome =
          Outcome.of("log10 error", Math.log10(Math.max(squared[length - 1], 1e-30)))
              .with(
                  "log10 error at 400",
                  Math.log10(Math.max(squared[Math.min(400, length - 1)], 1e-30)));
      if (near.times().length >= 3) {
        var fits = RateFit.select(near.times(), near.errors());
        outcome =
            outcome
                .with("rate", fits.exponential().slope())
                .with(
                    "log RSS exponential / power law",
                    Math.log(
                        fits.exponential().residualSumOfSquares()
                            / fits.powerLaw().residualSumOfSquares()));
      }
      RateFit.Curve late = tail(t, e, iterations / 10);
      if (late.times().length >= 3) {
        outcome = outcome.with("power", RateFit.powerLaw(late.times(), late.errors()).slope());
      }
      return curve(outcome);
    }

    private static RateFit.Curve tail(double[] t, double[] e, int from) {
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

  @Override
  public String paper() {
    return "2310.01769";
  }

  @Override
  public String title() {
    return "How Over-Parameterization Slows Down Gradient Descent in Matrix Sensing";
  }

  @Override
  public String overview() {
    return "Gradient descent on the factors of a 20 x 20 matrix of rank 2, seen through 1,000 Gaussian"
        + " measurements, in double precision. The factors are symmetric or asymmetric, as wide as"
        + " the rank or wider, and each claim is about how fast the squared Frobenius error falls.";
  }

  @Override
  public List<Claim> claims() {
    String bound = "the theorem's rate is for the squared error; its constants are not tested";
    return List.of(
        claim(
            "C1a",
            "With symmetric factors wider than the rank (k = 4), the squared error falls no faster"
                + " than 1/T^2.",
            "Omega(1/T^2)",
            "lower bound",
            Expectation.mean(
                Contrast.metric("power", SYMMETRIC_4), Interval.between(-2.2, -1.7), bound)),
        claim(
            "C1b",
            "The same for k = 8.",
            "Omega(1/T^2)",
            "lower bound",
            Expectation.mean(
                Contrast.metric("power", SYMMETRIC_8), Interval.between(-2.2, -1.7), bound)),
        claim(
            "C1c",
            "A power law fits the symmetric over-parameterized error better than an exponential, at"
                + " every seed.",
            "polynomial",
            "lower bound",
            Expectation.exact(
                Contrast.metric("log RSS exponential / power law", SYMMETRIC_4),
                Interval.atLeast(0),
                0,
                "the ratio of the residual sums of squares on log error")),
        claim(
            "C2",
            "With symmetric factors as wide as the rank, the error falls exponentially.",
            "exp(-Omega(T))",
            "known result, the contrast to C1",
            Expectation.exact(
                Contrast.metric("log10 error at 400", SYMMETRIC_EXACT),
                Interval.atMost(-20),
                1e-6,
                "an exponential decay passes 1e-20 by step 400 at this step size")),
        claim(
            "C3",
            "With asymmetric factors as wide as the rank, plain gradient descent from a random start"
                + " converges exponentially.",
            "exp(-Omega(T))",
            "asymmetric exact case",
            Expectation.mean(
                Contrast.metric("rate", ASYMMETRIC_EXACT),
                Interval.between(-0.2, -0.06),
                "a pilot in another implementation measured about -0.115 a step")),
        claim(
            "C4a",
            "With asymmetric factors wider than the rank, the rate is proportional to the square of"
                + " the initial scale alpha.",
            "exp(-Omega(alpha^2 T))",
            "asymmetric over-parameterized case",
            Expectation.mean(
                Contrast.exponent("rate", "alpha", ASYMMETRIC_ALPHAS),
                Interval.between(1.8, 2.2),
                "the exponent of alpha is 2")),
        claim(
            "C4b",
            "An exponential fits the asymmetric over-parameterized error better than a power law, at"
                + " every seed.",
            "linear convergence",
            "asymmetric over-parameterized case",
            Expectation.exact(
                Contrast.metric("log RSS exponential / power law", ASYMMETRIC),
                Interval.atMost(0),
                0,
                "the ratio of the residual sums of squares on log error")),
        claim(
            "C5a",
            "On the same kind of positive semidefinite problem, asymmetric factors beat symmetric ones"
                + " of the same width.",
            "1/T^2 becomes linear",
            "comparison of the two cases",
            Expectation.mean(
                Contrast.difference("log10 error", ASYMMETRIC, SYMMETRIC_4),
                Interval.atMost(-3),
                "three orders of magnitude after 6,000 steps is the smallest gap that matters")),
        claim(
            "C5b",
            "Imbalance drives it: a start with F = G stays slow.",
            "imbalance of the two factors",
            "mechanism of the asymmetric case",
            Expectation.mean(
                Contrast.difference("log10 error", BALANCED, ASYMMETRIC),
                Interval.atLeast(3),
                "three orders of magnitude after 6,000 steps is the smallest gap that matters")),
        claim(
            "C6a",
            "One rebalancing step makes the rate independent of alpha.",
            "rate independent of alpha",
            "accelerated method",
            Expectation.mean(
                Contrast.exponent("rate", "alpha", ACCELERATED_ALPHAS),
                Interval.between(-0.1, 0.1),
                "the exponent of alpha is 0")),
        claim(
            "C6b",
            "The accelerated rate matches that of factors as wide as the rank.",
            "same rate as the exact case",
            "accelerated method",
            Expectation.mean(
                Contrast.logRatio("rate", ACCELERATED, ASYMMETRIC_EXACT),
                Interval.between(-0.7, 0.7),
                "within a factor of two")),
        claim(
            "T1",
            "Trap: if the measurement matrices are symmetrised, asymmetric factors stall, because"
                + " the antisymmetric part of F G^T is invisible to the loss.",
            "not in the paper",
            "our control",
            Expectation.mean(
                Contrast.difference("log10 error", SYMMETRIC_MEASUREMENTS, ASYMMETRIC),
                Interval.atLeast(3),
                "three orders of magnitude after 6,000 steps is the smallest gap that matters")));
  }

  private Claim claim(
      String id, String statement, String paperSays, String where, Expectation expectation) {
    return new Claim(id, statement, paperSays, where, Scale.SMALL, study, expectation);
  }

  @Override
  public List<String> differences() {
    return List.of(
        "The matrix is 20 x 20 of rank 2; the paper's figures use 50 x 50 of rank 3.",
        "The number of measurements (1,000), the step sizes and the initial scales are ours: the"
            + " paper's are unverified.",
        "The start has entries of variance alpha^2, and (alpha/3)^2 for the second factor; the"
            + " paper's variance convention is unverified.",
        "The accelerated method rebalances when the observed loss falls below 1 % of that of the zero"
            + " matrix; the paper assumes that the neighbourhood is known.");
  }

  @Override
  public List<String> untested() {
    return List.of(
        "The bounds hold for all T and with high probability: a finite run cannot show that.",
        "That the dependence on alpha is unavoidable in the worst case: only examples can be run.");
  }
}
