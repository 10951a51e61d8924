package dev.assay.papers.matrixsensing;

import dev.assay.lab.Arm;
import dev.assay.lab.Board;
import dev.assay.lab.Claim;
import dev.assay.lab.Configuration;
import dev.assay.lab.Contrast;
import dev.assay.lab.Expectation;
import dev.assay.lab.Interval;
import dev.assay.lab.Objective;
import dev.assay.lab.Plan;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Scale;
import dev.assay.lab.Study;
import dev.assay.lab.Tier;
import dev.assay.lab.report.Figure;
import java.util.ArrayList;
import java.util.List;

/**
 * Xiong, Ding and Du, "How Over-Parameterization Slows Down Gradient Descent in Matrix Sensing: The
 * Curses of Symmetry and Initialization", arXiv 2310.01769.
 *
 * <p>Recover a matrix of rank r from Gaussian measurements by gradient descent on factors of width
 * k, and see how fast the squared Frobenius error falls.
 *
 * <p>Claims C1 to C6 are the paper's, S1 to S10 stress them where the paper says less, and T1 to T8
 * are the mistakes that would make a reader doubt them. The regions were written before the runs,
 * from the theorems and from a pilot in another implementation (numpy).
 */
public final class MatrixSensing implements Reproduction {
  private static final Configuration SYMMETRIC =
      Configuration.of("form", "symmetric").with("eta", 0.2).with("alpha", 0.05);
  private static final Configuration ASYMMETRIC =
      Configuration.of("form", "asymmetric").with("eta", 0.1).with("ratio", 1.0 / 3);
  private static final Configuration ACCELERATED =
      ASYMMETRIC.with("beta", 1.0).with("switch", 1e-2);

  // The main study: a 20 x 20 matrix of rank 2 whose nonzero eigenvalues are 1.

  private static final String SYM_2 = "symmetric k=2";
  private static final String SYM_4 = "symmetric k=4";
  private static final String SYM_8 = "symmetric k=8";
  private static final String SYM_4_SAME_START = "symmetric k=4 alpha=0.1 eta=0.1";
  private static final List<String> ASYM_2 =
      List.of("asymmetric k=2 alpha=0.05", "asymmetric k=2 alpha=0.1", "asymmetric k=2 alpha=0.2");
  private static final String ASYM_2_SMALL_ALPHA = "asymmetric k=2 alpha=0.025";
  private static final List<String> ASYM_4 =
      List.of("asymmetric k=4 alpha=0.05", "asymmetric k=4 alpha=0.1", "asymmetric k=4 alpha=0.2");
  private static final List<String> ASYM_8 =
      List.of("asymmetric k=8 alpha=0.05", "asymmetric k=8 alpha=0.1", "asymmetric k=8 alpha=0.2");
  private static final String ASYM_4_LARGE_ALPHA = "asymmetric k=4 alpha=0.4";
  private static final String ASYM_4_LARGE_ETA = "asymmetric k=4 alpha=0.1 eta=0.4";
  private static final String RATIO_1 = "asymmetric k=4 ratio=1";
  private static final String RATIO_10TH = "asymmetric k=4 ratio=1/10";
  private static final String RATIO_0 = "asymmetric k=4 ratio=1e-6";
  private static final String BALANCED = "asymmetric k=4 balanced start";
  private static final String BALANCED_LIKE_SYM_4 =
      "asymmetric k=4 balanced start symmetric measurements alpha=0.05 eta=0.2";
  private static final String BALANCED_SIMULTANEOUS =
      "asymmetric k=4 balanced start symmetric measurements alpha=0.2";
  private static final String BALANCED_ALTERNATING =
      "alternating k=4 balanced start symmetric measurements alpha=0.2";
  private static final String POPULATION_SIMULTANEOUS =
      "asymmetric k=4 balanced start population alpha=0.2";
  private static final String POPULATION_ALTERNATING =
      "alternating k=4 balanced start population alpha=0.2";
  private static final String SYMMETRIC_MEASUREMENTS = "asymmetric k=4 symmetric measurements";
  private static final String SINGLE_PRECISION = "asymmetric k=2 alpha=0.1 float32";
  private static final List<String> ACCELERATED_4 =
      List.of(
          "accelerated k=4 alpha=0.02 beta=1",
          "accelerated k=4 alpha=0.05 beta=1",
          "accelerated k=4 alpha=0.1 beta=1",
          "accelerated k=4 alpha=0.2 beta=1");
  private static final String ACCELERATED_4_HALF = "accelerated k=4 alpha=0.1 beta=0.5";
  private static final String ACCELERATED_8 = "accelerated k=8 alpha=0.1 beta=1";

  private static final String EXACT_RATE = ASYM_2.get(1);
  private static final String WIDE_RATE = ASYM_4.get(1);

