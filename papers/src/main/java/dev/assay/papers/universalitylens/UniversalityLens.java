package dev.assay.papers.universalitylens;

import dev.assay.data.Datasets;
import dev.assay.lab.Claim;
import dev.assay.lab.Configuration;
import dev.assay.lab.Contrast;
import dev.assay.lab.Expectation;
import dev.assay.lab.Interval;
import dev.assay.lab.Numbers;
import dev.assay.lab.Objective;
import dev.assay.lab.Parameter;
import dev.assay.lab.Plan;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Scale;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.SeedOutcomes;
import dev.assay.lab.Study;
import dev.assay.lab.Tier;
import dev.assay.lab.report.Figure;
import dev.assay.lab.tune.QuasiRandomSampler;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Feder, Urbanke and Fogel, "The Universality Lens: Why Even Highly Over-Parametrized Models Learn
 * Well", arXiv 2506.07661.
 *
 * <p>A Bayesian mixture with log loss over a huge class has a regret that is set by the prior
 * weight of the models near the truth, not by their number. The paper is theory and reports no
 * experiment that we know of: all of these are ours.
 *
 * <p>Claims C1 to C6 are the paper's, in order: weight and not number; simple is heavy; capacity
 * does no harm; Langevin samples approximate the mixture; flat minima and distillation; online,
 * batch and supervised. S1 to S13 go beyond them, T1 to T12 are mistakes that would seem to refute
 * them. The regions were written before the runs, from formulas and from an independent
 * measurement.
 */
public final class UniversalityLens implements Reproduction {
  private static final String THEORY = "abstract; the bound as re-derived";
  private static final String NO_NUMBER = "no number is known";
  private static final String OURS = "not in the paper";
  private static final double ROUNDING = 1e-9;

  // Classes of Bernoulli models: everything is a finite sum, and no seed plays a part.

  private static final String GRID_HALF = "199 models and truth 0.5";
  private static final String GRID_NINE = "199 models and truth 0.9";
  private static final String COPIES_OF_ALL = "20 copies of 199 models and truth 0.5";
  private static final String HEAVY_HALF = "199 more copies of 0.5 and truth 0.5";
  private static final String HEAVY_THREE = "199 more copies of 0.5 and truth 0.3";
  private static final String LOGITS = "199 models even in the logit and truth 0.5";
  private static final String FIVE = "5 models and truth 0.2 not among them";
  private static final String EXTREMES = "models 0.01 and 0.99 and truth 0.5";
  private static final String IMPOSSIBLE = "models 0 and 0.5 and 1 and truth 0.5";
  private static final String LINE = "parameter a";
  private static final String SQUARE = "parameter a squared";
  private static final String CUBE = "parameter a cubed";
  private static final String PRODUCT = "parameters a times b";
  private static final List<String> BERNOULLI =
      List.of(
          GRID_HALF,
          GRID_NINE,
          COPIES_OF_ALL,
          HEAVY_HALF,
          HEAVY_THREE,
          LOGITS,
          FIVE,
          EXTREMES,
          IMPOSSIBLE,
          LINE,
          SQUARE,
          CUBE,
          PRODUCT);

  private static final List<String> WELL_SPECIFIED =
      BERNOULLI.stream().filter(arm -> !arm.equals(FIVE) && !arm.equals(EXTREMES)).toList();

  private final Study bernoulli =
      Study.of("universality-bernoulli", 2)
          .workload(BernoulliClasses::run)
          .arm(GRID_HALF, models("grid", 0.5).with("largest", 1_000_000).with("single model", true))
          .arm(GRID_NINE, models("grid", 0.9))
          .arm(COPIES_OF_ALL, models("grid with copies of all", 0.5))
          .arm(HEAVY_HALF, models("grid with copies of one half", 0.5))
          .arm(HEAVY_THREE, models("grid with copies of one half", 0.3))
          .arm(LOGITS, models("grid of logits", 0.5))
          .arm(FIVE, models("five", 0.2))
          .arm(EXTREMES, models("two extremes", 0.5))
          .arm(IMPOSSIBLE, models("with the impossible", 0.5))
          .arm(LINE, models("a", 0.5))
          .arm(SQUARE, models("a squared", 0.5))
          .arm(CUBE, models("a cubed", 0.5))
          .arm(PRODUCT, models("a times b", 0.5))
          .plan(Tier.SMOKE, Plan.seeds(1, 1))
          .plan(Tier.QUICK, Plan.seeds(1, 1))
          .plan(Tier.FULL, Plan.seeds(1, 1))
          .build();

  private static Configuration models(String name, double truth) {
    return Configuration.of("class", name)
        .with("truth", truth)
        .with("largest", 10_000)
        .with("single model", false);
  }

  // Linear regression with 50 examples and as many parameters as one likes.

  private static final int[] SIZES = {10, 25, 50, 100, 400, 1000, 4000};
  private static final int[] FEW_SIZES = {10, 100, 1000, 4000};
  private static final double[] NORMS = {0, 0.5, 1, 3};
  private static final List<String> PROBLEMS =
      DoubleStream.of(NORMS).mapToObj(UniversalityLens::problems).flatMap(List::stream).toList();

  private static final String INTERPOLATION = "log excess of the interpolation";

  private final Study regression = regression();

