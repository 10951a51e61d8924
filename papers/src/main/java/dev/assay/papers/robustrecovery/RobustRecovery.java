package dev.assay.papers.robustrecovery;

import dev.assay.lab.Board;
import dev.assay.lab.Claim;
import dev.assay.lab.Configuration;
import dev.assay.lab.Contrast;
import dev.assay.lab.Expectation;
import dev.assay.lab.Interval;
import dev.assay.lab.Objective;
import dev.assay.lab.Parameter;
import dev.assay.lab.Plan;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Scale;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.Study;
import dev.assay.lab.Tier;
import dev.assay.lab.report.Figure;
import dev.assay.lab.tune.QuasiRandomSampler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ma and Fattahi, "Global Convergence of Sub-gradient Method for Robust Matrix Recovery: Small
 * Initialization, Noisy Measurements, and Over-parameterization", arXiv 2202.08788.
 *
 * <p>A positive semidefinite matrix of rank r is recovered from Gaussian measurements, some of them
 * grossly wrong or all of them noisy, by the sub-gradient method on the l1 loss of a factor of
 * width r' that may exceed r, started very small.
 *
 * <p>C1 to C5 are the paper's claims, S1 to S11 stress them, T1 to T10 are the mistakes that would
 * make a reader doubt them. The regions were written before the runs: from the paper, from
 * arithmetic given with each, and from a pilot in another implementation (numpy).
 */
public final class RobustRecovery implements Reproduction {
  private static final Configuration METHOD =
      Configuration.of("loss", "absolute")
          .with("start", "directional")
          .with("steps", "geometric")
          .with("eta", 0.3)
          .with("ratio", 0.985)
          .with("alpha", 1e-6);

  private static final Configuration PROBLEM =
      Configuration.of("d", 20).with("rank", 3).with("measurements", 1500).with("noise", "none");

  private static final Configuration BASE = PROBLEM.with(METHOD);

  private static Configuration outliers(double share, double sigma) {
    return Configuration.of("noise", "outliers").with("share", share).with("sigma", sigma);
  }

  private static Configuration gaussian(double sigma) {
    return Configuration.of("noise", "gaussian").with("sigma", sigma);
  }

  private static Configuration width(String width) {
    return Configuration.of("width", width);
  }

  // The main study: a 20 x 20 matrix of rank 3 whose nonzero eigenvalues are 1.

  private static final String CLEAN = "no noise";
  private static final String HOME = "outliers 0.2";
  private static final String CAUCHY = "Cauchy outliers 0.3";
  private static final String GAUSSIAN = "Gaussian noise 1";

  /** The noises under which widths are compared. */
  private static final Map<String, Configuration> NOISES = noises();

  private static Map<String, Configuration> noises() {
    Map<String, Configuration> noises = new LinkedHashMap<>();
    noises.put(CLEAN, Configuration.of("noise", "none"));
    noises.put("outliers 0.1", outliers(0.1, 10));
    noises.put(HOME, outliers(0.2, 10));
    noises.put("outliers 0.3", outliers(0.3, 10));
    noises.put(CAUCHY, outliers(0.3, 10).with("noise", "cauchy"));
    noises.put(GAUSSIAN, gaussian(1));
    return noises;
  }

  private static String arm(String noise, String width) {
    return "%s width %s".formatted(noise, width);
  }

  private static final String WIDE = arm(HOME, "d");
  private static final String EXACT = arm(HOME, "r");
  private static final String DOUBLE_WIDTH = arm(HOME, "2r");
  private static final List<String> WIDE_BY_ALPHA =
      List.of(WIDE + " alpha=1e-2", WIDE + " alpha=1e-3", WIDE + " alpha=1e-4");
  private static final String WIDE_LARGE = WIDE + " alpha=1";
  private static final List<String> EXACT_BY_ALPHA =
      List.of(EXACT + " alpha=1e-2", EXACT + " alpha=1e-4", EXACT);
  private static final String LARGE_OUTLIERS = WIDE + " sigma=1000";
  private static final String RANDOM_START = WIDE + " random start";
  private static final String ZERO_START = WIDE + " zero start";
  private static final String POLYAK_EXACT = arm(CLEAN, "r") + " Polyak";
  private static final String POLYAK_WIDE = arm(CLEAN, "d") + " Polyak";
  private static final String POLYAK_SINGLE = POLYAK_EXACT + " float32";
  private static final String POLYAK_OUTLIERS = EXACT + " Polyak";
  private static final List<String> CONSTANT =
      List.of(EXACT + " constant 0.05", EXACT + " constant 0.1", EXACT + " constant 0.2");
  private static final List<String> GROWTH =
      List.of(
          WIDE + " constant 0.05 alpha=1e-2",
          WIDE + " constant 0.05 alpha=1e-4",
          WIDE + " constant 0.05 alpha=1e-6",
          WIDE + " constant 0.05 alpha=1e-8");
  private static final String GROWTH_TWICE = WIDE + " constant 0.1 alpha=1e-6";
  private static final String TOO_FAST = WIDE + " ratio=0.9";

  private final Study main = main();

  private static Study main() {
    Study.Builder study = Study.of("robust-recovery", 3).workload(Recovery::run);
    NOISES.forEach(
        (name, noise) -> {
          study.arm(arm(name, "r"), BASE.with(noise).with(width("r")));
          study.arm(arm(name, "d"), BASE.with(noise).with(width("d")));
        });
    Configuration home = BASE.with(outliers(0.2, 10));
    Configuration wide = home.with(width("d"));
    Configuration exact = home.with(width("r"));
    Configuration constant = Configuration.of("steps", "constant");
    Configuration polyak = Configuration.of("steps", "polyak").with("eta", 0.25);
    return study
        .arm(DOUBLE_WIDTH, home.with(width("2r")))
        .arm(WIDE_BY_ALPHA.get(0), wide.with("alpha", 1e-2))
        .arm(WIDE_BY_ALPHA.get(1), wide.with("alpha", 1e-3))
        .arm(WIDE_BY_ALPHA.get(2), wide.with("alpha", 1e-4))
        .arm(WIDE_LARGE, wide.with("alpha", 1))
        .arm(EXACT_BY_ALPHA.get(0), exact.with("alpha", 1e-2))
        .arm(EXACT_BY_ALPHA.get(1), exact.with("alpha", 1e-4))
        .arm(LARGE_OUTLIERS, wide.with("sigma", 1000))
        .arm(RANDOM_START, wide.with("start", "random"))
        .arm(ZERO_START, wide.with("start", "zero"))
        .arm(POLYAK_EXACT, BASE.with(width("r")).with(polyak))
        .arm(POLYAK_WIDE, BASE.with(width("d")).with(polyak))
        .arm(POLYAK_SINGLE, BASE.with(width("r")).with(polyak).with("single precision", true))
        .arm(POLYAK_OUTLIERS, exact.with(polyak))
        .arm(CONSTANT.get(0), exact.with(constant).with("eta", 0.05))
        .arm(CONSTANT.get(1), exact.with(constant).with("eta", 0.1))
        .arm(CONSTANT.get(2), exact.with(constant).with("eta", 0.2))
        .arm(GROWTH.get(0), growth(wide, 0.05, 1e-2))
        .arm(GROWTH.get(1), growth(wide, 0.05, 1e-4))
        .arm(GROWTH.get(2), growth(wide, 0.05, 1e-6))
        .arm(GROWTH.get(3), growth(wide, 0.05, 1e-8))
        .arm(GROWTH_TWICE, growth(wide, 0.1, 1e-6))
        .arm(TOO_FAST, wide.with("ratio", 0.9))
        .plan(Tier.SMOKE, small(Plan.seeds(2, 2)))
        .plan(Tier.QUICK, Plan.seeds(10, 12).with("iterations", 800))
        .plan(Tier.FULL, Plan.seeds(20, 80).with("iterations", 800))
        .build();
  }