  private final Study main =
      Study.of("matrix-sensing", 2)
          .workload(Descent::run)
          .worst("log10 error", 0)
          .arm(SYM_2, rank2(SYMMETRIC, 2))
          .arm(SYM_4, rank2(SYMMETRIC, 4))
          .arm(SYM_8, rank2(SYMMETRIC, 8))
          .arm(SYM_4_SAME_START, rank2(SYMMETRIC, 4).with("alpha", 0.1).with("eta", 0.1))
          .arm(ASYM_2_SMALL_ALPHA, rank2(ASYMMETRIC, 2).with("alpha", 0.025))
          .arm(ASYM_2.get(0), rank2(ASYMMETRIC, 2).with("alpha", 0.05))
          .arm(ASYM_2.get(1), rank2(ASYMMETRIC, 2).with("alpha", 0.1))
          .arm(ASYM_2.get(2), rank2(ASYMMETRIC, 2).with("alpha", 0.2))
          .arm(ASYM_4.get(0), rank2(ASYMMETRIC, 4).with("alpha", 0.05))
          .arm(ASYM_4.get(1), rank2(ASYMMETRIC, 4).with("alpha", 0.1))
          .arm(ASYM_4.get(2), rank2(ASYMMETRIC, 4).with("alpha", 0.2))
          .arm(ASYM_8.get(0), rank2(ASYMMETRIC, 8).with("alpha", 0.05))
          .arm(ASYM_8.get(1), rank2(ASYMMETRIC, 8).with("alpha", 0.1))
          .arm(ASYM_8.get(2), rank2(ASYMMETRIC, 8).with("alpha", 0.2))
          .arm(ASYM_4_LARGE_ALPHA, rank2(ASYMMETRIC, 4).with("alpha", 0.4))
          .arm(ASYM_4_LARGE_ETA, rank2(ASYMMETRIC, 4).with("alpha", 0.1).with("eta", 0.4))
          .arm(RATIO_1, rank2(ASYMMETRIC, 4).with("alpha", 0.1).with("ratio", 1.0))
          .arm(RATIO_10TH, rank2(ASYMMETRIC, 4).with("alpha", 0.1).with("ratio", 0.1))
          .arm(RATIO_0, rank2(ASYMMETRIC, 4).with("alpha", 0.1).with("ratio", 1e-6))
          .arm(BALANCED, rank2(ASYMMETRIC, 4).with("alpha", 0.1).with("balanced", true))
          .arm(
              BALANCED_LIKE_SYM_4,
              balancedOnSymmetricMeasurements().with("alpha", 0.05).with("eta", 0.2))
          .arm(BALANCED_SIMULTANEOUS, balancedOnSymmetricMeasurements().with("alpha", 0.2))
          .arm(
              BALANCED_ALTERNATING,
              balancedOnSymmetricMeasurements().with("alpha", 0.2).with("form", "alternating"))
          .arm(POPULATION_SIMULTANEOUS, balancedPopulation())
          .arm(POPULATION_ALTERNATING, balancedPopulation().with("form", "alternating"))
          .arm(
              SYMMETRIC_MEASUREMENTS,
              rank2(ASYMMETRIC, 4).with("alpha", 0.1).with("symmetric measurements", true))
          .arm(
              SINGLE_PRECISION,
              rank2(ASYMMETRIC, 2).with("alpha", 0.1).with("single precision", true))
          .arm(ACCELERATED_4.get(0), rank2(ACCELERATED, 4).with("alpha", 0.02))
          .arm(ACCELERATED_4.get(1), rank2(ACCELERATED, 4).with("alpha", 0.05))
          .arm(ACCELERATED_4.get(2), rank2(ACCELERATED, 4).with("alpha", 0.1))
          .arm(ACCELERATED_4.get(3), rank2(ACCELERATED, 4).with("alpha", 0.2))
          .arm(ACCELERATED_4_HALF, rank2(ACCELERATED, 4).with("alpha", 0.1).with("beta", 0.5))
          .arm(ACCELERATED_8, rank2(ACCELERATED, 8).with("alpha", 0.1))
          .plan(Tier.SMOKE, Plan.seeds(1, 1).with("iterations", 2000))
          .plan(Tier.QUICK, Plan.seeds(10, 20).with("iterations", 6000))
          .plan(Tier.FULL, Plan.seeds(10, 30).with("iterations", 6000))
          .build();

  private static Configuration rank2(Configuration method, int k) {
    return method.with("n", 20).with("rank", 2).with("measurements", 1000).with("k", k);
  }

  private static Configuration balancedOnSymmetricMeasurements() {
    return rank2(ASYMMETRIC, 4).with("balanced", true).with("symmetric measurements", true);
  }

  private static Configuration balancedPopulation() {
    return rank2(ASYMMETRIC, 4).with("alpha", 0.2).with("balanced", true).with("measurements", 0);
  }

  // The paper's own size in the FULL tier: 50 x 50 of rank 3.