  private static Study regression() {
    Study.Builder study = Study.of("universality-regression", 1).workload(LinearRegressions::run);
    for (double norm : NORMS) {
      for (int d : sizes(norm)) {
        study.arm(problem(d, norm), Configuration.of("d", d).with("norm", norm));
      }
    }
    return study
        .plan(Tier.SMOKE, Plan.seeds(2, 2).with("runs", 2))
        .plan(Tier.QUICK, Plan.seeds(10, 15).with("runs", 60))
        .plan(Tier.FULL, Plan.seeds(20, 40).with("runs", 120))
        .build();
  }

  private static int[] sizes(double norm) {
    return norm == 1 ? SIZES : FEW_SIZES;
  }

  private static List<String> problems(double norm) {
    return IntStream.of(sizes(norm)).mapToObj(d -> problem(d, norm)).toList();
  }

  private static String problem(int d, double norm) {
    return "d = %d and norm %s".formatted(d, Numbers.text(norm));
  }

  // All Boolean functions of three bits.

  private static final String RELU_16 = "relu width 16";
  private static final String RELU_64 = "relu width 64";
  private static final String RELU_256 = "relu width 256";
  private static final String TANH_64 = "tanh width 64";
  private static final String FEW = "relu width 64 and 8 examples";
  private static final String MANY = "relu width 64 and 128 examples";
  private static final String UNIFORM = "uniform and 128 examples";

  private final Study functions =
      Study.of("universality-functions", 1)
          .workload(BooleanFunctions::run)
          .arm(RELU_16, networks("relu", 16, 32))
          .arm(RELU_64, networks("relu", 64, 32))
          .arm(RELU_256, networks("relu", 256, 32))
          .arm(TANH_64, networks("tanh", 64, 32))
          .arm(FEW, networks("relu", 64, 8))
          .arm(MANY, networks("relu", 64, 128))
          .arm(UNIFORM, networks("uniform", 64, 128))
          .plan(Tier.SMOKE, drawn(Plan.seeds(1, 1), 500, 20, 10))
          .plan(Tier.QUICK, drawn(Plan.seeds(10, 15), 20_000, 50, 200))
          .plan(Tier.FULL, drawn(Plan.seeds(15, 20), 50_000, 50, 500))
          .build();

  private static Configuration networks(String prior, int width, int examples) {
    return Configuration.of("prior", prior).with("width", width).with("examples", examples);
  }

  private static Plan drawn(Plan plan, int hiddenLayers, int outputs, int runs) {
    return plan.with("hidden layers", hiddenLayers).with("outputs", outputs).with("runs", runs);
  }

  // Langevin chains whose posterior is known.

  private static final String SMALL_STEP = "step 0.05 of all examples";
  private static final String MIDDLE_STEP = "step 0.2 of all examples";
  private static final String LARGE_STEP = "step 0.8 of all examples";
  private static final String BATCHES = "step 0.2 of batches of 10";

  private final Study chains =
      Study.of("universality-chains", 1)
          .workload(LangevinChains::run)
          .arm(SMALL_STEP, chain(0.05, 0))
          .arm(MIDDLE_STEP, chain(0.2, 0))
          .arm(LARGE_STEP, chain(0.8, 0))
          .arm(BATCHES, chain(0.2, 10))
          .plan(Tier.SMOKE, Plan.seeds(1, 1).with("length", 10))
          .plan(Tier.QUICK, Plan.seeds(10, 20).with("length", 100))
          .plan(Tier.FULL, Plan.seeds(10, 30).with("length", 300))
          .build();

  private static Configuration chain(double stability, int batch) {
    return Configuration.of("stability", stability).with("batch", batch);
  }

  // A perceptron on 500 digits: one solution, ensembles, and chains at three temperatures.

  private static final String SINGLE = "one solution of sgd";
  private static final String DEEP = "20 solutions of sgd";
  private static final String CHAIN = "20 samples of sgld at T = 1";
  private static final String COLD = "20 samples of sgld at T = 0.1";
  private static final String COLDEST = "20 samples of sgld at T = 0.01";

  private final Study digits = digits();

  private static Study digits() {
    SearchSpace space =
        SearchSpace.of(
            Parameter.real("rate", 0.02, 0.2).log(), Parameter.real("deviation", 0.1, 1).log());
    return Study.of("universality-digits", 1)
        .workload(new DigitPosterior())
        .data("digits", Datasets.digits().checksum())
        .arm(SINGLE, method("sgd", 1, 1, false), space)
        .arm(DEEP, method("sgd", 20, 1, true), space)
        .arm(CHAIN, method("sgld", 20, 1, true), space)
        .arm(COLD, method("sgld", 20, 0.1, false), space)
        .arm(COLDEST, method("sgld", 20, 0.01, false), space)
        .tuning(
            new QuasiRandomSampler(QuasiRandomSampler.Sequence.SOBOL),
            Objective.minimize("validation loss"))
        .plan(Tier.SMOKE, steps(Plan.seeds(1, 1).tuning(1, 1), 100, 30, 60, 30))
        .plan(Tier.QUICK, steps(Plan.seeds(8, 10).tuning(4, 1), 500, 1500, 6000, 1500))
        .plan(Tier.FULL, steps(Plan.seeds(10, 20).tuning(8, 1), 500, 3000, 20_000, 3000))
        .build();
  }

  private static Configuration method(
      String method, int nets, double temperature, boolean student) {
    return Configuration.of("method", method)
        .with("nets", nets)
        .with("temperature", temperature)
        .with("student", student);
  }