  /** Constant steps until half of the matrix is there; the setting says what a decade costs. */
  private static Configuration growth(Configuration wide, double eta, double alpha) {
    return wide.with("steps", "constant")
        .with("eta", eta)
        .with("alpha", alpha)
        .with("decades", -Math.round(Math.log10(alpha)))
        .with("until", 0.5);
  }

  private static Plan small(Plan plan) {
    return plan.with("d", 8).with("rank", 2).with("measurements", 300).with("iterations", 100);
  }

  // A larger matrix: 50 x 50 in the FULL tier, with 25 measurements for each of its d r numbers.

  private static final String LARGER_EXACT = "larger outliers 0.2 width r";
  private static final String LARGER_WIDE = "larger outliers 0.2 width d";
  private static final String LARGER_GAUSSIAN_EXACT = "larger Gaussian noise 1 width r";
  private static final String LARGER_GAUSSIAN_WIDE = "larger Gaussian noise 1 width d";

  private final Study larger =
      Study.of("robust-recovery-larger", 3)
          .workload(Recovery::run)
          .arm(LARGER_EXACT, BASE.with(outliers(0.2, 10)).with(width("r")))
          .arm(LARGER_WIDE, BASE.with(outliers(0.2, 10)).with(width("d")))
          .arm(LARGER_GAUSSIAN_EXACT, BASE.with(gaussian(1)).with(width("r")))
          .arm(LARGER_GAUSSIAN_WIDE, BASE.with(gaussian(1)).with(width("d")))
          .plan(Tier.SMOKE, small(Plan.seeds(1, 1)))
          .plan(Tier.QUICK, size(Plan.seeds(8, 8), 26, 1950))
          .plan(Tier.FULL, size(Plan.seeds(10, 15), 50, 3750))
          .build();

  private static Plan size(Plan plan, int d, int measurements) {
    return plan.with("d", d).with("measurements", measurements).with("iterations", 800);
  }

  // Baselines, all tuned alike: 8 step sizes, each judged on 2 problems.

  private static final String TUNED = "l1 geometric";
  private static final String DIMINISHING = "l1 diminishing alpha=1";
  private static final String DIMINISHING_SMALL = "l1 diminishing alpha=1e-6";
  private static final String TUNED_LARGE_10 = "l1 geometric outliers 0.1 of 100";
  private static final String TUNED_LARGE_30 = "l1 geometric outliers 0.3 of 100";
  private static final String SQUARES_10 = "l2 outliers 0.1 of 100";
  private static final String SQUARES_30 = "l2 outliers 0.3 of 100";
  private static final String SQUARES_CLEAN = "l2 no noise";
  private static final String HUBER = "Huber geometric";

  private static final String BEST = "log10 best error";
  private static final SearchSpace L1_STEPS = SearchSpace.of(Parameter.real("eta", 0.01, 1).log());
  private static final SearchSpace L2_STEPS =
      SearchSpace.of(Parameter.real("eta", 0.003, 0.3).log());

  private final Study baselines =
      Study.of("robust-recovery-baselines", 3)
          .workload(Recovery::run)
          .arm(TUNED, BASE.with(outliers(0.2, 10)).with(width("d")), L1_STEPS)
          .arm(DIMINISHING, diminishing().with("alpha", 1), L1_STEPS)
          .arm(DIMINISHING_SMALL, diminishing(), L1_STEPS)
          .arm(HUBER, BASE.with(outliers(0.2, 10)).with(width("d")).with("loss", "huber"), L1_STEPS)
          .arm(TUNED_LARGE_10, BASE.with(outliers(0.1, 100)).with(width("d")), L1_STEPS)
          .arm(TUNED_LARGE_30, BASE.with(outliers(0.3, 100)).with(width("d")), L1_STEPS)
          .arm(SQUARES_10, squares(outliers(0.1, 100)), L2_STEPS)
          .arm(SQUARES_30, squares(outliers(0.3, 100)), L2_STEPS)
          .arm(SQUARES_CLEAN, squares(Configuration.of("noise", "none")), L2_STEPS)
          .tuning(
              new QuasiRandomSampler(QuasiRandomSampler.Sequence.SOBOL), Objective.minimize(BEST))
          .plan(Tier.SMOKE, small(Plan.seeds(2, 2).tuning(2, 1)))
          .plan(Tier.QUICK, Plan.seeds(8, 12).tuning(8, 2).with("iterations", 800))
          .plan(Tier.FULL, Plan.seeds(10, 40).tuning(16, 4).with("iterations", 800))
          .build();

  private static Configuration diminishing() {
    return BASE.with(outliers(0.2, 10)).with(width("d")).with("steps", "diminishing");
  }

  private static Configuration squares(Configuration noise) {
    return BASE.with(noise).with(width("d")).with("loss", "squared");
  }

  // Gaussian noise of the least-squares problem's own kind, at rank 2.

  private static final List<String> BY_MEASUREMENTS =
      List.of("Gaussian m=800", "Gaussian m=1600", "Gaussian m=3200");
  private static final List<String> BY_SIGMA =
      List.of("Gaussian sigma=0.1", "Gaussian sigma=0.3", BY_MEASUREMENTS.get(1));