  private static final String R3_SYM_3 = "rank 3 symmetric k=3";
  private static final String R3_SYM_5 = "rank 3 symmetric k=5";
  private static final String R3_SYM_6 = "rank 3 symmetric k=6";
  private static final String R3_SYM_12 = "rank 3 symmetric k=12";
  private static final List<String> R3_ASYM_5 =
      List.of(
          "rank 3 asymmetric k=5 alpha=0.05",
          "rank 3 asymmetric k=5 alpha=0.1",
          "rank 3 asymmetric k=5 alpha=0.2");
  private static final String R3_ASYM_5_SMALL_ALPHA = "rank 3 asymmetric k=5 alpha=0.025";
  private static final String R3_ACCELERATED_5 = "rank 3 accelerated k=5 alpha=0.05 beta=1";

  private final Study rank3 =
      Study.of("matrix-sensing-rank-3", 1)
          .workload(Descent::run)
          .worst("log10 error", 0)
          .arm(R3_SYM_3, rank3(SYMMETRIC, 3))
          .arm(R3_SYM_5, rank3(SYMMETRIC, 5))
          .arm(R3_SYM_6, rank3(SYMMETRIC, 6))
          .arm(R3_SYM_12, rank3(SYMMETRIC, 12))
          .arm(R3_ASYM_5_SMALL_ALPHA, rank3(ASYMMETRIC, 5).with("alpha", 0.025))
          .arm(R3_ASYM_5.get(0), rank3(ASYMMETRIC, 5).with("alpha", 0.05))
          .arm(R3_ASYM_5.get(1), rank3(ASYMMETRIC, 5).with("alpha", 0.1))
          .arm(R3_ASYM_5.get(2), rank3(ASYMMETRIC, 5).with("alpha", 0.2))
          .arm(R3_ACCELERATED_5, rank3(ACCELERATED, 5).with("alpha", 0.05))
          .plan(Tier.SMOKE, size(Plan.seeds(1, 1), 20, 1000, 2000))
          .plan(Tier.QUICK, size(Plan.seeds(10, 10), 30, 1800, 3000))
          .plan(Tier.FULL, size(Plan.seeds(10, 10), 50, 2500, 6000))
          .build();

  private static Configuration rank3(Configuration method, int k) {
    return method.with("rank", 3).with("k", k);
  }

  private static Plan size(Plan plan, int n, int measurements, int iterations) {
    return plan.with("n", n).with("measurements", measurements).with("iterations", iterations);
  }

  // What the theorems leave out: rectangular matrices, ill-conditioned ones, noise.

  private static final List<String> WIDE_2 =
      List.of("20 x 40 alpha=0.05", "20 x 40 alpha=0.1", "20 x 40 alpha=0.2");
  private static final List<String> WIDE_5 =
      List.of(
          "20 x 100 population alpha=0.05",
          "20 x 100 population alpha=0.1",
          "20 x 100 population alpha=0.2");
  private static final List<String> CONDITION_3 =
      List.of("condition 3 alpha=0.05", "condition 3 alpha=0.1", "condition 3 alpha=0.2");
  private static final String CONDITION_10_EXACT = "condition 10 asymmetric k=2";
  private static final String CONDITION_10_ACCELERATED = "condition 10 accelerated k=4";
  private static final String NOISE = "noise 1e-3 asymmetric k=4";

  private final Study beyond =
      Study.of("matrix-sensing-beyond", 1)
          .workload(Descent::run)
          .worst("log10 error", 0)
          .arm(WIDE_2.get(0), wide(40, 1600).with("alpha", 0.05))
          .arm(WIDE_2.get(1), wide(40, 1600).with("alpha", 0.1))
          .arm(WIDE_2.get(2), wide(40, 1600).with("alpha", 0.2))
          .arm(WIDE_5.get(0), wide(100, 0).with("alpha", 0.05))
          .arm(WIDE_5.get(1), wide(100, 0).with("alpha", 0.1))
          .arm(WIDE_5.get(2), wide(100, 0).with("alpha", 0.2))
          .arm(CONDITION_3.get(0), rank2(ASYMMETRIC, 4).with("condition", 3).with("alpha", 0.05))
          .arm(CONDITION_3.get(1), rank2(ASYMMETRIC, 4).with("condition", 3).with("alpha", 0.1))
          .arm(CONDITION_3.get(2), rank2(ASYMMETRIC, 4).with("condition", 3).with("alpha", 0.2))
          .arm(CONDITION_10_EXACT, rank2(ASYMMETRIC, 2).with("condition", 10).with("alpha", 0.1))
          .arm(
              CONDITION_10_ACCELERATED,
              rank2(ACCELERATED, 4).with("condition", 10).with("alpha", 0.1).with("switch", 1e-3))
          .arm(NOISE, rank2(ASYMMETRIC, 4).with("alpha", 0.1).with("noise", 1e-3))
          .plan(Tier.SMOKE, Plan.seeds(1, 1).with("iterations", 2000))
          .plan(Tier.QUICK, Plan.seeds(10, 10).with("iterations", 6000))
          .plan(Tier.FULL, Plan.seeds(10, 30).with("iterations", 20_000))
          .build();

  private static Configuration wide(int columns, int measurements) {
    return rank2(ASYMMETRIC, 4).with("columns", columns).with("measurements", measurements);
  }