  private static Plan steps(Plan plan, int examples, int steps, int chainSteps, int studentSteps) {
    return plan.with("examples", examples)
        .with("steps", steps)
        .with("chain steps", chainSteps)
        .with("student steps", studentSteps);
  }

  private static final String BASINS = "solutions at rates from 0.01 to 0.3";
  private static final String ONE_RATE = "solutions at a rate of 0.05";

  private final Study basins =
      Study.of("universality-basins", 2)
          .workload(DigitBasins::run)
          .data("digits", Datasets.digits().checksum())
          .arm(BASINS, rates(0.01, 0.3))
          .arm(ONE_RATE, rates(0.05, 0.05))
          .plan(Tier.SMOKE, basins(Plan.seeds(1, 1), 4, 100, 30, 1))
          .plan(Tier.QUICK, basins(Plan.seeds(10, 14), 24, 500, 1500, 4))
          .plan(Tier.FULL, basins(Plan.seeds(10, 20), 36, 500, 3000, 6))
          .build();

  private static Configuration rates(double least, double largest) {
    return Configuration.of("rise", 0.1).with("least rate", least).with("largest rate", largest);
  }

  private static Plan basins(Plan plan, int nets, int examples, int steps, int directions) {
    return plan.with("nets", nets)
        .with("examples", examples)
        .with("steps", steps)
        .with("directions", directions);
  }

  @Override
  public String paper() {
    return "2506.07661";
  }

  @Override
  public String title() {
    return "The Universality Lens: Why Even Highly Over-Parametrized Models Learn Well";
  }

  @Override
  public String overview() {
    return "The paper's learner is a Bayesian mixture with log loss; its regret against a truth is at"
        + " most min over e of [N e + log 1/W(e)], where W(e) is the prior mass of all models within"
        + " a Kullback-Leibler divergence e of the truth. The bound is held against the regret where"
        + " both are exact (Bernoulli models, with copies, singular parameters, and truths outside"
        + " the class), where capacity grows without end (Bayesian linear regression, 50 examples,"
        + " up to 4,000 parameters, beside the interpolation of least norm), and where the prior is"
        + " that of random networks (all 256 Boolean functions of three bits). Langevin dynamics are"
        + " tested against a posterior that is known, and on 500 digits against one solution and an"
        + " ensemble of solutions, every arm tuned by the same number of trials; flat basins and a"
        + " student of the ensemble are measured there, too. The paper has no experiment that we"
        + " know of: all of these are ours.";
  }

  @Override
  public List<Claim> claims() {
    return Stream.of(
            weightAndNotNumber(),
            simpleIsHeavy(),
            capacityDoesNoHarm(),
            langevin(),
            flatnessAndDistillation(),
            settings(),
            beyond(),
            basinsAgain(),
            traps())
        .flatMap(List::stream)
        .toList();
  }

  private List<Claim> weightAndNotNumber() {
    return List.of(
        claim(
            "C1a",
            bernoulli,
            "The expected regret never exceeds the bound: in 13 classes of Bernoulli models, for 10"
                + " to 10,000 draws.",
            "regret <= min over e of [N e + log 1/W(e)]",
            Expectation.exact(
                largest("largest excess", BERNOULLI),
                Interval.atMost(ROUNDING),
                0,
                "the bound, by exact sums")),
        claim(
            "C1b",
            bernoulli,
            "Twenty copies of each model leave the regret as it is.",
            "the number of models plays no part",
            Expectation.exact(
                Contrast.difference("regret at 1000", COPIES_OF_ALL, GRID_HALF),
                rounded(0),
                0,
                "the prior of what the models say is the same; log M grows by 3.0")),
        claim(
            "C1c",
            bernoulli,
            "With one smooth parameter the regret grows by half of log N, truth 0.5.",
            "(d/2) log N",
            Expectation.exact(
                slope(GRID_HALF, 100, 1000),
                Interval.between(0.45, 0.55),
                0,
                "1/2; measured independently 0.496")),
        claim(
            "C1d",
            bernoulli,
            "With one smooth parameter the regret grows by half of log N, truth 0.9.",
            "(d/2) log N",
            Expectation.exact(
                slope(GRID_NINE, 100, 1000),
                Interval.between(0.45, 0.55),
                0,
                "1/2; measured independently 0.494")),
        claim(
            "C1e",
            bernoulli,
            "In the end a finite class costs log 1/w of the truth and no more: 199 models after a"
                + " million draws.",
            "log 1/w(s)",
            Expectation.exact(
                Contrast.metric("regret at 1000000", GRID_HALF),
                Interval.between(Math.log(199) - 0.01, Math.log(199)),
                1e-9,
                "log 199 = 5.293")),
        claim(
            "C1f",
            regression,
            "The regret does not exceed the bound in any of 19 linear regressions: with 10 to 4,000"
                + " parameters and truths of norm 0 to 3.",
            "regret <= min over e of [N e + log 1/W(e)]",
            Expectation.mean(
                new Contrast(
                    "largest regret - bound by the average divergence over %s".formatted(PROBLEMS),
                    PROBLEMS,
                    seed ->
                        PROBLEMS.stream()
                            .mapToDouble(
                                arm ->
                                    seed.metric(arm, "regret")
                                        - seed.metric(arm, "bound by the average divergence"))
                            .max()
                            .orElseThrow()),
                Interval.atMost(0),
                "the bound; that with -log of the prior's mean of exp(-N KL), which is tighter")));
  }

