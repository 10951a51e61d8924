package dev.assay.papers.xorclusters;

import dev.assay.lab.Board;
import dev.assay.lab.Claim;
import dev.assay.lab.Configuration;
import dev.assay.lab.Contrast;
import dev.assay.lab.Expectation;
import dev.assay.lab.Interval;
import dev.assay.lab.Numbers;
import dev.assay.lab.Objective;
import dev.assay.lab.Plan;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Scale;
import dev.assay.lab.Study;
import dev.assay.lab.Tier;
import dev.assay.lab.report.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * Xu, Wang, Frei, Vardi and Hu, "Benign Overfitting and Grokking in ReLU Networks for XOR Cluster
 * Data", arXiv 2310.02541.
 *
 * <p>A two-layer ReLU network fits noisy labels of four XOR clusters after one step of gradient
 * descent, and learns the clusters some steps later without giving the noise up.
 *
 * <p>Claims C1 to C5 are the paper's, each at three settings: the pilot's, a larger one, and one
 * that meets the theorem's assumptions with C = 1. S1 to S9 are sweeps, T1 to T4 controls. The
 * regions were written before the runs, from the theorem and from a pilot in another implementation
 * (numpy, three seeds).
 */
public final class XorClusters implements Reproduction {
  private static final Configuration BASE =
      Configuration.of("n", 400)
          .with("p", 20_000)
          .with("signal", 500)
          .with("flip", 0.1)
          .with("init", 1e-8)
          .with("width", 1000)
          .with("step", 1);

  private static final String MAIN = "main";
  private static final String WEAK = "signal 100";

  private final Study main =
      Study.of("xor-clusters", 2)
          .workload(Training::run)
          .arm(MAIN, BASE)
          .arm(WEAK, BASE.with("p", 40_000).with("signal", 100))
          .plan(Tier.SMOKE, Plan.seeds(1, 1).with("steps", 20).with("test", 500))
          .plan(Tier.QUICK, Plan.seeds(10, 20).with("steps", 20).with("test", 2000))
          .plan(Tier.FULL, Plan.seeds(10, 30).with("steps", 20).with("test", 10_000))
          .build();

  /** A million dimensions, where the examples are nearly orthogonal; more of them by tier. */
  private static final String LARGE = "p = 1e6";

  private final Study large =
      Study.of("xor-clusters-large", 1)
          .workload(Training::run)
          .arm(LARGE, BASE.with("p", 1_000_000).with("signal", 5000).with("init", 1e-10))
          .plan(Tier.SMOKE, size(Plan.seeds(1, 1), 200, 14, 500))
          .plan(Tier.QUICK, size(Plan.seeds(10, 20), 400, 20, 2000))
          .plan(Tier.FULL, size(Plan.seeds(10, 10), 2000, 44, 2000))
          .build();

  private static Plan size(Plan plan, int n, int steps, int test) {
    return plan.with("n", n).with("steps", steps).with("test", test);
  }

  /**
   * The assumptions with C = 1: |mu|^2 >= n^0.51 sqrt(p) = 372,900; p >= n^2 |mu|^2 = 1.53e9; a
   * step size of 1 / (n p); omega n m^(3/2) p <= alpha |mu|^2, so omega at most 7e-22. The time
   * runs to sqrt(n) = 8.
   */
  private static final String THEOREM = "n = 64 p = 2e9";

  private final Study theorem =
      Study.of("xor-clusters-theorem", 1)
          .workload(Training::run)
          .arm(
              THEOREM,
              BASE.with("n", 64)
                  .with("p", 2_000_000_000)
                  .with("signal", 373_000)
                  .with("step", 1.0 / 64)
                  .with("init", 1e-22))
          .plan(Tier.SMOKE, Plan.seeds(1, 1).with("steps", 8).with("test", 500))
          .plan(Tier.QUICK, Plan.seeds(10, 20).with("steps", 8).with("test", 2000))
          .plan(Tier.FULL, Plan.seeds(10, 30).with("steps", 8).with("test", 10_000))
          .build();