  private final Study noise =
      Study.of("robust-recovery-noise", 3)
          .workload(Recovery::run)
          .arm(BY_MEASUREMENTS.get(0), dense(800, 1))
          .arm(BY_MEASUREMENTS.get(1), dense(1600, 1))
          .arm(BY_MEASUREMENTS.get(2), dense(3200, 1))
          .arm(BY_SIGMA.get(0), dense(1600, 0.1))
          .arm(BY_SIGMA.get(1), dense(1600, 0.3))
          .plan(Tier.SMOKE, Plan.seeds(1, 1).with("iterations", 60))
          .plan(Tier.QUICK, Plan.seeds(8, 10).with("iterations", 600))
          .plan(Tier.FULL, Plan.seeds(20, 60).with("iterations", 600))
          .build();

  private static Configuration dense(int measurements, double sigma) {
    return BASE.with(gaussian(sigma))
        .with(width("d"))
        .with("rank", 2)
        .with("measurements", measurements)
        .with("ratio", 0.98);
  }

  // How many measurements are needed, by width and by rank.

  private static final String NEEDS_EXACT = "rank 2 width r";
  private static final String NEEDS_DOUBLE = "rank 2 width 2r";
  private static final String NEEDS_WIDE = "rank 2 width d";
  private static final String NEEDS_RANK_1 = "rank 1 width d";
  private static final String NEEDS_RANK_4 = "rank 4 width d";
  private static final String NEEDS_TINY_START = "rank 2 width d alpha=1e-12";

  private final Study sampleSize =
      Study.of("robust-recovery-sample-size", 3)
          .workload(SampleSize::run)
          .arm(NEEDS_EXACT, needs(2, "r"))
          .arm(NEEDS_DOUBLE, needs(2, "2r"))
          .arm(NEEDS_WIDE, needs(2, "d"))
          .arm(NEEDS_RANK_1, needs(1, "d"))
          .arm(NEEDS_RANK_4, needs(4, "d"))
          .arm(
              NEEDS_TINY_START,
              needs(2, "d").with("alpha", 1e-12).with("ratio", 0.995).with("iterations", 2400))
          .plan(
              Tier.SMOKE,
              Plan.seeds(2, 2)
                  .with("d", 8)
                  .with("least", 60)
                  .with("most", 150)
                  .with("iterations", 100))
          .plan(Tier.QUICK, grid(Plan.seeds(8, 8)))
          .plan(Tier.FULL, grid(Plan.seeds(20, 60)))
          .build();

  private static Configuration needs(int rank, String width) {
    // Steps that shrink half as fast: few measurements make each of them less sure.
    return BASE.with(outliers(0.1, 10))
        .with(width(width))
        .with("rank", rank)
        .with("ratio", 0.99)
        .with("iterations", 1200);
  }

  private static Plan grid(Plan plan) {
    return plan.with("least", 60).with("most", 1300);
  }

  // Fewer measurements than numbers: 700 for the 820 of a symmetric 40 x 40 matrix, a fifth wrong.

  private static final String SMALL_START = "rank 1 small start";
  private static final String MINIMISED = "rank 1 alpha=1 minimised";

  private final Study minimisers =
      Study.of("robust-recovery-minimisers", 3)
          .workload(Recovery::run)
          .arm(SMALL_START, few().with("iterations", 800))
          .arm(MINIMISED, few().with("alpha", 1).with("ratio", 0.997).with("iterations", 3000))
          .plan(
              Tier.SMOKE,
              Plan.seeds(1, 1).with("d", 10).with("measurements", 45).with("iterations", 200))
          .plan(Tier.QUICK, Plan.seeds(8, 10).with("d", 40).with("measurements", 700))
          .plan(Tier.FULL, Plan.seeds(10, 20).with("d", 50).with("measurements", 1200))
          .build();

  private static Configuration few() {
    return BASE.with(outliers(0.2, 10)).with(width("d")).with("rank", 1);
  }

  // Sign-RIP at random errors of rank 6, twice the target's.

  private static final List<String> RIP_BY_MEASUREMENTS =
      List.of("Sign-RIP m=375", "Sign-RIP m=1500", "Sign-RIP m=6000");
  private static final String RIP_CLEAN = "Sign-RIP no noise";
  private static final String RIP_CAUCHY = "Sign-RIP Cauchy outliers 0.3";
  private static final String RIP_GAUSSIAN = "Sign-RIP Gaussian noise 1";

  private final Study directions =
      Study.of("robust-recovery-sign-rip", 1)
          .workload(DirectionProbe::run)
          .arm(RIP_BY_MEASUREMENTS.get(0), rip(outliers(0.3, 10), 375))
          .arm(RIP_BY_MEASUREMENTS.get(1), rip(outliers(0.3, 10), 1500))
          .arm(RIP_BY_MEASUREMENTS.get(2), rip(outliers(0.3, 10), 6000))
          .arm(RIP_CLEAN, rip(Configuration.of("noise", "none"), 1500))
          .arm(RIP_CAUCHY, rip(outliers(0.3, 10).with("noise", "cauchy"), 1500))
          .arm(RIP_GAUSSIAN, rip(gaussian(1), 1500))
          .plan(Tier.SMOKE, Plan.seeds(3, 3).with("errors", 5))
          .plan(Tier.QUICK, Plan.seeds(8, 20).with("errors", 50))
          .plan(Tier.FULL, Plan.seeds(20, 60).with("errors", 200))
          .build();

  private static Configuration rip(Configuration noise, int measurements) {
    return PROBLEM
        .with(noise)
        .with("rank", 6)
        .with("norm", Math.sqrt(3))
        .with("measurements", measurements);
  }

  // More outliers than right measurements, an ill-conditioned matrix, single precision.

  private static final String HALF = "outliers 0.5 m=3000";
  private static final String MOST = "outliers 0.6 m=6000";
  private static final String DECOYS = "decoys 0.6 m=6000";
  private static final String CONDITION_3 = "outliers 0.2 condition 3";
  private static final String SINGLE = "outliers 0.2 alpha=1e-10 float32";

  private final Study beyond =
      Study.of("robust-recovery-beyond", 3)
          .workload(Recovery::run)
          .arm(HALF, slow(outliers(0.5, 10)).with("measurements", 3000))
          .arm(MOST, slow(outliers(0.6, 10)).with("measurements", 6000))
          .arm(DECOYS, slow(outliers(0.6, 10)).with("noise", "decoy").with("measurements", 6000))
          .arm(CONDITION_3, slow(outliers(0.2, 10)).with("condition", 3))
          .arm(SINGLE, slow(outliers(0.2, 10)).with("alpha", 1e-10).with("single precision", true))
          .plan(Tier.SMOKE, small(Plan.seeds(1, 1)))
          .plan(Tier.QUICK, Plan.seeds(4, 4).with("iterations", 1200))
          .plan(Tier.FULL, Plan.seeds(20, 20).with("iterations", 1200))
          .build();