  private List<Claim> simpleIsHeavy() {
    return List.of(
        claim(
            "C2a",
            bernoulli,
            "A larger class is learned faster, if what is added are copies of the truth: 398 models"
                + " of which half say 0.5, against 199.",
            "simplicity is weight",
            Expectation.exact(
                Contrast.difference("regret at 1000", HEAVY_HALF, GRID_HALF),
                Interval.between(-2.22, -2.02),
                0,
                "measured independently 0.604 - 2.724")),
        claim(
            "C2b",
            bernoulli,
            "Truths that are not heavy pay for it: 0.3 against 0.5 where half the prior is on 0.5.",
            "non-uniform regret",
            Expectation.exact(
                Contrast.difference("regret at 1000", HEAVY_THREE, HEAVY_HALF),
                Interval.between(2.8, 3),
                0,
                "measured independently 3.504 - 0.604")),
        claim(
            "C2c",
            regression,
            "Large weights are far from the prior and cost more: norm 3 against norm 0 with 4,000"
                + " parameters, as a factor of the regret.",
            "non-uniform regret",
            Expectation.mean(
                logRatio(problem(4000, 3), problem(4000, 0)),
                Interval.atLeast(Math.log(5)),
                "measured independently 203 / 19.7 = 10.3; five was set before the run")),
        claim(
            "C2d",
            functions,
            "Regret and log 1/w rank the Boolean functions alike: networks of 64 relu units.",
            NO_NUMBER,
            median("rank correlation", RELU_64, Interval.atLeast(0.9))),
        claim(
            "C2e",
            functions,
            "Regret and log 1/w rank the Boolean functions alike: networks of 64 tanh units.",
            NO_NUMBER,
            median("rank correlation", TANH_64, Interval.atLeast(0.9))),
        claim(
            "C2f",
            functions,
            "No function's regret exceeds log 1/w, in any run.",
            "log 1/w(s)",
            Expectation.exact(
                largest("largest excess of a run", List.of(RELU_16, RELU_64, RELU_256, TANH_64)),
                Interval.atMost(0),
                1e-9,
                "the mixture is at least w(f) P_f, on every sequence")),
        claim(
            "C2g",
            functions,
            "No function's mean regret exceeds the bound by more than four standard errors.",
            "regret <= min over e of [N e + log 1/W(e)]",
            Expectation.exact(
                largest("functions above the bound", List.of(RELU_16, RELU_64, RELU_256, TANH_64)),
                Interval.atMost(0),
                0,
                "the bound; four standard errors, as 256 functions are looked at in many trials")),
        claim(
            "C2h",
            functions,
            "Simple functions are predicted where nothing was seen: constants and single inputs cost"
                + " at most half of log 2 on the unseen half of the inputs.",
            NO_NUMBER,
            Expectation.median(
                Contrast.metric("unseen loss of simple functions", RELU_64),
                Interval.atMost(Math.log(2) / 2),
                "half of what a guess costs; set before the run, without a pilot")),
        claim(
            "C2i",
            functions,
            "Where all functions weigh the same nothing is learned of what was not seen.",
            "no generalization from a uniform prior",
            Expectation.exact(
                Contrast.metric("unseen loss of simple functions", UNIFORM),
                rounded(Math.log(2)),
                0,
                "log 2: half of the functions that are left say either")),
        claim(
            "C2j",
            functions,
            "Where all functions weigh the same each of them costs 8 log 2.",
            "log M",
            Expectation.median(
                Contrast.metric("mean regret", UNIFORM),
                Interval.between(8 * Math.log(2) - 0.05, 8 * Math.log(2)),
                "5.545 when the 128 examples have told all eight values in spite of flips")));
  }

  private List<Claim> capacityDoesNoHarm() {
    List<Claim> claims = new ArrayList<>();
    for (int i = 0; i < NORMS.length; i++) {
      double norm = NORMS[i];
      claims.add(
          claim(
              "C3" + (char) ('a' + i),
              regression,
              "Four times the parameters leave the regret as it is: 4,000 against 1,000, true norm %s."
                  .formatted(norm),
              "the mixture does not overfit",
              Expectation.mean(
                  logRatio(problem(4000, norm), problem(1000, norm)),
                  Interval.between(Math.log(0.9), Math.log(1.1)),
                  "measured independently a factor of 1.02, 0.96, 1.03 and 1.07, within its error")));
    }
    claims.add(
        claim(
            "C3e",
            regression,
            "Forty times the parameters cost a quarter more at most: 4,000 against 100, true norm 1.",
            "the mixture does not overfit",
            Expectation.mean(
                logRatio(problem(4000, 1), problem(100, 1)),
                Interval.between(0, Math.log(1.25)),
                "measured independently a factor of 1.16")));
    claims.add(
        claim(
            "C3f",
            regression,
            "One solution does overfit: with as many parameters as examples the interpolation of"
                + " least norm predicts at least ten times worse than the mixture.",
            "the mixture, not one interpolating solution",
            Expectation.median(
                difference(INTERPOLATION, "log excess of the next prediction", problem(50, 1)),
                Interval.atLeast(Math.log(10)),
                "its variance has no mean at d = n; ten was set before the run")));
    claims.add(
        claim(
            "C3g",
            functions,
            "Sixteen times the width leaves the regret of simple functions as it is: 256 against 16"
                + " relu units.",
            "the class grows and the regret does not",
            Expectation.median(
                Contrast.logRatio("regret of simple functions", RELU_256, RELU_16),
                Interval.between(Math.log(0.8), Math.log(1.25)),
                "the prior of wide networks has a limit; a quarter is the smallest difference that"
                    + " matters")));
    claims.add(
        claim(
            "C3h",
            functions,
            "Sixteen times the width leaves the weight of simple functions as it is.",
            "the prior keeps its mass near simple hypotheses",
            Expectation.median(
                Contrast.logRatio("weight of simple functions", RELU_256, RELU_16),
                Interval.between(Math.log(0.8), Math.log(1.25)),
                "as for their regret")));
    return claims;
  }