  private static final Map<String, Configuration> SIGNALS =
      sweep("signal", 100, 200, 300, 500, 800);
  private static final Map<String, Configuration> SIZES = sweep("n", 100, 200, 400, 800);
  private static final Map<String, Configuration> INITS =
      sweep("init", 1e-8, 1e-6, 1e-4, 1e-3, 1e-2);
  private static final Map<String, Configuration> WIDTHS = sweep("width", 50, 200, 1000, 4000);
  private static final Map<String, Configuration> FLIPS = sweep("flip", 0, 0.05, 0.1, 0.2, 0.3);
  private static final String TENFOLD_STEP = "step 10";
  private static final String SMALL_P = "n 200 p 4000 signal 400 width 200";

  private final Study sweeps = sweeps();

  /** One setting of the main arm varied; where it has the main arm's value, the arm is the main. */
  private static Map<String, Configuration> sweep(String setting, Number... values) {
    Map<String, Configuration> arms = new LinkedHashMap<>();
    for (Number value : values) {
      Configuration arm = BASE.with(setting, value);
      arms.put(
          arm.equals(BASE) ? MAIN : "%s %s".formatted(setting, Numbers.text(value.doubleValue())),
          arm);
    }
    return arms;
  }

  private static Study sweeps() {
    Map<String, Configuration> arms = new LinkedHashMap<>();
    List.of(SIGNALS, SIZES, INITS, WIDTHS, FLIPS).forEach(arms::putAll);
    arms.put(TENFOLD_STEP, BASE.with("step", 10));
    arms.put(SMALL_P, BASE.with("n", 200).with("p", 4000).with("signal", 400).with("width", 200));
    Study.Builder study = Study.of("xor-clusters-sweeps", 1).workload(Training::run);
    arms.forEach(study::arm);
    return study
        .plan(Tier.SMOKE, Plan.seeds(1, 1).with("steps", 5).with("test", 100))
        .plan(Tier.QUICK, Plan.seeds(8, 8).with("steps", 20).with("test", 500))
        .plan(Tier.FULL, Plan.seeds(10, 30).with("steps", 20).with("test", 5000))
        .build();
  }

  private static final Map<String, Configuration> GRID = grid();

  private final Study grid = gridStudy();

  private static Map<String, Configuration> grid() {
    Map<String, Configuration> arms = new LinkedHashMap<>();
    for (int n : new int[] {100, 200, 300, 400}) {
      for (int signal : new int[] {100, 180, 300, 500}) {
        arms.put("n %d signal %d".formatted(n, signal), BASE.with("n", n).with("signal", signal));
      }
    }
    return arms;
  }

  private static Study gridStudy() {
    Study.Builder study = Study.of("xor-clusters-grid", 1).workload(Training::run);
    GRID.forEach(study::arm);
    return study
        .plan(Tier.SMOKE, Plan.seeds(1, 1).with("steps", 5).with("test", 100))
        .plan(Tier.QUICK, Plan.seeds(8, 8).with("steps", 20).with("test", 1000))
        .plan(Tier.FULL, Plan.seeds(10, 30).with("steps", 20).with("test", 5000))
        .build();
  }

  /** n |mu|^4 / p, which the theorem's test error falls with. */
  private static double strength(Configuration arm) {
    return arm.real("n") * Math.pow(arm.real("signal"), 2) / arm.real("p");
  }

  /**
   * Spearman's rank correlation, over arms, of a metric with what an arm's settings say; 0 where
   * the metric is the same in all of them.
   */
  private static Contrast rankCorrelation(
      String metric,
      String predictor,
      Map<String, Configuration> arms,
      ToDoubleFunction<Configuration> predicted) {
    List<String> names = List.copyOf(arms.keySet());
    double[] x = arms.values().stream().mapToDouble(predicted).toArray();
    return new Contrast(
        "rank correlation (0 if constant) of %s with %s over %s"
            .formatted(metric, predictor, names),
        names,
        seed -> {
          double[] y = names.stream().mapToDouble(arm -> seed.metric(arm, metric)).toArray();
          boolean constant = Arrays.stream(y).allMatch(value -> value == y[0]);
          return constant ? 0 : new SpearmansCorrelation().correlation(x, y);
        });
  }