  private static Configuration slow(Configuration noise) {
    return BASE.with(noise).with(width("d")).with("ratio", 0.99);
  }

  // What is read off a run.

  private static final String ERROR = "log10 error";
  private static final String RELATIVE = "relative error";
  private static final String SHAPE = Recovery.SHAPE;
  private static final String LOSS = "loss less that of the truth";

  private static final Interval HALF_AN_ORDER = Interval.between(-0.5, 0.5);
  private static final Interval RECOVERED = Interval.atMost(-3);
  private static final Interval NEAR_ONE = Interval.between(0.95, 1.05);
  private static final Interval ONE_GRID_STEP =
      Interval.between(-Math.log(SampleSize.STEP), Math.log(SampleSize.STEP));

  @Override
  public String paper() {
    return "2202.08788";
  }

  @Override
  public String title() {
    return "Global Convergence of Sub-gradient Method for Robust Matrix Recovery";
  }

  @Override
  public String overview() {
    return "A positive semidefinite matrix of rank r is recovered from Gaussian measurements, a"
        + " share of them grossly wrong or all of them noisy, by the sub-gradient method on the l1"
        + " loss of a factor of width r', from a start of scale alpha in the direction of the first"
        + " sub-gradient. The main study has a 20 x 20 matrix of rank 3 and 1,500 measurements, 800"
        + " geometric steps of 0.3 * 0.985^t over the sub-gradient's norm, and alpha = 1e-6. Errors"
        + " are Frobenius norms relative to the target's. C1 to C5 are the paper's claims (the width"
        + " does not matter; noise does not; the truth need not minimise the loss; the measurements"
        + " needed follow the true rank; the error follows alpha), S1 to S11 stress them, T1 to T10"
        + " show the mistakes that would seem to refute them.";
  }