  private List<Claim> langevin() {
    String variance = "variance over the posterior's";
    return List.of(
        claim(
            "C4a",
            chains,
            "With a small step, Langevin dynamics sample the posterior: their variance.",
            "SGD with Langevin noise samples the posterior",
            Expectation.mean(
                Contrast.metric(variance, SMALL_STEP),
                Interval.between(0.93, 1.07),
                "the step's own bias is 1 / (1 - h a / 4), at most 1.013")),
        claim(
            "C4b",
            chains,
            "With a small step, Langevin dynamics sample the posterior: their mean, in standard"
                + " deviations.",
            "SGD with Langevin noise samples the posterior",
            Expectation.mean(
                Contrast.metric("error of the mean in deviations", SMALL_STEP),
                Interval.atMost(0.1),
                "the mean of the dynamics is the posterior's; 64 chains of at least 20 independent"
                    + " samples give about 0.03")),
        claim(
            "C4c",
            digits,
            "On 500 digits, 20 samples of one chain predict better than one solution of SGD, in log"
                + " loss.",
            "ensembles of such samples approximate the mixture",
            Expectation.mean(
                Contrast.difference("test loss", CHAIN, SINGLE),
                Interval.atMost(0),
                "the claim; both arms are tuned by as many trials")),
        claim(
            "C4d",
            digits,
            "The average of the samples' probabilities predicts better than the samples do on"
                + " average, at every seed and every temperature.",
            "the mixture, not one sample",
            Expectation.exact(
                smallest("gain of averaging", List.of(CHAIN, COLD, COLDEST, DEEP)),
                Interval.atLeast(0),
                1e-9,
                "Jensen's inequality: an identity, which a wrong average would break")),
        claim(
            "C4e",
            digits,
            "So does an ensemble of 20 solutions of SGD: better than one solution.",
            "general knowledge of deep ensembles",
            Expectation.mean(
                Contrast.difference("test loss", DEEP, SINGLE),
                Interval.atMost(0),
                "Jensen's inequality but for the tuning")));
  }

  private List<Claim> flatnessAndDistillation() {
    String student = "log student loss over the ensemble's";
    return List.of(
        claim(
            "C5a",
            basins,
            "Among solutions of one training set, wide basins do not go with larger test losses.",
            "consistent with flat minima",
            Expectation.mean(
                Contrast.metric("rank correlation of radius and test loss", BASINS),
                Interval.atMost(0),
                "the sign that the paper's view needs; no size was promised")),
        claim(
            "C5b",
            digits,
            "One network taught by the samples' probabilities, without labels, comes within 5 % of"
                + " their log loss.",
            "a simple student can represent the mixture",
            Expectation.mean(
                Contrast.metric(student, CHAIN),
                Interval.atMost(Math.log(1.05)),
                "5 % was set before the run")),
        claim(
            "C5c",
            digits,
            "One network taught by 20 solutions of SGD comes within 5 % of their log loss.",
            "a simple student can represent the mixture",
            Expectation.mean(
                Contrast.metric(student, DEEP),
                Interval.atMost(Math.log(1.05)),
                "5 % was set before the run")));
  }

  private List<Claim> settings() {
    return List.of(
        claim(
            "C6a",
            bernoulli,
            "Batch: the expected divergence of the next prediction is at most Reg_N / N, in all 13"
                + " classes.",
            "online to batch",
            Expectation.exact(
                largest("largest batch ratio", BERNOULLI),
                Interval.atMost(1),
                1e-6,
                "it holds for a random stopping time, and so it should where every prediction is"
                    + " better than the one before")),
        claim(
            "C6b",
            regression,
            "Supervised batch: the 51st prediction costs at most a 50th of the regret, 100"
                + " parameters.",
            "online to batch, supervised",
            Expectation.mean(
                new Contrast(
                    "excess of the next prediction - regret / 50 of [%s]"
                        .formatted(problem(100, 1)),
                    List.of(problem(100, 1)),
                    seed ->
                        seed.metric(problem(100, 1), "excess of the next prediction")
                            - seed.metric(problem(100, 1), "regret") / 50),
                Interval.atMost(0),
                "predictions improve with examples")),
        claim(
            "C6c",
            bernoulli,
            "Batch, where the truth is in the class and 100 or more were drawn: the expected divergence"
                + " of the next prediction is at most Reg_N / N, in 11 classes.",
            "online to batch",
            Expectation.exact(
                largest("largest batch ratio from 100 draws", WELL_SPECIFIED),
                Interval.atMost(1),
                1e-6,
                "written after C6a had been run and contradicted: where the prior's mean is the truth"
                    + " the first prediction is perfect and the tenth is not")));
  }