  private static Contrast rankCorrelation(
      String metric, String setting, Map<String, Configuration> arms) {
    return rankCorrelation(metric, setting, arms, arm -> arm.real(setting));
  }

  // What is read off a training.

  private static final String TRAIN_AT_1 = "train accuracy at 1";
  private static final String TEST_AT_1 = "test accuracy at 1";
  private static final String LINEAR = "agreement with the linear rule at 1";
  private static final String LOWEST_TRAIN = "lowest train accuracy";
  private static final String TRAIN = "train accuracy at the end";
  private static final String CLEAN_AGREEMENT = "clean agreement at the end";
  private static final String TEST = "test accuracy at the end";
  private static final String NOISY_TEST = "noisy test accuracy at the end";

  private static final Interval ALL_FITTED = Interval.atLeast(1);
  private static final Interval A_GUESS = Interval.between(0.44, 0.56);
  private static final Interval NEARLY_PERFECT = Interval.atLeast(0.99);
  private static final Interval BEST_POSSIBLE = Interval.between(0.88, 0.92);

  private static final String PILOT = "set before the run from a pilot in another implementation";
  private static final String THEORY = "the theorem; no pilot was run here";

  @Override
  public String paper() {
    return "2310.02541";
  }

  @Override
  public String title() {
    return "Benign Overfitting and Grokking in ReLU Networks for XOR Cluster Data";
  }

  @Override
  public String overview() {
    return "Points of four Gaussian clusters at +-mu1 (label 1) and +-mu2 (label -1) in p dimensions,"
        + " a tenth of the labels flipped, are learned by full-batch gradient descent on a two-layer"
        + " ReLU network of 1,000 neurons, whose second layer is fixed and whose first starts near"
        + " zero. After one step all labels are fitted, the flipped ones too, and fresh points are"
        + " classified no better than by a guess; some steps later they are classified almost"
        + " perfectly, and the flipped labels are still fitted. The descent is computed exactly in"
        + " the span of the examples, so that p costs nothing: the main study has 400 points in"
        + " 20,000 dimensions, a larger one a million dimensions, and a third meets the theorem's"
        + " assumptions, with a constant of 1, by 64 points in 2,000,000,000 dimensions. C1 to C5"
        + " are the paper's claims, S1 to S9 sweeps around the main study, T1 to T4 controls.";
  }