  @Override
  public List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    claims.addAll(anyWidth());
    claims.addAll(anyNoise());
    claims.addAll(notTheMinimiser());
    claims.addAll(measurementsNeeded());
    claims.addAll(smallStarts());
    claims.addAll(stresses());
    claims.addAll(traps());
    return claims;
  }

  private List<Claim> anyWidth() {
    String where = "abstract; the theorem on over-parameterization";
    String says = "agnostic to over-parameterization";
    String halfAnOrder =
        "half an order of magnitude is the smallest difference that matters; in the pilot six seeds"
            + " differed by 0.03 at most and one by 0.33";
    List<Claim> claims = new ArrayList<>();
    List<String> spared = List.of(CLEAN, "outliers 0.1", HOME, "outliers 0.3", CAUCHY);
    for (int i = 0; i < spared.size(); i++) {
      claims.add(
          claim(
              "C1" + "abcde".charAt(i),
              main,
              "With %s, a factor as wide as the matrix ends with the error of one as wide as the rank."
                  .formatted(inWords(spared.get(i))),
              says,
              where,
              Expectation.median(
                  Contrast.difference(ERROR, arm(spared.get(i), "d"), arm(spared.get(i), "r")),
                  HALF_AN_ORDER,
                  halfAnOrder)));
    }
    claims.add(
        claim(
            "C1f",
            main,
            "With dense Gaussian noise the two errors agree to a tenth.",
            says,
            where,
            Expectation.median(
                Contrast.difference(ERROR, arm(GAUSSIAN, "d"), arm(GAUSSIAN, "r")),
                Interval.between(-0.05, 0.05),
                "in the pilot they agreed to three digits")));
    claims.add(
        claim(
            "C1g",
            main,
            "Twice the rank ends with the same error, too (a fifth of the measurements wrong).",
            says,
            where,
            Expectation.median(
                Contrast.difference(ERROR, DOUBLE_WIDTH, EXACT), HALF_AN_ORDER, halfAnOrder)));
    claims.add(
        claim(
            "C1h",
            main,
            "It is so at nine of ten problems, over all noises without a floor.",
            says,
            where,
            Expectation.boundedMean(
                shareWithinHalfAnOrder(spared),
                Interval.atLeast(0.9),
                0,
                1,
                "the pilot's criterion: half an order at nine of ten seeds")));
    claims.add(
        claim(
            "C1i",
            main,
            "It takes as many iterations to an error of 1e-3.",
            "the same iteration count",
            where,
            Expectation.median(
                Contrast.logRatio("iterations to 0.001", WIDE, EXACT),
                Interval.between(-Math.log(1.2), Math.log(1.2)),
                "a fifth more iterations is the smallest number that matters")));
    claims.add(
        claim(
            "C1j",
            main,
            "At full width the error falls exponentially: an exponential fits it better than a"
                + " power law, at every seed.",
            "an exponential improvement in its convergence rate",
            where,
            Expectation.exact(
                Contrast.metric(SHAPE, WIDE),
                Interval.atMost(0),
                0,
                "the ratio of the two fits' residual sums of squares on log error")));
    claims.add(
        claim(
            "C1k",
            baselines,
            "At full width it ends two orders of magnitude below the method with diminishing steps"
                + " from a start of the target's size, both with tuned step sizes.",
            "exponential against sub-linear",
            "the comparison with rank-overspecified recovery (arXiv 2109.11154)",
            Expectation.median(
                Contrast.difference(ERROR, TUNED, DIMINISHING),
                Interval.atMost(-2),
                "after 800 steps of order 1 / sqrt(t) the last one is 1/28 of the first: the error"
                    + " is of that order, against 1e-6")));
    claims.add(
        claim(
            "C1l",
            baselines,
            "With diminishing steps a power law fits the error better than an exponential.",
            "sub-linear where r' > r",
            "the comparison with rank-overspecified recovery (arXiv 2109.11154)",
            Expectation.median(
                Contrast.metric(SHAPE, DIMINISHING),
                Interval.atLeast(0),
                "the ratio of the two fits' residual sums of squares on log error")));
    claims.add(
        claim(
            "C1m",
            larger,
            "A larger matrix: full width ends with the error of the true rank (outliers).",
            says,
            where,
            Expectation.median(
                Contrast.difference(ERROR, LARGER_WIDE, LARGER_EXACT),
                HALF_AN_ORDER,
                halfAnOrder)));
    claims.add(
        claim(
            "C1n",
            larger,
            "A larger matrix: with dense Gaussian noise the two errors agree to a tenth.",
            says,
            where,
            Expectation.median(
                Contrast.difference(ERROR, LARGER_GAUSSIAN_WIDE, LARGER_GAUSSIAN_EXACT),
                Interval.between(-0.05, 0.05),
                "as C1f")));
    return claims;
  }

  private static String inWords(String noise) {
    return switch (noise) {
      case CLEAN -> "exact measurements";
      case CAUCHY -> "three tenths of the measurements off by Cauchy noise";
      default -> noise.replace("outliers ", "a share of outliers of ");
    };
  }

  private static Contrast shareWithinHalfAnOrder(List<String> noises) {
    List<String> arms = new ArrayList<>();
    noises.forEach(
        noise -> {
          arms.add(arm(noise, "d"));
          arms.add(arm(noise, "r"));
        });
    return new Contrast(
        "share of %s with |%s of d - of r| < 0.5".formatted(noises, ERROR),
        arms,
        seed ->
            noises.stream()
                    .filter(
                        noise ->
                            Math.abs(
                                    seed.metric(arm(noise, "d"), ERROR)
                                        - seed.metric(arm(noise, "r"), ERROR))
                                < 0.5)
                    .count()
                / (double) noises.size());
  }

  private List<Claim> anyNoise() {
    String outliers = "the theorem on outliers";
    String gaussian = "the theorem on Gaussian noise";
    String exact = "converges to the true solution";
    String recovered = "recovered means a relative error of 1e-3; the pilot's were near 4e-6";
    List<Claim> claims = new ArrayList<>();
    List<String> grossly = List.of("outliers 0.1", HOME, "outliers 0.3", CAUCHY);
    for (int i = 0; i < grossly.size(); i++) {
      claims.add(
          claim(
              "C2" + "abcd".charAt(i),
              main,
              "With %s, full width recovers the matrix at every seed."
                  .formatted(inWords(grossly.get(i))),
              exact,
              outliers,
              Expectation.exact(
                  Contrast.metric(ERROR, arm(grossly.get(i), "d")), RECOVERED, 0, recovered)));
    }
    claims.add(
        claim(
            "C2e",
            main,
            "Outliers a hundred times as large change nothing.",
            "arbitrarily large noise values",
            outliers,
            Expectation.median(
                Contrast.difference(ERROR, LARGE_OUTLIERS, WIDE),
                HALF_AN_ORDER,
                "only the signs of gross residuals enter")));
    claims.add(
        claim(
            "C2f",
            baselines,
            "With a tenth of the measurements off by 100, the l2 loss errs at least ten times as"
                + " much as the l1 loss at every seed, at the best of its iterations.",
            "robust where the l2 loss is not",
            outliers,
            Expectation.exact(
                squaresAgainst(SQUARES_10, TUNED_LARGE_10),
                Interval.atLeast(1),
                0,
                "in the pilot the l2 loss never came below 1.4, the l1 loss below 4e-6")));
    claims.add(
        claim(
            "C2g",
            baselines,
            "With three tenths off by 100 it is so, too.",
            "robust where the l2 loss is not",
            outliers,
            Expectation.exact(
                squaresAgainst(SQUARES_30, TUNED_LARGE_30), Interval.atLeast(1), 0, "as C2f")));
    claims.add(
        claim(
            "C2h",
            noise,
            "With Gaussian noise on all measurements the error times sqrt(m) is the same for 800,"
                + " 1,600 and 3,200 of them, within 30 %.",
            "error of order nu sqrt(d r / m) (unverified)",
            gaussian,
            Expectation.median(
                spread(),
                Interval.atMost(1.3),
                "the pilot's criterion; it saw 1.04 over a doubling")));
    claims.add(
        claim(
            "C2i",
            noise,
            "The error is proportional to the noise's deviation.",
            "error of order nu sqrt(d r / m) (unverified)",
            gaussian,
            Expectation.median(
                Contrast.exponent(RELATIVE, "sigma", BY_SIGMA),
                Interval.between(0.9, 1.1),
                "the exponent of nu is 1")));
    claims.add(
        claim(
            "C2j",
            noise,
            "The constant is that of least absolute deviations at the known rank: pi/2 nu^2 / m for"
                + " each of the matrix's directions, though the factor is as wide as the matrix.",
            "near-minimax error (unverified)",
            gaussian,
            Expectation.median(
                ratioToTheory(BY_MEASUREMENTS.get(1)),
                Interval.between(0.85, 1.25),
                "asymptotic theory says 1; the pilot's errors give 1.03 to 1.07 at these sizes")));
    Map<String, String> probes = new LinkedHashMap<>();
    probes.put("exact measurements", RIP_CLEAN);
    probes.put("outliers", RIP_BY_MEASUREMENTS.get(1));
    probes.put("Cauchy outliers", RIP_CAUCHY);
    probes.put("Gaussian noise", RIP_GAUSSIAN);
    int letter = 0;
    for (Map.Entry<String, String> probe : probes.entrySet()) {
      claims.add(
          claim(
              "C2" + "klmn".charAt(letter++),
              directions,
              "Sign-RIP, %s: the sub-gradient's part along the error is sqrt(2/pi) E exp(-s^2 / (2 |X|^2))."
                  .formatted(probe.getKey()),
              "one framework for both noises",
              "the definition of Sign-RIP and its scale",
              Expectation.mean(
                  Contrast.metric("alignment", probe.getValue()),
                  NEAR_ONE,
                  "the ratio to the closed form is 1; at 1,500 measurements a mean over errors varies"
                      + " by about 0.01")));
    }
    claims.add(
        claim(
            "C2o",
            directions,
            "Sign-RIP's deviation at random errors falls as 1 / sqrt(m).",
            "holds with m of the order of d",
            "Sign-RIP for Gaussian measurements",
            Expectation.mean(
                Contrast.exponent("deviation", "measurements", RIP_BY_MEASUREMENTS),
                Interval.between(-0.6, -0.4),
                "a mean of m signs")));
    return claims;
  }

  private static Contrast squaresAgainst(String squares, String l1) {
    return new Contrast(
        "%s of [%s] - %s of [%s]".formatted(BEST, squares, ERROR, l1),
        List.of(squares, l1),
        seed -> seed.metric(squares, BEST) - seed.metric(l1, ERROR));
  }

  /** The largest over the smallest of the error times sqrt(m). */
  private static Contrast spread() {
    return new Contrast(
        "largest / smallest of %s * sqrt(measurements) over %s"
            .formatted(RELATIVE, BY_MEASUREMENTS),
        BY_MEASUREMENTS,
        seed -> {
          double[] scaled =
              BY_MEASUREMENTS.stream()
                  .mapToDouble(
                      arm ->
                          seed.metric(arm, RELATIVE) * Math.sqrt(seed.setting(arm, "measurements")))
                  .sorted()
                  .toArray();
          return scaled[scaled.length - 1] / scaled[0];
        });
  }

  private static Contrast ratioToTheory(String arm) {
    return new Contrast(
        "%s / theory of [%s]".formatted(RELATIVE, arm),
        List.of(arm),
        seed -> seed.metric(arm, RELATIVE) / seed.metric(arm, "theory"));
  }

  private List<Claim> notTheMinimiser() {
    String says = "even if the globally optimal solutions do not correspond to the ground truth";
    return List.of(
        claim(
            "C3a",
            main,
            "With dense Gaussian noise the method ends, at full width, with a lower loss than the"
                + " truth has, at every seed.",
            says,
            "abstract",
            Expectation.exact(
                Contrast.metric(LOSS, arm(GAUSSIAN, "d")),
                Interval.atMost(0),
                0,
                "a fit takes up noise; in the pilot 0.774 against 0.803")),
        claim(
            "C3b",
            minimisers,
            "With fewer measurements than numbers and a fifth of them wrong, matrices of lower loss"
                + " than the truth exist: a start of alpha = 1 ends in one, at every seed.",
            says,
            "abstract",
            Expectation.exact(
                Contrast.metric(LOSS, MINIMISED),
                Interval.atMost(0),
                0,
                "about d^2/4 directions are open to a positive semidefinite matrix near one of rank"
                    + " 1, and 700 measurements of which 140 are wrong do not determine 430 numbers"
                    + " by the l1 loss")),
        claim(
            "C3c",
            minimisers,
            "That matrix errs more than ten times as much as the one found from a small start.",
            says,
            "abstract",
            Expectation.exact(
                Contrast.difference(ERROR, MINIMISED, SMALL_START),
                Interval.atLeast(1),
                0,
                "a factor of ten is the smallest that matters")),
        claim(
            "C3d",
            minimisers,
            "The small start ends within 1 % of the truth there.",
            "converges to the true solution",
            "abstract",
            Expectation.median(
                Contrast.metric(ERROR, SMALL_START),
                Interval.atMost(-2),
                "the paper promises the truth for enough measurements; 1 % is the least that would"
                    + " deserve the name")));
  }

  private List<Claim> measurementsNeeded() {
    String says = "the number of required samples is independent of the over-parameterized rank";
    String where = "abstract; the corollary on Gaussian measurements";
    return List.of(
        claim(
            "C4a",
            sampleSize,
            "A factor as wide as the matrix needs as many measurements as one as wide as the rank.",
            says,
            where,
            Expectation.mean(
                Contrast.logRatio(SampleSize.NEEDED, NEEDS_WIDE, NEEDS_EXACT),
                ONE_GRID_STEP,
                "within one step, 30 %, of the grid of sizes")),
        claim(
            "C4b",
            sampleSize,
            "One twice as wide as the rank, too.",
            says,
            where,
            Expectation.mean(
                Contrast.logRatio(SampleSize.NEEDED, NEEDS_DOUBLE, NEEDS_EXACT),
                ONE_GRID_STEP,
                "within one step, 30 %, of the grid of sizes")),
        claim(
            "C4c",
            sampleSize,
            "The true rank is what counts: rank 4 needs at least twice as many as rank 1.",
            "m of the order of d r^2 (unverified)",
            where,
            Expectation.mean(
                Contrast.logRatio(SampleSize.NEEDED, NEEDS_RANK_4, NEEDS_RANK_1),
                Interval.atLeast(Math.log(2)),
                "four times by the count of numbers, sixteen by the theorem's order; half of the"
                    + " smaller is the least that would show it")));
  }

  private List<Claim> smallStarts() {
    String where = "the theorem's final error and iteration count (orders unverified)";
    return List.of(
        claim(
            "C5a",
            main,
            "At full width the error follows the initial scale: exponent near 1 from 1e-2 to 1e-4.",
            "alpha^(1 - o(1))",
            where,
            Expectation.median(
                Contrast.exponent(RELATIVE, "alpha", WIDE_BY_ALPHA),
                Interval.between(0.7, 1.1),
                "the exponent is a little below 1; the pilot's was 0.88")),
        claim(
            "C5b",
            main,
            "Each decade of alpha costs the same number of iterations at constant steps of 0.05:"
                + " about ln 10 / ln(1 + 2 eta phi / sqrt(r)) = 61.",
            "T = O(log(1/alpha) / eta)",
            where,
            Expectation.median(
                Contrast.slope("iterations to 0.5", "decades", GROWTH),
                Interval.between(47, 79),
                "phi = 0.665 at a fifth of outliers, so that a signal direction grows by a factor of"
                    + " 1.0384 a step; within 30 %")),
        claim(
            "C5c",
            main,
            "Steps of half the size take twice as many.",
            "T = O(log(1/alpha) / eta)",
            where,
            Expectation.median(
                Contrast.logRatio("iterations to 0.5", GROWTH.get(2), GROWTH_TWICE),
                Interval.between(0.6, 0.75),
                "ln(1 + 2 * 0.1 * 0.384) / ln(1 + 2 * 0.05 * 0.384) = 1.96")),
        claim(
            "C5d",
            main,
            "What the factor holds outside the target's columns follows alpha with an exponent near"
                + " 1, too: the signal grows and the spare part stays small.",
            "the spare part stays near alpha",
            "the phases of the proof (unverified)",
            Expectation.median(
                Contrast.exponent("largest spare part", "alpha", WIDE_BY_ALPHA),
                Interval.between(0.7, 1.1),
                "the error at the end is of the order of signal times spare part, see C5a")),
        claim(
            "C5e",
            main,
            "What the factor holds outside the target's columns and beside the signal's rows follows"
                + " alpha with an exponent near 1 (written after C5d was contradicted).",
            "the spare part stays near alpha",
            "the phases of the proof (unverified)",
            Expectation.median(
                Contrast.exponent("largest spare part in spare rows", "alpha", WIDE_BY_ALPHA),
                Interval.between(0.7, 1.1),
                "C5d's measure has in it how far the signal itself is tilted, which the noise of the"
                    + " sub-gradient sets and alpha does not")));
  }

  private List<Claim> stresses() {
    String ours = "our stress";
    String nothing = "not in the paper";
    return List.of(
        claim(
            "S1",
            main,
            "At the true rank the initial scale hardly matters.",
            nothing,
            ours,
            Expectation.median(
                Contrast.exponent(RELATIVE, "alpha", EXACT_BY_ALPHA),
                Interval.between(-0.3, 0.3),
                "the pilot's errors from 1e-2 to 1e-6 were 4.6e-6 to 1.5e-6: an exponent of 0.12")),
        claim(
            "S2",
            main,
            "A small random start does as well as the directional one.",
            nothing,
            ours,
            Expectation.median(
                Contrast.difference(ERROR, RANDOM_START, WIDE),
                HALF_AN_ORDER,
                "the sub-gradient is nearly constant while the factor is small, so that its leading"
                    + " directions win")),
        claim(
            "S3",
            main,
            "Without noise, Polyak's steps find the matrix to 12 digits at the true rank.",
            nothing,
            ours,
            Expectation.median(
                Contrast.metric(ERROR, POLYAK_EXACT),
                Interval.atMost(-12),
                "the pilot ended at 5e-16")),
        claim(
            "S4",
            main,
            "At full width their floor is set by alpha.",
            nothing,
            ours,
            Expectation.median(
                Contrast.metric(ERROR, POLYAK_WIDE),
                Interval.between(-10, -7),
                "the pilot ended at 7.5e-9 with alpha = 1e-6")),
        claim(
            "S5",
            beyond,
            "With half of the measurements wrong, 3,000 of them and slower steps suffice.",
            "any share below 1, with m of the order of d r^2 / (1 - p)^2 (unverified)",
            "the theorem on outliers",
            Expectation.exact(
                Contrast.metric(ERROR, HALF),
                RECOVERED,
                0,
                "the paper's; the pilot failed at 800 and said that more may be needed")),
        claim(
            "S6",
            beyond,
            "With six tenths wrong, more than half, 6,000 suffice.",
            "any share below 1, with m of the order of d r^2 / (1 - p)^2 (unverified)",
            "the theorem on outliers",
            Expectation.exact(
                Contrast.metric(ERROR, MOST),
                RECOVERED,
                0,
                "phi falls with 1 - p and the noise of the sub-gradient with 1 / sqrt(m): four times"
                    + " as many measurements at half of the right ones give the ratio of a fifth"
                    + " wrong of 1,500")),
        claim(
            "S7",
            beyond,
            "A condition number of 3 is recovered, with slower steps.",
            "any condition number, at more iterations",
            "the theorem on outliers",
            Expectation.exact(
                Contrast.metric(ERROR, CONDITION_3),
                RECOVERED,
                0,
                "the sum of all steps, 30, is above the 20 that the three eigenvalues in turn take"
                    + " to grow from 1e-6")),
        claim(
            "S8",
            baselines,
            "Huber's loss with a threshold of 1 is robust but not exact: its error is at least 30"
                + " times that of the l1 loss.",
            nothing,
            ours,
            Expectation.median(
                Contrast.difference(ERROR, HUBER, TUNED),
                Interval.atLeast(1.5),
                "right residuals must balance the pull of the outliers, so that the error is of the"
                    + " order of sqrt(0.2 * 57 / 1500) / 0.8 = 0.1, over 1.7")),
        claim(
            "S9",
            beyond,
            "In single precision a start of 1e-10 is not lost.",
            nothing,
            ours,
            Expectation.exact(
                Contrast.metric(ERROR, SINGLE),
                RECOVERED,
                0,
                "products of 1e-20 are normal numbers in single precision, and growth is"
                    + " multiplicative")),
        claim(
            "S10",
            sampleSize,
            "Above the true rank the width does not matter: full width needs as many measurements as"
                + " twice the rank (written after the first run of C4a and C4b had shown it).",
            "independent of the over-parameterized rank",
            ours,
            Expectation.mean(
                Contrast.logRatio(SampleSize.NEEDED, NEEDS_WIDE, NEEDS_DOUBLE),
                ONE_GRID_STEP,
                "within one step, 30 %, of the grid of sizes")),
        claim(
            "S11",
            sampleSize,
            "A smaller start needs fewer measurements at full width: 1e-12 against 1e-6 (written"
                + " after C4a was contradicted).",
            "small initialization nullifies the effect of over-parameterization",
            ours,
            Expectation.mean(
                Contrast.logRatio(SampleSize.NEEDED, NEEDS_TINY_START, NEEDS_WIDE),
                Interval.atMost(-0.1),
                "with few measurements the spare part grows almost as fast as the signal: as a power"
                    + " of alpha below 1; a tenth fewer is the least that matters")));
  }

  private List<Claim> traps() {
    return List.of(
        trap(
            "T1",
            main,
            "A start of alpha = 1e-2 refutes the claim that the width does not matter: it is one"
                + " about small starts.",
            Expectation.median(
                Contrast.difference(ERROR, WIDE_BY_ALPHA.get(0), EXACT_BY_ALPHA.get(0)),
                Interval.atLeast(2),
                "the pilot had 4.5e-3 against 4.6e-6")),
        trap(
            "T2",
            main,
            "Polyak's steps stall under outliers: the loss does not fall to 0, so neither do they.",
            Expectation.median(
                Contrast.metric(ERROR, POLYAK_OUTLIERS),
                Interval.atLeast(-1),
                "the loss at the truth is 0.2 * 8 = 1.6, so that steps stay above 0.4")),
        trap(
            "T3",
            main,
            "Constant steps stall at an error proportional to them.",
            Expectation.median(
                Contrast.exponent(RELATIVE, "eta", CONSTANT),
                Interval.between(0.7, 1.3),
                "the exponent is 1")),
        trap(
            "T4",
            main,
            "Steps that shrink by a tenth each freeze before the matrix is found.",
            Expectation.median(
                Contrast.metric(RELATIVE, TOO_FAST),
                Interval.atLeast(0.9),
                "their sum is 3, and growth from 1e-6 takes 14")),
        trap(
            "T5",
            main,
            "A start of exactly 0 is a saddle: it never moves.",
            Expectation.exact(
                Contrast.metric(RELATIVE, ZERO_START),
                Interval.between(1 - 1e-9, 1 + 1e-9),
                0,
                "the step is a multiple of the factor")),
        trap(
            "T6",
            main,
            "Single precision stops near 1e-7 and hides the linear convergence.",
            Expectation.median(
                Contrast.metric(ERROR, POLYAK_SINGLE),
                Interval.between(-8, -5.5),
                "its rounding is 6e-8")),
        trap(
            "T7",
            baselines,
            "Control: the l2 baseline is not under-fitted; without outliers it recovers the matrix.",
            Expectation.exact(
                Contrast.metric(ERROR, SQUARES_CLEAN),
                RECOVERED,
                0,
                "the pilot's had not converged after 400 iterations of a small step; this one has"
                    + " 800 of a tuned one")),
        trap(
            "T8",
            beyond,
            "Wrong measurements that agree with each other are no noise: where six tenths are those"
                + " of another matrix, that one is found.",
            Expectation.exact(
                Contrast.metric(ERROR, DECOYS),
                Interval.atLeast(Math.log10(0.5)),
                0,
                "two random matrices of rank 3 of 20 differ by about sqrt(2) of their norm")),
        trap(
            "T9",
            main,
            "A start of the target's size (alpha = 1) ends three orders of magnitude above the"
                + " small one at full width.",
            Expectation.median(
                Contrast.difference(ERROR, WIDE_LARGE, WIDE),
                Interval.atLeast(3),
                "the pilot had 2.5e-2 against 3.1e-6")),
        trap(
            "T10",
            baselines,
            "It is the steps, too: from the small start diminishing ones end two orders of magnitude"
                + " above geometric ones.",
            Expectation.median(
                Contrast.difference(ERROR, DIMINISHING_SMALL, TUNED),
                Interval.atLeast(2),
                "as C1k: the last step bounds the error from below")));
  }

  private static Claim claim(
      String id,
      Study study,
      String statement,
      String paperSays,
      String where,
      Expectation expectation) {
    // Random errors are not those of a descent.
    Scale scale = study.name().endsWith("sign-rip") ? Scale.MECHANISM : Scale.SMALL;
    return new Claim(id, statement, paperSays, where, scale, study, expectation);
  }

  private static Claim trap(String id, Study study, String statement, Expectation expectation) {
    return claim(id, study, statement, "not in the paper", "our trap", expectation);
  }

  @Override
  public List<String> differences() {
    return List.of(
        "Sizes, step sizes and initial scales are ours: those of the paper's figures are"
            + " unverified. Its theorems are for any size with enough measurements.",
        "The step rule is eta_0 rho^t over the Frobenius norm of the sub-gradient matrix; that is the"
            + " paper's rule up to constants (its exact form is unverified).",
        "Measurement matrices have N(0, 1) entries and the loss is averaged, as in the paper; the"
            + " operators underneath are divided by sqrt(m), which the method undoes.",
        "The sample size is the least of a grid that recovers one problem, compared on the same"
            + " draws, instead of the least that recovers nine of ten problems.",
        "The baseline of rank-overspecified recovery has steps eta_0 / sqrt(t + 1) with eta_0 tuned;"
            + " that paper's own schedule is unverified.",
        "All arms of the study of baselines, the method under test among them, choose their step"
            + " size on tuning problems by the true error at the best iteration, which nobody knows"
            + " in practice.",
        "What Sign-RIP demands of all matrices of low rank is seen at random ones.",
        "The SMOKE tier has 8 x 8 matrices, few steps and one or two seeds: it shows that all parts"
            + " run, and nothing about the claims.");
  }

  @Override
  public List<String> untested() {
    return List.of(
        "Arbitrarily large and arbitrarily dense noise: a statement about all noises, of which"
            + " some are tried (C2, S5, S6).",
        "Sign-RIP over all matrices of low rank: only random ones can be tried, which bounds its"
            + " constant from below.",
        "The orders of the sample sizes, d r^2 / (1 - p)^2 for outliers and nu^2 d r^2 for Gaussian"
            + " noise up to logarithms (unverified): constants and logarithms are not stated.",
        "The guarantees hold with high probability: a frequency over some seeds does not show"
            + " that.");
  }

  @Override
  public List<Board> boards() {
    return List.of(
        new Board(
            "robust matrix recovery",
            "20 x 20 of rank 3 from 1500 measurements with 0.2 outliers",
            Objective.minimize(BEST),
            baselines,
            List.of(TUNED, DIMINISHING, DIMINISHING_SMALL, HUBER)));
  }

  @Override
  public List<Figure> figures() {
    List<String> wide = new ArrayList<>(List.of(WIDE_LARGE));
    wide.addAll(WIDE_BY_ALPHA);
    wide.add(WIDE);
    return List.of(
        Figure.of("Error over the scale of the start, a fifth of the measurements wrong", main)
            .x("alpha")
            .logX()
            .y("relative error")
            .logY()
            .measured("width r", Figure.over("alpha", RELATIVE, EXACT_BY_ALPHA))
            .measured("width d", Figure.over("alpha", RELATIVE, wide)),
        overTheRun("Error over the run", main)
            .measured("width r alpha=1e-6", within(EXACT))
            .measured("width d alpha=1e-6", within(WIDE))
            .measured("width d alpha=1e-2", within(WIDE_BY_ALPHA.get(0)))
            .measured("width d alpha=1", within(WIDE_LARGE)),
        overTheRun("Error over the run at full width, tuned step sizes", baselines)
            .measured("l1 geometric", within(TUNED))
            .measured("l1 diminishing alpha=1", within(DIMINISHING))
            .measured("Huber geometric", within(HUBER))
            .measured("l2 outliers 0.1 of 100", within(SQUARES_10)),
        Figure.of("Error over the number of measurements, Gaussian noise of 1", noise)
            .x("measurements")
            .logX()
            .y("relative error")
            .logY()
            .measured("width d", Figure.over("measurements", RELATIVE, BY_MEASUREMENTS))
            .theory(
                "least absolute deviations at rank r",
                Figure.over("measurements", "theory", BY_MEASUREMENTS)),
        Figure.of("Deviation of the sub-gradient from the error's direction", directions)
            .x("measurements")
            .logX()
            .y("deviation over phi")
            .logY()
            .measured(
                "outliers 0.3", Figure.over("measurements", "deviation", RIP_BY_MEASUREMENTS)));
  }

  private static Figure overTheRun(String title, Study study) {
    return Figure.of(title, study).x("share of the iterations").y("relative error").logY();
  }

  private static Figure.Points within(String arm) {
    double[] shares = new double[8];
    List<String> errors = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      shares[i] = (i + 1) / 8.0;
      errors.add("error at %d/8".formatted(i + 1));
    }
    return Figure.within(arm, shares, errors);
  }
}