  private List<Claim> beyond() {
    String variance = "log variance over theory";
    String lambda = "lambda log N, lambda the real log canonical threshold (general knowledge)";
    String euler = "1 / (1 - h a / 4) of the posterior's variance";
    return List.of(
        stress(
            "S1",
            bernoulli,
            "A singular parameter costs less than a regular one: a squared at its zero, 1/4 of log N.",
            lambda,
            Expectation.exact(
                slope(SQUARE, 1000, 10_000), Interval.between(0.24, 0.26), 0, "lambda = 1/4")),
        stress(
            "S2",
            bernoulli,
            "A singular parameter costs less than a regular one: a cubed at its zero, 1/6 of log N.",
            lambda,
            Expectation.exact(
                slope(CUBE, 1000, 10_000), Interval.between(0.16, 0.175), 0, "lambda = 1/6")),
        stress(
            "S3",
            bernoulli,
            "Two parameters at their singularity, a times b, cost less than one regular parameter,"
                + " and far less than the log N of two.",
            lambda,
            Expectation.exact(
                difference(slope(PRODUCT, 1000, 10_000), slope(LINE, 1000, 10_000)),
                Interval.between(-0.25, -0.05),
                0,
                "lambda = 1/2, less log log N; an independent sum gave 0.376 against 0.500")),
        stress(
            "S4",
            functions,
            "Regret and log 1/w rank the functions alike with few examples, too: 8.",
            OURS,
            median("rank correlation", FEW, Interval.atLeast(0.9))),
        stress(
            "S5",
            functions,
            "Regret and log 1/w rank the functions alike with many examples, too: 128.",
            OURS,
            median("rank correlation", MANY, Interval.atLeast(0.9))),
        stress(
            "S6",
            chains,
            "The step's bias is that of theory at a middle step, 0.2.",
            euler,
            within5Percent(variance, MIDDLE_STEP)),
        stress(
            "S7",
            chains,
            "The step's bias is that of theory at a large step, 0.8.",
            euler,
            within5Percent(variance, LARGE_STEP)),
        stress(
            "S8",
            digits,
            "20 samples of one chain predict as well as 20 solutions of SGD, within 0.05 nats.",
            OURS,
            Expectation.mean(
                Contrast.difference("test loss", CHAIN, DEEP),
                Interval.between(-0.05, 0.05),
                "a twentieth of a nat is the smallest difference that matters")),
        stress(
            "S9",
            functions,
            "Regret and log 1/w of narrow and wide networks agree with each other: the width makes"
                + " no difference to the rank correlation.",
            OURS,
            Expectation.median(
                Contrast.difference("rank correlation", RELU_256, RELU_16),
                Interval.between(-0.05, 0.05),
                "a twentieth is the smallest difference that matters")),
        stress(
            "S10",
            regression,
            "With 4,000 parameters the regret is that of infinitely many, within 5 %.",
            OURS,
            Expectation.mean(
                new Contrast(
                    "log(regret / regret with infinitely many parameters) of [%s]"
                        .formatted(problem(4000, 1)),
                    List.of(problem(4000, 1)),
                    seed ->
                        Math.log(
                            seed.metric(problem(4000, 1), "regret")
                                / seed.metric(
                                    problem(4000, 1), "regret with infinitely many parameters"))),
                Interval.between(Math.log(0.95), Math.log(1.05)),
                "the limit in closed form, 40.2, against a measured 41.4")),
        stress(
            "S11",
            regression,
            "The interpolation is worst where parameters equal examples: at least twice as bad as at"
                + " half and at twice as many.",
            "double descent (general knowledge)",
            Expectation.median(
                new Contrast(
                    "log excess of the interpolation of [%s] - the larger of [%s] and [%s]"
                        .formatted(problem(50, 1), problem(25, 1), problem(100, 1)),
                    List.of(problem(50, 1), problem(25, 1), problem(100, 1)),
                    seed ->
                        seed.metric(problem(50, 1), INTERPOLATION)
                            - Math.max(
                                seed.metric(problem(25, 1), INTERPOLATION),
                                seed.metric(problem(100, 1), INTERPOLATION))),
                Interval.atLeast(Math.log(2)),
                "its variance has no mean at d = n")));
  }

  /** C5a again, where what it was contradicted by plays no part. */
  private List<Claim> basinsAgain() {
    return List.of(
        stress(
            "S12",
            basins,
            "Among solutions of one rate, wide basins do not go with larger test losses.",
            "consistent with flat minima",
            Expectation.mean(
                Contrast.metric("rank correlation of radius and test loss", ONE_RATE),
                Interval.atMost(0),
                "written after C5a had been run and contradicted: there the radius followed the rate"
                    + " (a rank correlation of 0.95)")),
        stress(
            "S13",
            basins,
            "Measured in units of the solution's own norm, wide basins do not go with larger test"
                + " losses.",
            "consistent with flat minima",
            Expectation.mean(
                Contrast.metric("rank correlation of relative radius and test loss", BASINS),
                Interval.atMost(0),
                "written after C5a had been run and contradicted: a radius grows with the weights it"
                    + " is measured among (Dinh et al. 2017)")));
  }

  private static Expectation within5Percent(String logRatio, String arm) {
    return Expectation.mean(
        Contrast.metric(logRatio, arm),
        Interval.between(Math.log(0.95), Math.log(1.05)),
        "the formula; 5 % is the smallest difference that matters");
  }