  @Override
  public List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    claims.addAll(afterOneStep());
    claims.addAll(overfitting());
    claims.addAll(generalization());
    claims.addAll(mechanism());
    claims.addAll(sweepClaims());
    claims.addAll(controls());
    return claims;
  }

  private List<Claim> afterOneStep() {
    String where = "main theorem, t = 1";
    String guess = "1/2, within n^-delta (exponent unverified)";
    String fitted = "After one step every training label is fitted, the flipped ones too";
    String chance = "After one step the test accuracy is that of a guess";
    return List.of(
        claim("C1a", main, fitted + ".", "100 %", where, every(TRAIN_AT_1, MAIN, ALL_FITTED)),
        claim("C1b", main, chance + ".", guess, where, every(TEST_AT_1, MAIN, A_GUESS)),
        claim(
            "C1c",
            large,
            fitted + ": at p = 1,000,000.",
            "100 %",
            where,
            every(TRAIN_AT_1, LARGE, ALL_FITTED)),
        claim(
            "C1d",
            large,
            chance + ": at p = 1,000,000.",
            guess,
            where,
            every(TEST_AT_1, LARGE, A_GUESS)),
        claim(
            "C1e",
            theorem,
            fitted + ": under the theorem's assumptions with C = 1.",
            "100 %",
            where,
            every(TRAIN_AT_1, THEOREM, ALL_FITTED)),
        claim(
            "C1f",
            theorem,
            chance + ": under the theorem's assumptions with C = 1.",
            guess,
            where,
            every(TEST_AT_1, THEOREM, A_GUESS)),
        claim(
            "C2a",
            main,
            "The network after one step acts as a linear classifier, the sign of"
                + " sum_i y_i <x_i, x>.",
            "a linear rule",
            "analysis of the first step",
            mean(LINEAR, MAIN, Interval.atLeast(0.9), PILOT)),
        claim(
            "C2b",
            main,
            "That linear rule cannot solve XOR: its own test accuracy is that of a guess.",
            "a linear rule cannot solve XOR",
            "analysis of the first step",
            mean(
                "test accuracy of the linear rule",
                MAIN,
                A_GUESS,
                "by symmetry a linear rule is right on half of the clusters")),
        claim(
            "C2c",
            theorem,
            "Under the theorem's assumptions with C = 1 the network after one step is linear, too.",
            "a linear rule",
            "analysis of the first step",
            mean(LINEAR, THEOREM, Interval.atLeast(0.9), THEORY)));
  }

  private List<Claim> overfitting() {
    String says = "100 % up to t = sqrt(n) (exponent unverified)";
    return List.of(
        claim(
            "C3a",
            main,
            "Every training label stays fitted at all later steps, to t = sqrt(n) = 20.",
            says,
            "main theorem",
            every(LOWEST_TRAIN, MAIN, ALL_FITTED)),
        claim(
            "C3b",
            large,
            "Every training label stays fitted at all later steps, to t = sqrt(n): at p = 1,000,000.",
            says,
            "main theorem",
            every(LOWEST_TRAIN, LARGE, ALL_FITTED)),
        claim(
            "C3c",
            theorem,
            "Every training label stays fitted at all later steps, to t = sqrt(n) = 8: under the"
                + " theorem's assumptions with C = 1.",
            says,
            "main theorem",
            every(LOWEST_TRAIN, THEOREM, ALL_FITTED)),
        claim(
            "C3d",
            main,
            "The flipped labels are memorised: on the training points the network agrees with the"
                + " clean labels on the share that was not flipped.",
            "1 - eta",
            "main theorem",
            mean(CLEAN_AGREEMENT, MAIN, BEST_POSSIBLE, PILOT)));
  }

  private List<Claim> generalization() {
    String where = "main theorem, generalization";
    String noisy = "test error between eta and eta + exp(-Omega(.)) (exponents unverified)";
    String learned = "Some steps later the accuracy against clean labels is nearly perfect";
    String best = "The accuracy against noisy labels is the best possible, 1 - eta";
    return List.of(
        claim(
            "C4a",
            main,
            learned + ".",
            "tends to 1",
            where,
            mean(TEST, MAIN, NEARLY_PERFECT, PILOT)),
        claim("C4b", main, best + ".", noisy, where, mean(NOISY_TEST, MAIN, BEST_POSSIBLE, PILOT)),
        claim(
            "C4c",
            large,
            learned + ": at p = 1,000,000.",
            "tends to 1",
            where,
            mean(TEST, LARGE, NEARLY_PERFECT, THEORY)),
        claim(
            "C4d",
            large,
            best + ": at p = 1,000,000.",
            noisy,
            where,
            mean(NOISY_TEST, LARGE, BEST_POSSIBLE, THEORY)),
        claim(
            "C4e",
            theorem,
            learned + ": under the theorem's assumptions with C = 1.",
            "tends to 1",
            where,
            mean(TEST, THEOREM, NEARLY_PERFECT, THEORY)),
        claim(
            "C4f",
            theorem,
            best + ": under the theorem's assumptions with C = 1.",
            noisy,
            where,
            mean(NOISY_TEST, THEOREM, BEST_POSSIBLE, THEORY)),
        claim(
            "C4g",
            grid,
            "The test accuracy rises with n |mu|^4 / p, whichever of n and |mu| it rises by.",
            "excess error exp(-Omega(n^0.99 |mu|^4 / p)) (exponents unverified)",
            where,
            Expectation.mean(
                rankCorrelation(TEST, "n |mu|^4 / p", GRID, XorClusters::strength),
                Interval.atLeast(0.9),
                "a bound that is met in order; ranks do not change under a logit")));
  }

  private List<Claim> mechanism() {
    return List.of(
        claim(
            "C5a",
            main,
            "Later, neurons of positive output align with the positive clusters only: the ratio of"
                + " their mean alignments with mu1 and mu2 has grown.",
            "alignment with one direction only",
            "mechanism",
            mean("alignment at the end", MAIN, Interval.atLeast(3), PILOT)),
        claim(
            "C5b",
            main,
            "After one step, neurons of positive output align with the positive and the negative"
                + " clusters alike.",
            "random-like",
            "mechanism",
            mean(
                "alignment at 1",
                MAIN,
                Interval.between(0.75, 1.35),
                "about 1; the pilot showed no preference")),
        claim(
            "C5c",
            main,
            "Later, neurons of negative output align with the negative clusters only.",
            "alignment with one direction only",
            "mechanism",
            mean(
                "negative alignment at the end",
                MAIN,
                Interval.atLeast(3),
                "the same as for positive output, by symmetry")));
  }

  private List<Claim> sweepClaims() {
    return List.of(
        stress(
            "S1",
            "The stronger the signal, the better the test accuracy: |mu|^2 from 100 to 800.",
            Expectation.mean(
                rankCorrelation(TEST, "signal", SIGNALS),
                Interval.atLeast(0.8),
                "the theorem's error falls with |mu|; one swap of neighbours in five leaves 0.9")),
        stress(
            "S2",
            "The more examples, the better the test accuracy: n from 100 to 800.",
            Expectation.mean(
                rankCorrelation(TEST, "n", SIZES),
                Interval.atLeast(0.8),
                "the theorem's error falls with n; one swap of neighbours in four leaves 0.8")),
        stress(
            "S3",
            "With 200 examples the clusters are learned in part only.",
            mean(
                TEST,
                "n 200",
                Interval.between(0.6, 0.95),
                "the pilot's test accuracy was 0.79 at step 10 and 0.84 at step 40")),
        stress(
            "S4",
            "A larger start (omega = 1e-3) is not overcome in these steps: the labels are not"
                + " fitted.",
            mean(
                TRAIN,
                "init 0.001",
                Interval.atMost(0.7),
                "the pilot's train accuracy was 0.57, at twice the dimensions")),
        stress(
            "S5",
            "The smaller the start, the better the labels are fitted: omega from 1e-8 to 1e-2.",
            Expectation.mean(
                rankCorrelation(TRAIN, "init", INITS),
                Interval.atMost(-0.7),
                "the assumption on omega; the largest two both fail and may come in any order")),
        stress(
            "S6",
            "A width of 4,000 does no harm and no good against 1,000: the theorem has no upper bound"
                + " on the width.",
            Expectation.mean(
                Contrast.difference(TEST, "width 4000", MAIN),
                Interval.between(-0.05, 0.05),
                "a twentieth is the smallest difference that matters")),
        stress(
            "S7",
            "Narrow networks learn less: width from 50 to 4,000.",
            Expectation.mean(
                rankCorrelation(TEST, "width", WIDTHS),
                Interval.atLeast(0.5),
                "the pilot's spread over seeds was large at a width of 200")),
        stress(
            "S8",
            "The accuracy against noisy labels falls one for one with the flip rate, from 0 to 0.3.",
            Expectation.mean(
                Contrast.slope(NOISY_TEST, "flip", List.copyOf(FLIPS.keySet())),
                Interval.between(-1.1, -0.9),
                "1 - eta, for small eta; how small is an unknown constant of the theorem")),
        stress(
            "S9",
            "Ten times the step size leaves the picture as it is.",
            Expectation.mean(
                Contrast.difference(TEST, TENFOLD_STEP, MAIN),
                Interval.between(-0.05, 0.05),
                "so it was in the pilot; a twentieth is the smallest difference that matters")));
  }

  private List<Claim> controls() {
    String where = "our control";
    String says = "not in the paper";
    return List.of(
        claim(
            "T1",
            main,
            "With a weak signal the clusters are not learned.",
            says,
            where,
            mean(TEST, WEAK, Interval.atMost(0.75), PILOT)),
        claim(
            "T2",
            main,
            "With a weak signal the labels are fitted all the same, which is harmful overfitting.",
            says,
            where,
            every(LOWEST_TRAIN, WEAK, ALL_FITTED)),
        claim(
            "T3",
            sweeps,
            "With too few dimensions (n 200, p 4,000, width 200) the flipped labels are not fitted:"
                + " that is no benign overfitting.",
            says,
            where,
            mean(TRAIN, SMALL_P, Interval.atMost(0.97), "the pilot's train accuracy was 0.925")),
        claim(
            "T4",
            sweeps,
            "With too few dimensions the clusters are learned nevertheless, so that the test accuracy"
                + " alone would mislead.",
            says,
            where,
            mean(TEST, SMALL_P, NEARLY_PERFECT, "the pilot's test accuracy was 1.000")));
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

  private Claim stress(String id, String statement, Expectation expectation) {
    return claim(id, sweeps, statement, "not in the paper", "our sweep", expectation);
  }

  private static Expectation every(String metric, String arm, Interval region) {
    return Expectation.exact(
        Contrast.metric(metric, arm),
        region,
        0,
        "the theorem's conclusion, at every seed; so it was in a pilot of three seeds at the main"
            + " setting");
  }

  private static Expectation mean(String metric, String arm, Interval region, String because) {
    return Expectation.mean(Contrast.metric(metric, arm), region, because);
  }

  /** Networks and step sizes on the same clusters. */
  @Override
  public List<Board> boards() {
    Set<String> arms = new LinkedHashSet<>();
    List.of(WIDTHS, INITS).forEach(sweep -> arms.addAll(sweep.keySet()));
    arms.add(TENFOLD_STEP);
    return List.of(
        new Board(
            "classification with flipped labels",
            "XOR clusters n 400 p 20000 signal 500 flip 0.1",
            Objective.maximize(TEST),
            sweeps,
            List.copyOf(arms)));
  }

  @Override
  public List<String> differences() {
    return List.of(
        "The sizes of the paper's own figures (n, p, m, |mu|, alpha) are unverified; so are the"
            + " exponents of its assumptions and of its bounds, which are recollected.",
        "The main study's n = 400, p = 20,000 and |mu|^2 = 500 lie far outside the theorem's regime"
            + " (p >= n^5.02 at C = 1): it is evidence for the phenomenon, not for the theorem.",
        "The larger study (p = 1,000,000, |mu|^2 = 5,000; n is 200 in SMOKE, 400 in QUICK, 2,000 in"
            + " FULL) is nearer to it and still outside.",
        "The third study meets the assumptions with every C equal to 1, the least it can be; the"
            + " theorem asks for a large C.",
        "The step size is 1/p in all but the third study, n times what the theorem permits.",
        "The descent is computed in the span of the examples, on data reduced to n + 2 coordinates"
            + " with the same joint law of all inner products: exact, and in double precision.",
        "The SMOKE tier has one seed and, in the sweeps, 5 steps: too few for any claim about a"
            + " mean, which ends inconclusive there.");
  }

  @Override
  public List<String> untested() {
    return List.of(
        "Probability 1 - o(1) and the constants C: a finite run cannot show them.",
        "C6, that this is the first benign overfitting of data that no linear rule separates, is"
            + " about the literature; that no linear rule does is C2b.",
        "The paper's figure of 100 runs, its decision boundaries at t = 0, 1 and 15 and its"
            + " histograms of <w_j, mu>: their sizes are unverified.",
        "A start of exactly zero: no neuron is active there, and the method refuses it.");
  }

  @Override
  public List<Figure> figures() {
    return List.of(
        accuracies("Accuracy over the signal", "signal", SIGNALS),
        accuracies("Accuracy over the sample size", "n", SIZES).logX(),
        accuracies("Accuracy over the share of flipped labels", "flip", FLIPS));
  }

  private Figure accuracies(String title, String setting, Map<String, Configuration> arms) {
    List<String> names = List.copyOf(arms.keySet());
    return Figure.of(title, sweeps)
        .x(setting)
        .y("accuracy")
        .measured("train, after step 1", Figure.over(setting, TRAIN_AT_1, names))
        .measured("test, after step 1", Figure.over(setting, TEST_AT_1, names))
        .measured("test, at the end", Figure.over(setting, TEST, names));
  }
}