  // What is read off a run.

  private static final String ERROR = "log10 error";
  private static final String ERROR_AT_400 = "log10 error at 400";
  private static final String RATE = "rate";
  private static final String POWER = "power";
  private static final String FAMILY = "log RSS exponential / power law";

  private static final Interval INVERSE_SQUARE = Interval.between(-2.2, -1.7);
  private static final Interval POWER_LAW = Interval.atLeast(0);
  private static final Interval EXPONENTIAL = Interval.atMost(0);
  private static final Interval ALPHA_SQUARED = Interval.between(1.8, 2.2);
  private static final Interval ALPHA_FREE = Interval.between(-0.1, 0.1);
  private static final Interval FACTOR_OF_TWO = Interval.between(-0.7, 0.7);

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
    return "A matrix of low rank is recovered from Gaussian measurements by gradient descent on its"
        + " factors, in double precision. The factors are symmetric (X X^T) or asymmetric (F G^T),"
        + " as wide as the rank or wider, and each claim is about how fast the squared Frobenius"
        + " error falls with the number of steps: as a power, or exponentially. The main study has"
        + " a 20 x 20 matrix of rank 2 and 1,000 measurements; a second one has rank 3, and in the"
        + " FULL tier the paper's size of 50 x 50. Rates are least-squares slopes: of log error on"
        + " log t over the last nine tenths of the steps, or of log error on t while the error lies"
        + " between 1e-22 and 1e-3. C1 to C6 are the paper's claims, S1 to S10 stress them, T1 to"
        + " T8 show the mistakes that would seem to refute them.";
  }

  @Override
  public List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    claims.addAll(symmetricFactors());
    claims.addAll(asymmetricFactorsOfTheRank());
    claims.addAll(asymmetricFactorsWiderThanTheRank());
    claims.addAll(imbalance());
    claims.addAll(acceleration());
    claims.addAll(stresses());
    claims.addAll(traps());
    return claims;
  }

  private List<Claim> symmetricFactors() {
    String where = "lower bound for the symmetric over-parameterized case";
    String slopes =
        "the exponent of the squared error is -2; the pilot's slopes lay between -1.91 and -1.78";
    String bothFits = "the ratio of the two fits' residual sums of squares on log error";
    return List.of(
        claim(
            "C1a",
            main,
            "With symmetric factors wider than the rank (k = 2r), the squared error falls as 1/T^2"
                + " and no faster.",
            "Omega(1/T^2)",
            where,
            Expectation.mean(Contrast.metric(POWER, SYM_4), INVERSE_SQUARE, slopes)),
        claim(
            "C1b",
            main,
            "With symmetric factors four times as wide as the rank, too, the squared error falls as"
                + " 1/T^2 and no faster.",
            "Omega(1/T^2)",
            where,
            Expectation.mean(Contrast.metric(POWER, SYM_8), INVERSE_SQUARE, slopes)),
        claim(
            "C1c",
            main,
            "At k = 2r a power law fits the error better than an exponential, at every seed.",
            "polynomial",
            where,
            Expectation.exact(Contrast.metric(FAMILY, SYM_4), POWER_LAW, 0, bothFits)),
        claim(
            "C1d",
            main,
            "At k = 4r, too, a power law fits the error better than an exponential, at every seed.",
            "polynomial",
            where,
            Expectation.exact(Contrast.metric(FAMILY, SYM_8), POWER_LAW, 0, bothFits)),
        claim(
            "C1e",
            rank3,
            "At rank 3 and k = r + 2 the squared error falls as 1/T^2 and no faster.",
            "Omega(1/T^2)",
            where,
            Expectation.mean(Contrast.metric(POWER, R3_SYM_5), INVERSE_SQUARE, slopes)),
        claim(
            "C1f",
            rank3,
            "At rank 3 and k = 2r the squared error falls as 1/T^2 and no faster.",
            "Omega(1/T^2)",
            where,
            Expectation.mean(Contrast.metric(POWER, R3_SYM_6), INVERSE_SQUARE, slopes)),
        claim(
            "C1g",
            rank3,
            "At rank 3 and k = 4r the squared error falls as 1/T^2 and no faster.",
            "Omega(1/T^2)",
            where,
            Expectation.mean(Contrast.metric(POWER, R3_SYM_12), INVERSE_SQUARE, slopes)),
        claim(
            "C2a",
            main,
            "With symmetric factors as wide as the rank, the error falls exponentially.",
            "exp(-Omega(T))",
            "known result, the contrast to C1",
            Expectation.exact(
                Contrast.metric(ERROR_AT_400, SYM_2),
                Interval.atMost(-20),
                1e-6,
                "the pilot's error was below 1e-20 by step 400 at this step size")),
        claim(
            "C2b",
            main,
            "With symmetric factors as wide as the rank, an exponential fits the error better than a"
                + " power law, at every seed.",
            "exp(-Omega(T))",
            "known result, the contrast to C1",
            Expectation.exact(Contrast.metric(FAMILY, SYM_2), EXPONENTIAL, 0, bothFits)),
        claim(
            "C2c",
            rank3,
            "With symmetric factors as wide as the rank, the error falls exponentially at rank 3, too.",
            "exp(-Omega(T))",
            "known result, the contrast to C1",
            Expectation.exact(
                Contrast.metric(ERROR_AT_400, R3_SYM_3),
                Interval.atMost(-20),
                1e-6,
                "the pilot's error was below 1e-20 by step 400 at this step size")));
  }

  private List<Claim> asymmetricFactorsOfTheRank() {
    String where = "asymmetric exact case; later versions say that it builds on prior work";
    return List.of(
        claim(
            "C3a",
            main,
            "With asymmetric factors as wide as the rank, plain gradient descent from a random start"
                + " converges exponentially, without a regulariser that keeps them balanced.",
            "exp(-Omega(T))",
            where,
            Expectation.mean(
                Contrast.metric(RATE, EXACT_RATE),
                Interval.between(-0.2, -0.06),
                "the pilot measured about -0.115 a step")),
        claim(
            "C3b",
            main,
            "With asymmetric factors as wide as the rank, the rate does not depend on the initial"
                + " scale alpha, from 0.05 to 0.2.",
            "no alpha in the rate",
            where,
            Expectation.mean(
                Contrast.exponent(RATE, "alpha", ASYM_2),
                ALPHA_FREE,
                "the exponent of alpha is 0 for small alpha")),
        claim(
            "C3c",
            main,
            "With asymmetric factors as wide as the rank, an exponential fits the error better than"
                + " a power law, at every seed.",
            "exp(-Omega(T))",
            where,
            Expectation.exact(
                Contrast.metric(FAMILY, EXACT_RATE),
                EXPONENTIAL,
                0,
                "the ratio of the two fits' residual sums of squares on log error")),
        claim(
            "C3d",
            main,
            "With asymmetric factors as wide as the rank, the rate does not depend on a small initial"
                + " scale alpha, from 0.025 to 0.05.",
            "no alpha in the rate",
            where,
            Expectation.mean(
                Contrast.exponent(RATE, "alpha", List.of(ASYM_2_SMALL_ALPHA, ASYM_2.get(0))),
                ALPHA_FREE,
                "the exponent of alpha is 0 for small alpha; added when the first run of C3b had"
                    + " shown a slower rate at 0.2")));
  }

  private List<Claim> asymmetricFactorsWiderThanTheRank() {
    String where = "asymmetric over-parameterized case";
    return List.of(
        claim(
            "C4a",
            main,
            "With asymmetric factors wider than the rank (k = 2r), the rate is proportional to the"
                + " square of the initial scale alpha.",
            "exp(-Omega(alpha^2 T))",
            where,
            Expectation.mean(
                Contrast.exponent(RATE, "alpha", ASYM_4),
                ALPHA_SQUARED,
                "the exponent of alpha is 2")),
        claim(
            "C4b",
            main,
            "With asymmetric factors wider than the rank, too, an exponential fits the error better"
                + " than a power law, at every seed.",
            "linear convergence",
            where,
            Expectation.exact(
                Contrast.metric(FAMILY, WIDE_RATE),
                EXPONENTIAL,
                0,
                "the ratio of the two fits' residual sums of squares on log error")),
        claim(
            "C4c",
            rank3,
            "At rank 3 and k = r + 2 the rate is proportional to alpha^2, too.",
            "exp(-Omega(alpha^2 T))",
            where,
            Expectation.mean(
                Contrast.exponent(RATE, "alpha", R3_ASYM_5),
                ALPHA_SQUARED,
                "the exponent of alpha is 2")),
        claim(
            "C4d",
            rank3,
            "At rank 3 and k = r + 2 the rate is proportional to alpha^2 where alpha is small, from"
                + " 0.025 to 0.1.",
            "exp(-Omega(alpha^2 T))",
            where,
            Expectation.mean(
                Contrast.exponent(
                    RATE,
                    "alpha",
                    List.of(R3_ASYM_5_SMALL_ALPHA, R3_ASYM_5.get(0), R3_ASYM_5.get(1))),
                ALPHA_SQUARED,
                "the exponent of alpha is 2; added when the first run of C4c had shown the rate at"
                    + " 0.2 near that of factors as wide as the rank, which bounds it")));
  }

  private List<Claim> imbalance() {
    String where = "comparison of the symmetric and the asymmetric case";
    String mechanism = "mechanism of the asymmetric case";
    String threeOrders = "three orders of magnitude at the end is the smallest gap that matters";
    return List.of(
        claim(
            "C5a",
            main,
            "On a positive semidefinite problem, asymmetric factors beat symmetric ones of the same"
                + " width.",
            "1/T^2 becomes linear",
            where,
            Expectation.mean(
                Contrast.difference(ERROR, WIDE_RATE, SYM_4), Interval.atMost(-3), threeOrders)),
        claim(
            "C5b",
            main,
            "Asymmetric factors beat symmetric ones also when X and F start equal, with one step size"
                + " (a reviewer's question).",
            "1/T^2 becomes linear",
            where,
            Expectation.mean(
                Contrast.difference(ERROR, WIDE_RATE, SYM_4_SAME_START),
                Interval.atMost(-3),
                threeOrders)),
        claim(
            "C5c",
            rank3,
            "Asymmetric factors beat symmetric ones at rank 3 and k = r + 2, too.",
            "1/T^2 becomes linear",
            where,
            Expectation.mean(
                Contrast.difference(ERROR, R3_ASYM_5.get(1), R3_SYM_5),
                Interval.atMost(-3),
                threeOrders)),
        claim(
            "C5d",
            main,
            "Imbalance drives it: a start with F = G stays slow.",
            "imbalance of the two factors",
            mechanism,
            Expectation.mean(
                Contrast.difference(ERROR, BALANCED, WIDE_RATE), Interval.atLeast(3), threeOrders)),
        claim(
            "C5e",
            main,
            "Two factors of equal scale are slower than the paper's ratio of 1/3.",
            "scales alpha and alpha/3",
            mechanism,
            Expectation.mean(
                Contrast.logRatio(RATE, RATIO_1, WIDE_RATE),
                Interval.atMost(Math.log(0.8)),
                "the pilot's ratio was 0.56; a fifth slower is the smallest effect that matters")),
        claim(
            "C5f",
            main,
            "More imbalance, a ratio of 1/10, is faster than 1/3.",
            "scales alpha and alpha/3",
            mechanism,
            Expectation.mean(
                Contrast.logRatio(RATE, RATIO_10TH, WIDE_RATE),
                Interval.atLeast(Math.log(1.05)),
                "the pilot's ratio was 1.18; a twentieth faster is the smallest effect that"
                    + " matters")),
        claim(
            "C5g",
            main,
            "Beyond 1/10 there is nothing more to gain: F alone sets the imbalance.",
            "imbalance of order alpha^2",
            mechanism,
            Expectation.mean(
                Contrast.logRatio(RATE, RATIO_0, RATIO_10TH),
                Interval.between(-0.1, 0.1),
                "the pilot's ratio was 1.02; within a tenth")));
  }

  private List<Claim> acceleration() {
    String where = "Section 5, the method with one rebalancing step";
    return List.of(
        claim(
            "C6a",
            main,
            "One rebalancing step makes the rate independent of alpha, over a tenfold range.",
            "rate independent of alpha",
            where,
            Expectation.mean(
                Contrast.exponent(RATE, "alpha", ACCELERATED_4),
                ALPHA_FREE,
                "the exponent of alpha is 0")),
        claim(
            "C6b",
            main,
            "The accelerated rate matches that of factors as wide as the rank.",
            "same rate as the exact case",
            where,
            Expectation.mean(
                Contrast.logRatio(RATE, ACCELERATED_4.get(2), EXACT_RATE),
                FACTOR_OF_TWO,
                "within a factor of two")),
        claim(
            "C6c",
            main,
            "An exponential fits the accelerated error better than a power law, at every seed.",
            "linear convergence",
            where,
            Expectation.exact(
                Contrast.metric(FAMILY, ACCELERATED_4.get(2)),
                EXPONENTIAL,
                0,
                "the ratio of the two fits' residual sums of squares on log error")),
        claim(
            "C6d",
            main,
            "From a small start (alpha = 0.05) the accelerated rate is far above the plain one.",
            "no alpha in the rate",
            where,
            Expectation.mean(
                Contrast.logRatio(RATE, ACCELERATED_4.get(1), ASYM_4.get(0)),
                Interval.atLeast(Math.log(10)),
                "the pilot's ratio was 37; ten is the smallest that matters")),
        claim(
            "C6e",
            rank3,
            "At rank 3 and k = r + 2, too, the accelerated rate is far above the plain one.",
            "no alpha in the rate",
            where,
            Expectation.mean(
                Contrast.logRatio(RATE, R3_ACCELERATED_5, R3_ASYM_5.get(0)),
                Interval.atLeast(Math.log(3)),
                "the plain rate grows with n, which sets the imbalance of a Gaussian start; three"
                    + " is the smallest ratio that matters")));
  }

  private List<Claim> stresses() {
    return List.of(
        claim(
            "S1",
            main,
            "At k = 4r, near the size of the matrix, the plain rate is at most half of that at"
                + " k = 2r: the smallest imbalance of a Gaussian start is far below alpha^2.",
            "not in the paper",
            "our stress of C4",
            Expectation.mean(
                Contrast.logRatio(RATE, ASYM_8.get(1), WIDE_RATE),
                Interval.atMost(Math.log(0.5)),
                "the pilot's rates over alpha^2 lay between -0.43 and -0.02, against -0.95")),
        claim(
            "S2",
            main,
            "At k = 4r the rate is still proportional to alpha^2.",
            "exp(-Omega(alpha^2 T))",
            "our stress of C4",
            Expectation.mean(
                Contrast.exponent(RATE, "alpha", ASYM_8),
                ALPHA_SQUARED,
                "the theorem's exponent has no width in it; the pilot saw the law broken here, so"
                    + " that this is the paper's prediction and not ours")),
        claim(
            "S3",
            main,
            "At k = 4r the accelerated rate still matches that of factors as wide as the rank.",
            "same rate as the exact case",
            "our stress of C6",
            Expectation.mean(
                Contrast.logRatio(RATE, ACCELERATED_8, EXACT_RATE),
                FACTOR_OF_TWO,
                "within a factor of two; the pilot's rate was -0.075")),
        claim(
            "S4",
            main,
            "The accelerated rate is of the order of beta^2.",
            "exp(-Omega(beta^2 T)), from the derivation",
            "Section 5, the method with one rebalancing step",
            Expectation.mean(
                Contrast.exponent(RATE, "beta", List.of(ACCELERATED_4_HALF, ACCELERATED_4.get(2))),
                Interval.between(1.5, 2.5),
                "the exponent of beta is 2; the pilot's was 1.8")),
        claim(
            "S5",
            main,
            "The law of alpha^2 ends where alpha is large: from 0.2 to 0.4 the rate does not even"
                + " double.",
            "not in the paper",
            "our stress of C4",
            Expectation.mean(
                Contrast.logRatio(RATE, ASYM_4_LARGE_ALPHA, ASYM_4.get(2)),
                Interval.atMost(Math.log(2)),
                "the law says four times; the pilot's rate went from -0.038 to -0.041")),
        claim(
            "S6",
            beyond,
            "A matrix twice as wide as high keeps the law of alpha^2.",
            "an easy extension, without a formal statement",
            "remark on the rectangular case",
            Expectation.mean(
                Contrast.exponent(RATE, "alpha", WIDE_2),
                ALPHA_SQUARED,
                "the exponent of alpha is 2")),
        claim(
            "S7",
            beyond,
            "A matrix five times as wide as high keeps the law of alpha^2, in the population case.",
            "an easy extension, without a formal statement",
            "remark on the rectangular case",
            Expectation.mean(
                Contrast.exponent(RATE, "alpha", WIDE_5),
                ALPHA_SQUARED,
                "the exponent of alpha is 2")),
        claim(
            "S8",
            beyond,
            "A condition number of 3 keeps the law of alpha^2.",
            "exp(-Omega(alpha^2 T))",
            "our stress of C4",
            Expectation.mean(
                Contrast.exponent(RATE, "alpha", CONDITION_3),
                ALPHA_SQUARED,
                "the exponent of alpha is 2 while alpha^2 is small against the least eigenvalue")),
        claim(
            "S9",
            beyond,
            "At a condition number of 10 the accelerated rate matches that of factors as wide as"
                + " the rank.",
            "same rate as the exact case",
            "our stress of C6",
            Expectation.mean(
                Contrast.logRatio(RATE, CONDITION_10_ACCELERATED, CONDITION_10_EXACT),
                FACTOR_OF_TWO,
                "the paper's claim; linearised at the optimum, though, the rates are 2 eta"
                    + " sigma_r^2 / beta^2 and 2 eta sigma_r, so we should not be surprised by a"
                    + " tenth")),
        claim(
            "S10",
            beyond,
            "With noise the error stops at the noise's level.",
            "not in the paper",
            "our stress of C4",
            Expectation.mean(
                Contrast.metric(ERROR, NOISE),
                Interval.between(-7.5, -6),
                "least squares over the k (n1 + n2 - k) = 144 directions of factors of width 4"
                    + " leaves 1.7e-7 of a noise of norm 1e-3 in 1,000 measurements")));
  }

  private List<Claim> traps() {
    String threeOrders = "three orders of magnitude at the end is the smallest gap that matters";
    return List.of(
        trap(
            "T1",
            "Symmetric measurement matrices stall asymmetric factors: the antisymmetric part of"
                + " F G^T is invisible to the loss.",
            Expectation.mean(
                Contrast.difference(ERROR, SYMMETRIC_MEASUREMENTS, WIDE_RATE),
                Interval.atLeast(3),
                threeOrders)),
        trap(
            "T2",
            "The norm that is not squared falls as 1/T, which looks like a refutation of C1 and is"
                + " none.",
            Expectation.mean(
                Contrast.metric("power of the unsquared norm", SYM_4),
                Interval.between(-1.1, -0.85),
                "half of C1's exponent")),
        trap(
            "T3",
            "A start with F = G converges as a power law, though the measurements are not"
                + " symmetric and let F and G drift apart.",
            Expectation.mean(
                Contrast.metric(POWER, BALANCED),
                INVERSE_SQUARE,
                "the pilot's slopes lay between -1.9 and -1.7")),
        trap(
            "T4",
            "With symmetric measurements, asymmetric descent from F = G is symmetric descent.",
            Expectation.exact(
                Contrast.difference(ERROR, BALANCED_LIKE_SYM_4, SYM_4),
                Interval.between(-0.01, 0.01),
                0,
                "the two updates are the same, up to rounding")),
        trap(
            "T5",
            "Updating G with the new F (Gauss-Seidel) breaks the symmetry of F = G, and with it the"
                + " slow convergence: the update must be simultaneous.",
            Expectation.mean(
                Contrast.difference(ERROR, BALANCED_ALTERNATING, BALANCED_SIMULTANEOUS),
                Interval.atMost(-3),
                "a step then makes an imbalance of 4 eta^2 x^6 where f = g = x in a spare direction,"
                    + " in sum about eta x_0^4: enough for tens of orders at alpha = 0.2")),
        trap(
            "T6",
            "Single precision stops near 1e-13 and hides the linear convergence.",
            Expectation.mean(
                Contrast.metric(ERROR, SINGLE_PRECISION),
                Interval.between(-16, -10),
                "the pilot stopped near 1e-13; in double precision the error passes 1e-28")),
        trap(
            "T7",
            "A large step does not conserve F^T F - G^T G, which the law of alpha^2 rests on: four"
                + " times the step, at least twice the drift.",
            Expectation.mean(
                Contrast.logRatio("imbalance drift", ASYM_4_LARGE_ETA, WIDE_RATE),
                Interval.atLeast(Math.log(2)),
                "a step moves it by the order of eta^2 and there are of the order of 1/eta of them"
                    + " before the residual is gone, so the drift is proportional to eta")),
        trap(
            "T8",
            "Updating G with the new F breaks the symmetry of F = G in the population case, and ends"
                + " the slow convergence.",
            Expectation.mean(
                Contrast.difference(ERROR, POPULATION_ALTERNATING, POPULATION_SIMULTANEOUS),
                Interval.atMost(-3),
                "as T5; added when T5's first run had shown that on symmetric measurements what"
                    + " breaks the symmetry is invisible to the loss, which is T1's trap")));
  }

  private static Claim claim(
      String id,
      Study study,
      String statement,
      String paperSays,
      String where,
      Expectation expectation) {
    return new Claim(id, statement, paperSays, where, Scale.SMALL, study, expectation);
  }

  private Claim trap(String id, String statement, Expectation expectation) {
    return claim(id, main, statement, "not in the paper", "our trap", expectation);
  }

  /** The arms of the main study that see the same measurements. */
  @Override
  public List<Board> boards() {
    List<String> arms =
        main.arms().stream()
            .filter(arm -> arm.configuration().integer("measurements") == 1000)
            .filter(arm -> !arm.configuration().settings().containsKey("symmetric measurements"))
            .map(Arm::name)
            .toList();
    return List.of(
        new Board(
            "matrix sensing",
            "20 x 20 of rank 2 from 1000 measurements",
            Objective.minimize(ERROR),
            main,
            arms));
  }

  @Override
  public List<String> differences() {
    return List.of(
        "The main study's matrix is 20 x 20 of rank 2, where the paper's figures have 50 x 50 of"
            + " rank 3. The second study has rank 3, at 20 x 20 (SMOKE), 30 x 30 (QUICK) and 50 x 50"
            + " (FULL).",
        "The number of measurements, the step sizes and the initial scales are ours: the paper's"
            + " are unverified.",
        "A start has entries of variance alpha^2, and (alpha/3)^2 for the second factor; whether"
            + " the paper's Gaussians have variance 1 or 1/n is unverified, and alpha means nothing"
            + " without it.",
        "The measurement matrices have independent N(0, 1/m) entries; for symmetric factors each is"
            + " replaced by its symmetric part.",
        "The accelerated method's formula is re-derived from its properties (the paper's text was"
            + " not at hand). It rebalances when the observed loss falls below 1 % of that of the"
            + " zero matrix (0.1 % in S9), where the paper assumes that the neighbourhood is known.",
        "The paper shows curves and no tables: the regions come from the theorems' exponents and"
            + " from a pilot, and the intervals from a confidence sequence over seeds.",
        "The noise of S10 has entries of variance sigma^2 / m, as the measurements' scale suggests.",
        "The SMOKE tier has one seed and fewer steps: too few for any claim about a mean, which ends"
            + " inconclusive there.");
  }

  @Override
  public List<String> untested() {
    return List.of(
        "The bounds hold for all T: a run has an end.",
        "The bounds hold with high probability, with unstated constants: a frequency over some"
            + " seeds shows neither, and the constants of the lower bound are unverified.",
        "The dependence on alpha cannot be avoided in the worst case: that is about all problems,"
            + " and only examples can be run.");
  }

  @Override
  public List<Figure> figures() {
    return List.of(
        Figure.of("Rate of convergence over the scale of the start", main)
            .x("alpha")
            .logX()
            .y("log of the error a step")
            .measured("k = r", Figure.over("alpha", RATE, ASYM_2))
            .measured("k = 2r", Figure.over("alpha", RATE, ASYM_4))
            .measured("k = 4r", Figure.over("alpha", RATE, ASYM_8))
            .measured("k = 2r, accelerated", Figure.over("alpha", RATE, ACCELERATED_4)));
  }
}