  private List<Claim> traps() {
    return List.of(
        stress(
            "T1",
            bernoulli,
            "With the divergence the wrong way round the bound does not hold: models 0.01 and 0.99,"
                + " truth 0.5.",
            "KL from the truth to the model",
            Expectation.exact(
                difference("regret at 100", "reversed bound at 100", EXTREMES),
                Interval.atLeast(10),
                0,
                "an independent sum gave 143.8 against 64.4")),
        stress(
            "T2",
            bernoulli,
            "An even prior is one of a parametrization: models even in the logit cost more at 0.5 by"
                + " the logarithm of the ratio of densities.",
            OURS,
            Expectation.exact(
                Contrast.difference("regret at 1000", LOGITS, GRID_HALF),
                Interval.between(0.9, 1.05),
                0,
                "log(1.0101 / 0.3779) = 0.983")),
        stress(
            "T3",
            bernoulli,
            "The bound says nothing of a single model: that of largest posterior exceeds it by two"
                + " nats.",
            "the mixture, not the most probable model",
            Expectation.exact(
                difference("regret of the most probable model at 1000", "bound at 1000", GRID_HALF),
                Interval.atLeast(2),
                0,
                "an independent sum gave 6.83 against 3.80")),
        stress(
            "T4",
            bernoulli,
            "The bound is on the expectation: single runs exceed it, here about every second.",
            "expected regret",
            Expectation.exact(
                Contrast.metric("share of runs above the bound at 1000", FIVE),
                Interval.between(0.4, 0.6),
                0,
                "where the truth is not in the class the bound is nearly the mean; an independent"
                    + " sum gave 0.457")),
        stress(
            "T5",
            bernoulli,
            "Where the truth is not in the class the regret grows with N, by the least divergence.",
            "misspecification adds an approximation term",
            Expectation.exact(
                new Contrast(
                    "(regret at 10000 - regret at 1000) / 9000 of [%s]".formatted(FIVE),
                    List.of(FIVE),
                    seed ->
                        (seed.metric(FIVE, "regret at 10000") - seed.metric(FIVE, "regret at 1000"))
                            / 9000),
                Interval.between(0.0255, 0.026),
                0,
                "KL(0.2 || 0.3) = 0.02573")),
        stress(
            "T6",
            bernoulli,
            "Models that make the possible impossible are outside every ball and cost their weight"
                + " only.",
            OURS,
            Expectation.exact(
                Contrast.metric("regret at 1000", IMPOSSIBLE),
                rounded(Math.log(3)),
                0,
                "log 3: a third of the weight is left")),
        stress(
            "T7",
            chains,
            "A large step samples too wide: at 0.8 the variance is more than a tenth too large.",
            "constant steps are biased",
            Expectation.mean(
                Contrast.metric("variance over the posterior's", LARGE_STEP),
                Interval.atLeast(1.1),
                "1 / (1 - h a / 4) with h a from about 0.3 to 0.8")),
        stress(
            "T8",
            chains,
            "Batches sample too wide: with a tenth of the examples a step the variance is at least"
                + " three tenths too large, at a step that is good for all examples.",
            "noise of batches is biased",
            Expectation.mean(
                Contrast.metric("variance over the posterior's", BATCHES),
                Interval.atLeast(1.3),
                "(1 + 10 h a / 4) / (1 - h a / 4), about 1.4 over the axes")),
        stress(
            "T9",
            digits,
            "The posterior itself predicts at least as well as one sharpened tenfold: T = 1 against"
                + " T = 0.1.",
            "a naive reading of C4; cold posteriors often win",
            Expectation.mean(
                Contrast.difference("test loss", CHAIN, COLD),
                Interval.atMost(0),
                "what the right posterior should do; it often does not on real networks")),
        stress(
            "T10",
            digits,
            "The posterior itself predicts at least as well as one sharpened a hundredfold: T = 1"
                + " against T = 0.01.",
            "a naive reading of C4; cold posteriors often win",
            Expectation.mean(
                Contrast.difference("test loss", CHAIN, COLDEST),
                Interval.atMost(0),
                "what the right posterior should do; it often does not on real networks")),
        stress(
            "T11",
            functions,
            "Simple functions are paid for by the others: on average over all functions the unseen"
                + " inputs cost more than a guess.",
            "no free lunch",
            Expectation.exact(
                Contrast.metric("unseen loss of all functions", RELU_64),
                Interval.atLeast(Math.log(2)),
                1e-9,
                "the average of -log q over all functions is least where q is uniform")),
        stress(
            "T12",
            regression,
            "The bound by the divergence averaged over inputs explains that the regret saturates, and"
                + " not where: with 4,000 parameters and norm 0 it is at least three times too large.",
            "which divergence the paper takes is unverified",
            Expectation.mean(
                new Contrast(
                    "log(bound by the average divergence / regret) of [%s]"
                        .formatted(problem(4000, 0)),
                    List.of(problem(4000, 0)),
                    seed ->
                        Math.log(
                            seed.metric(problem(4000, 0), "bound by the average divergence")
                                / seed.metric(problem(4000, 0), "regret"))),
                Interval.atLeast(Math.log(3)),
                "2000 log 1.05 = 97.6 against 19.7")));
  }

  /** One number, up to rounding. */
  private static Interval rounded(double value) {
    return Interval.between(value - ROUNDING, value + ROUNDING);
  }

  // Contrasts.

  private static Contrast largest(String metric, List<String> arms) {
    return new Contrast(
        "largest %s over %s".formatted(metric, arms),
        arms,
        seed -> arms.stream().mapToDouble(arm -> seed.metric(arm, metric)).max().orElseThrow());
  }

  private static Contrast smallest(String metric, List<String> arms) {
    return new Contrast(
        "smallest %s over %s".formatted(metric, arms),
        arms,
        seed -> arms.stream().mapToDouble(arm -> seed.metric(arm, metric)).min().orElseThrow());
  }

  /** One metric of an arm less another of it. */
  private static Contrast difference(String metric, String other, String arm) {
    return new Contrast(
        "%s - %s of [%s]".formatted(metric, other, arm),
        List.of(arm),
        seed -> seed.metric(arm, metric) - seed.metric(arm, other));
  }

  private static Contrast difference(Contrast one, Contrast other) {
    return new Contrast(
        "%s - %s".formatted(one.formula(), other.formula()),
        Stream.concat(one.arms().stream(), other.arms().stream()).toList(),
        seed -> one.value().applyAsDouble(seed) - other.value().applyAsDouble(seed));
  }

  /** How the regret grows with log N. */
  private static Contrast slope(String arm, int from, int to) {
    return new Contrast(
        "(regret at %d - regret at %d) / log(%d / %d) of [%s]".formatted(to, from, to, from, arm),
        List.of(arm),
        seed -> (regret(seed, arm, to) - regret(seed, arm, from)) / Math.log((double) to / from));
  }

  private static double regret(SeedOutcomes seed, String arm, int n) {
    return seed.metric(arm, "regret at " + n);
  }

  private static Contrast logRatio(String arm, String baseline) {
    return Contrast.logRatio("regret", arm, baseline);
  }

  private static Expectation median(String metric, String arm, Interval region) {
    return Expectation.median(
        Contrast.metric(metric, arm), region, "0.9 was set before the run, without a pilot");
  }

  private static Claim claim(
      String id, Study study, String statement, String paperSays, Expectation expectation) {
    return new Claim(id, statement, paperSays, THEORY, Scale.MECHANISM, study, expectation);
  }

  private static Claim stress(
      String id, Study study, String statement, String paperSays, Expectation expectation) {
    return new Claim(id, statement, paperSays, "ours", Scale.MECHANISM, study, expectation);
  }

  @Override
  public List<Figure> figures() {
    double[] draws = {10, 100, 1000, 10_000};
    List<String> regrets =
        List.of("regret at 10", "regret at 100", "regret at 1000", "regret at 10000");
    List<String> bounds = List.of("bound at 10", "bound at 100", "bound at 1000", "bound at 10000");
    Figure bernoulliFigure =
        Figure.of("Regret of the mixture and its bound", bernoulli).x("draws N").logX().y("nats");
    for (String arm : List.of(GRID_HALF, HEAVY_HALF, HEAVY_THREE, SQUARE)) {
      bernoulliFigure
          .measured(arm, Figure.within(arm, draws, regrets))
          .theory(arm + ": bound", Figure.within(arm, draws, bounds));
    }
    Figure capacity =
        Figure.of("Regret over capacity: 50 examples of a linear model", regression)
            .x("parameters d")
            .logX()
            .y("regret in nats")
            .logY();
    for (double norm : NORMS) {
      List<String> arms = problems(norm);
      String name = "true norm " + Numbers.text(norm);
      capacity
          .measured(name, Figure.over("d", "regret", arms))
          .theory(
              name + ": d without end",
              Figure.over("d", "regret with infinitely many parameters", arms));
    }
    List<String> ofNorm1 = problems(1);
    return List.of(
        bernoulliFigure,
        capacity,
        Figure.of("The next prediction of the mixture and of one solution", regression)
            .x("parameters d")
            .logX()
            .y("log of the excess log loss")
            .measured("mixture", Figure.over("d", "log excess of the next prediction", ofNorm1))
            .measured("interpolation of least norm", Figure.over("d", INTERPOLATION, ofNorm1)),
        Figure.of("The step's bias in Langevin dynamics", chains)
            .x("step times the largest precision")
            .y("variance over the posterior's")
            .measured("all examples", overStep("variance over the posterior's"))
            .theory("1 / (1 - h a / 4)", overStep("variance over the posterior's in theory")));
  }

  private static Figure.Points overStep(String metric) {
    return Figure.over("stability", metric, List.of(SMALL_STEP, MIDDLE_STEP, LARGE_STEP));
  }

  @Override
  public List<String> differences() {
    return List.of(
        "Only the abstract and front matter were at hand. The bound is the standard one that they"
            + " describe, re-derived; the paper's constants, theorem numbers and examples are"
            + " unverified.",
        "The paper reports no experiment that we know of; every setting here is ours, and each shows"
            + " the effect behind a claim, not a number of the paper's.",
        "Continuous parameters are replaced by 501 cells on each side of the truth.",
        "The prior over Boolean functions is drawn, a million outputs of 20,000 hidden layers"
            + " (50,000 in the FULL tier), and half a count is added to each function; the mixture over"
            + " that prior is exact.",
        "The digits are 8 x 8 and the network has 2,410 parameters. Chains take batches of 100 of 500"
            + " examples, constant steps and no preconditioning, so that they are biased (T7, T8); the"
            + " step and the deviation of the prior are tuned for each arm by as many trials.",
        "Weight near a solution is measured as the radius at which the training loss has risen by 0.1"
            + " along random directions: a measure of ours.",
        "C6c, S12 and S13 were written after the first run, in answer to what it contradicted.",
        "The SMOKE tier is too short for any claim about a mean or a median.");
  }

  @Override
  public List<String> untested() {
    return List.of(
        "Statements about transformers and other large models: nothing of that size is trained here.",
        "Real log canonical thresholds of networks: S1 to S3 show the effect where they are known.");
  }
}
