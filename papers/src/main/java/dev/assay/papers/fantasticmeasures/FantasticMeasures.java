package dev.assay.papers.fantasticmeasures;

import static dev.assay.methods.GeneralizationMeasure.*;

import dev.assay.data.Datasets;
import dev.assay.lab.Claim;
import dev.assay.lab.Configuration;
import dev.assay.lab.Contrast;
import dev.assay.lab.Expectation;
import dev.assay.lab.Interval;
import dev.assay.lab.Numbers;
import dev.assay.lab.Plan;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Scale;
import dev.assay.lab.SeedOutcomes;
import dev.assay.lab.Study;
import dev.assay.lab.Tier;
import dev.assay.lab.report.Figure;
import dev.assay.methods.GeneralizationMeasure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Gastpar, Nachum, Shafer and Weinberger, "Fantastic Generalization Measures are Nowhere to be
 * Found", arXiv 2309.13658.
 *
 * <p>No bound on the loss that is computed from sample and hypothesis is tight for all algorithms
 * and distributions where there are too few examples to learn; one that may know the algorithm is
 * not either, where that is accurate on some of them. The proofs rest on twin worlds in which
 * sample and hypothesis are equally likely and the loss is not; these are run here. What the paper
 * quotes of Jiang et al. (arXiv 1912.02178) on the measures in use is run on a grid of small
 * networks.
 *
 * <p>Claims C1 are of bounds that see sample and hypothesis, C2 of those that know the algorithm,
 * C3 are the quoted ones; S1 to S9 go beyond them, T1 to T5 are controls and traps. The regions
 * were written before the runs, from the constructions and from an independent measurement.
 */
public final class FantasticMeasures implements Reproduction {
  private static final String KIND = "loss in the kind world";
  private static final String INDIFFERENT = "loss in the indifferent world";
  private static final String LOGISTIC = "AUC of the logistic regression";
  private static final String PERCEPTRON = "AUC of the perceptron";
  private static final String BEST = "worst error of the best estimate";
  private static final String BEST_SHARE = "worst share of errors of the best estimate";

  // Twin worlds for bounds that see sample and hypothesis.

  private static final int[] POINTS = {64, 256, 1024};
  private static final double[] RATIOS = {0.1, 0.25, 0.5};
  private static final List<String> MEMORIZING =
      Arrays.stream(POINTS)
          .boxed()
          .flatMap(d -> Arrays.stream(RATIOS).mapToObj(ratio -> memorizing(d, ratio)))
          .toList();
  private static final String ENOUGH = memorizing(64, 8);

  private final Study memorizing = memorizing();

  private static Study memorizing() {
    Study.Builder study = Study.of("fantastic-memorizing", 1).workload(MemorizingWorlds::run);
    for (int d : POINTS) {
      for (double ratio : RATIOS) {
        study.arm(memorizing(d, ratio), Configuration.of("d", d).with("ratio", ratio));
      }
    }
    return study
        .arm(ENOUGH, Configuration.of("d", 64).with("ratio", 8))
        .plan(Tier.SMOKE, Plan.seeds(1, 1).with("draws", 100).with("learner steps", 20))
        .plan(Tier.QUICK, Plan.seeds(10, 15).with("draws", 2000).with("learner steps", 150))
        .plan(Tier.FULL, Plan.seeds(10, 15).with("draws", 5000).with("learner steps", 500))
        .build();
  }

  private static String memorizing(int d, double ratio) {
    return "%d points and %s examples each".formatted(d, Numbers.text(ratio));
  }

  // Twin worlds for bounds that know the algorithm, too.

  private static final int[] FIELDS = {2, 3, 5, 7};
  private static final int[] SUBSPACES = {8, 16, 32};
  private static final List<String> SUBSPACE =
      Arrays.stream(FIELDS)
          .boxed()
          .flatMap(q -> Arrays.stream(SUBSPACES).mapToObj(n -> subspace(q, n)))
          .toList();
  private static final String BIASED = "q = 3 and n = 16 and bias 1";
  private static final String HALF_BIASED = "q = 3 and n = 16 and bias 0.5";
  private static final String UNBIASED = "q = 3 and n = 16 and bias 0";
  private static final String DETERMINED = "q = 2 and n = 16 and 58 examples";

  private final Study subspaces = subspaces();

  private static Study subspaces() {
    Study.Builder study = Study.of("fantastic-subspaces", 1).workload(SubspaceWorlds::run);
    for (int q : FIELDS) {
      for (int n : SUBSPACES) {
        study.arm(subspace(q, n), linear(q, n).with("only biased", true));
      }
    }
    return study
        .arm(BIASED, linear(3, 16).with("only biased", false))
        .arm(HALF_BIASED, linear(3, 16).with("only biased", false).with("bias", 0.5))
        .arm(UNBIASED, linear(3, 16).with("only biased", false).with("bias", 0))
        .arm(DETERMINED, linear(2, 16).with("only biased", false).with("examples", 58))
        .plan(Tier.SMOKE, Plan.seeds(1, 1).with("draws", 100).with("learner steps", 20))
        .plan(Tier.QUICK, Plan.seeds(10, 15).with("draws", 1000).with("learner steps", 150))
        .plan(Tier.FULL, Plan.seeds(10, 15).with("draws", 3000).with("learner steps", 500))
        .build();
  }

  private static String subspace(int q, int n) {
    return "q = %d and n = %d".formatted(q, n);
  }

  private static Configuration linear(int q, int n) {
    return Configuration.of("q", q).with("n", n).with("examples", n).with("bias", 1);
  }

  // The measures in use, on a grid of 81 perceptrons.

  private static final String GRID = "81 perceptrons";

  private final Study grid =
      Study.of("fantastic-grid", 2)
          .workload(new MeasureGrid())
          .data("fashion-mnist", Datasets.fashionMnist().checksum())
          .data("digits", Datasets.digits().checksum())
          .arm(GRID, Configuration.empty())
          .plan(
              Tier.SMOKE,
              training(Plan.seeds(1, 1), "digits", 100, 0.5)
                  .with("levels", 2)
                  .with("steps", 60)
                  .with("noisy networks", 2))
          .plan(
              Tier.QUICK,
              training(Plan.seeds(8, 8), "fashion-mnist", 300, 0.05)
                  .with("noisy images", 250)
                  .with("climbed images", 100)
                  .with("levels", 3)
                  .with("steps", 1000)
                  .with("noisy networks", 3))
          .plan(
              Tier.FULL,
              training(Plan.seeds(10, 10), "fashion-mnist", 1000, 0.05)
                  .with("levels", 3)
                  .with("steps", 3000)
                  .with("noisy networks", 10))
          .build();

  private static Plan training(Plan plan, String data, int examples, double target) {
    return plan.with("data", data)
        .with("examples", examples)
        .with("target", target)
        .with("noisy images", 500)
        .with("climbed images", 200);
  }

  private static final String CLEAN = "labels as they are";
  private static final String HALF_NOISE = "half of the labels random";
  private static final String ALL_NOISE = "all labels random";

  private final Study noise =
      Study.of("fantastic-noise", 2)
          .workload(new NoisyLabels())
          .data("fashion-mnist", Datasets.fashionMnist().checksum())
          .data("digits", Datasets.digits().checksum())
          .arm(CLEAN, Configuration.of("noise", 0))
          .arm(HALF_NOISE, Configuration.of("noise", 0.5))
          .arm(ALL_NOISE, Configuration.of("noise", 1))
          .plan(
              Tier.SMOKE,
              training(Plan.seeds(1, 1), "digits", 100, 0.5)
                  .with("noisy steps", 40)
                  .with("noisy networks", 2))
          .plan(
              Tier.QUICK,
              training(Plan.seeds(10, 15), "fashion-mnist", 1000, 0.05)
                  .with("noisy steps", 9_600)
                  .with("noisy networks", 5))
          .plan(
              Tier.FULL,
              training(Plan.seeds(10, 30), "fashion-mnist", 2000, 0.05)
                  .with("noisy steps", 32_000)
                  .with("noisy networks", 10))
          .build();

  // Groups of measures.

  /** What stands in a theorem as a bound, its constants left out. */
  private static final List<GeneralizationMeasure> BOUNDS =
      List.of(
          PARAMETERS,
          SPECTRAL_ORIG_MAIN,
          FROBENIUS_PRODUCT_OVER_MARGIN,
          PATH_NORM_OVER_MARGIN,
          PAC_BAYES_INIT,
          PAC_BAYES_ORIG,
          PAC_BAYES_MAGNITUDE_INIT,
          PAC_BAYES_MAGNITUDE_ORIG);

  private static final List<GeneralizationMeasure> NORM_PRODUCTS =
      List.of(
          SPECTRAL_INIT_MAIN,
          SPECTRAL_ORIG_MAIN,
          SPECTRAL_PRODUCT_OVER_MARGIN,
          SPECTRAL_PRODUCT,
          SPECTRAL_SUM_OVER_MARGIN,
          SPECTRAL_SUM,
          FROBENIUS_PRODUCT_OVER_MARGIN,
          FROBENIUS_PRODUCT,
          FROBENIUS_SUM_OVER_MARGIN,
          FROBENIUS_SUM);

  private static final List<GeneralizationMeasure> NORMS =
      Stream.concat(
              NORM_PRODUCTS.stream(),
              Stream.of(
                  FROBENIUS_OVER_SPECTRAL,
                  FROBENIUS_DISTANCE,
                  SPECTRAL_DISTANCE,
                  PARAMETER_NORM,
                  PATH_NORM_OVER_MARGIN,
                  PATH_NORM))
          .toList();

  private static final List<GeneralizationMeasure> ASCENTS =
      List.of(SHARPNESS_INIT, SHARPNESS_ORIG, SHARPNESS_FLATNESS, SHARPNESS_MAGNITUDE_FLATNESS);

  /** The 24 without the slip and those of ascent, which came later. */
  private static final List<GeneralizationMeasure> MEASURES =
      Arrays.stream(GeneralizationMeasure.values())
          .filter(measure -> measure != PAC_BAYES_INIT_WITH_SLIP && !ASCENTS.contains(measure))
          .toList();

  private static final List<GeneralizationMeasure> ALL =
      Stream.concat(MEASURES.stream(), ASCENTS.stream()).toList();

  @Override
  public String paper() {
    return "2309.13658";
  }

  @Override
  public String title() {
    return "Fantastic Generalization Measures are Nowhere to be Found";
  }

  @Override
  public String overview() {
    return "Where there are too few examples to learn, no bound on the loss can be tight everywhere:"
        + " the same sample and the same hypothesis occur in two worlds, and are right in one and wrong"
        + " in the other. The two constructions behind the theorems are drawn from exactly: all"
        + " labelings of up to 1,024 points, for bounds that see sample and hypothesis; and linear"
        + " functions over finite fields with one fixed algorithm, which is excellent on a subspace,"
        + " for bounds that know the algorithm. A battery of estimates and two trained learners try to"
        + " tell the worlds apart and to say the loss in both. The theorems speak of every bound, which"
        + " no run can try: what is shown is the equality of laws, by a finite battery. The measures in"
        + " use (28 of Jiang et al.) are then computed for 81 perceptrons on Fashion-MNIST, ranked by"
        + " the protocol of Jiang et al. and by that of Dziugaite et al. \"Too few examples to learn\""
        + " is the paper's meaning of over-parameterized, not more parameters than examples; and a"
        + " vacuous bound is not a wrong one.";
  }

  @Override
  public List<Claim> claims() {
    return Stream.of(sampleAndHypothesis(), algorithm(), inUse(), beyond(), traps())
        .flatMap(List::stream)
        .toList();
  }

  private List<Claim> sampleAndHypothesis() {
    String theorem = "Theorems 1 and 2";
    return List.of(
        claim(
            "C1a",
            memorizing,
            "In the kind world the hypothesis is right, in all nine sizes.",
            "loss 0",
            theorem,
            Scale.PAPER,
            exact(KIND, MEMORIZING, Interval.between(0, 0))),
        claim(
            "C1b",
            memorizing,
            "In the indifferent world the same hypothesis errs on half of what was not seen, in all"
                + " nine sizes.",
            "loss about (1 - 1/d)^n / 2",
            theorem,
            Scale.PAPER,
            Expectation.mean(
                largestSize("loss less half of the unseen share", MEMORIZING),
                Interval.between(0, 0.005),
                "the construction; measured independently 0.3894 against 0.3892")),
        claim(
            "C1c",
            memorizing,
            "A logistic regression on sample and hypothesis cannot tell the worlds apart.",
            "the same law",
            theorem,
            Scale.PAPER,
            Expectation.mean(
                average(LOGISTIC, MEMORIZING),
                Interval.between(0.48, 0.52),
                "1/2; an AUC of 1,000 draws each has a standard error of 0.013, of nine 0.004")),
        claim(
            "C1d",
            memorizing,
            "A perceptron on sample and hypothesis cannot tell the worlds apart.",
            "the same law",
            theorem,
            Scale.PAPER,
            Expectation.mean(
                average(PERCEPTRON, MEMORIZING), Interval.between(0.48, 0.52), "1/2, as C1c")),
        claim(
            "C1e",
            memorizing,
            "No estimate in the battery is closer, in the world that is worse for it, than the"
                + " constant: a quarter of the unseen share, in any of nine sizes.",
            "no bound is uniformly tight",
            theorem,
            Scale.PAPER,
            Expectation.mean(
                smallest(BEST + " over a quarter of the unseen share", MEMORIZING),
                Interval.atLeast(0.95),
                "the midpoint of two equally likely values; less the noise of a mean")),
        claim(
            "C1f",
            memorizing,
            "Every estimate in the battery is off by nine tenths of that at least every second time"
                + " in one of the worlds.",
            "off by u/4 with probability 1/2 - o(1)",
            theorem,
            Scale.PAPER,
            Expectation.mean(
                smallest(BEST_SHARE, MEMORIZING),
                Interval.atLeast(0.5),
                "no estimate is near both values")),
        claim(
            "C1g",
            noise,
            "A real network: one trained on images, in a second population that agrees with its sample"
                + " and has random labels elsewhere, errs by far more, and every measure says the same.",
            "one pair of sample and hypothesis, two losses",
            "our demonstration of Theorem 2",
            Scale.MECHANISM,
            Expectation.mean(
                difference("loss in the second population", "loss in the first population", CLEAN),
                Interval.between(0.6, 0.9),
                "0.9 less what the network errs by on images, 0.1 to 0.25 at this size")));
  }

  private List<Claim> algorithm() {
    String theorem = "Theorems 4 and 5";
    return List.of(
        claim(
            "C2a",
            subspaces,
            "In the kind world the biased algorithm is right, in twelve sizes: fields of 2 to 7"
                + " elements, subspaces of 8 to 32 dimensions.",
            "loss 0",
            theorem,
            Scale.PAPER,
            exact(KIND, SUBSPACE, Interval.between(0, 0))),
        claim(
            "C2b",
            subspaces,
            "In the indifferent world the same algorithm errs as much as a guess, in twelve sizes.",
            "loss 1 - 1/q",
            theorem,
            Scale.PAPER,
            Expectation.mean(
                largestSize("loss in the indifferent world less 1 - 1/q", SUBSPACE),
                Interval.between(0, 0.005),
                "the construction; measured independently 0.498 against 0.5")),
        claim(
            "C2c",
            subspaces,
            "The samples for which that is so are as frequent as the product formula says.",
            "prod over i of (1 - q^-i)",
            theorem,
            Scale.PAPER,
            Expectation.mean(
                average("share of non-singular samples less the formula", SUBSPACE),
                Interval.between(-0.01, 0.01),
                "measured independently 27.5 % against 28.9 % in 1,500 draws")),
        claim(
            "C2d",
            subspaces,
            "On these samples a logistic regression on hypothesis and labels cannot tell the worlds"
                + " apart.",
            "the same law",
            theorem,
            Scale.PAPER,
            Expectation.mean(
                average(LOGISTIC, SUBSPACE),
                Interval.between(0.48, 0.52),
                "1/2; twelve AUCs of 150 to 400 draws each have a standard error of 0.009")),
        claim(
            "C2e",
            subspaces,
            "On these samples a perceptron cannot tell the worlds apart.",
            "the same law",
            theorem,
            Scale.PAPER,
            Expectation.mean(
                average(PERCEPTRON, SUBSPACE), Interval.between(0.48, 0.52), "1/2, as C2d")),
        claim(
            "C2f",
            subspaces,
            "On these samples every estimate in the battery is off by half of the loss of a guess at"
                + " least every second time in one of the worlds.",
            "off by (1 - 1/q) / 2 with probability 1/2",
            theorem,
            Scale.PAPER,
            Expectation.mean(
                smallest(BEST_SHARE, SUBSPACE),
                Interval.atLeast(0.5),
                "no estimate is nearer than half to both 0 and 1 - 1/q")),
        claim(
            "C2g",
            subspaces,
            "The trade-off: what the bias gains where it fits is lost in what can be known, one half for"
                + " one; full bias.",
            "accurate on some distributions, so inestimable on all",
            "Theorem 3",
            Scale.PAPER,
            Expectation.mean(
                errorOverGain(BIASED),
                Interval.atLeast(0.45),
                "one half by the construction, the algorithm's own choice being seen")),
        claim(
            "C2h",
            subspaces,
            "The trade-off at half the bias: half the gain, half of what cannot be known.",
            "accurate on some distributions, so inestimable on all",
            "Theorem 3",
            Scale.PAPER,
            Expectation.mean(errorOverGain(HALF_BIASED), Interval.atLeast(0.45), "as C2g")),
        claim(
            "C2i",
            subspaces,
            "The other end: an algorithm without bias errs like a guess in both worlds, and that can be"
                + " known.",
            "estimable and useless",
            "Theorem 3",
            Scale.PAPER,
            Expectation.mean(
                Contrast.metric(BEST, UNBIASED),
                Interval.atMost(0.01),
                "its loss is 1 - 1/q in both worlds")));
  }

  private List<Claim> inUse() {
    List<Claim> claims = new ArrayList<>();
    claims.add(
        quoted(
            "C3a",
            "As a number, every bound in use is above 1 on most networks: the eight looked at.",
            Expectation.median(
                smallest(BOUNDS, measure -> "share above 1: " + measure.label(), "share above 1"),
                Interval.atLeast(0.5),
                "none of a dozen bounds was found to be tight; constants are left out")));
    for (int i = 0; i < BOUNDS.size(); i++) {
      GeneralizationMeasure bound = BOUNDS.get(i);
      claims.add(
          quoted(
              "C3" + (char) ('b' + i),
              "As a number, this bound is above 1 on most networks: %s (equation %d)."
                  .formatted(bound.label(), bound.equation()),
              Expectation.median(
                  Contrast.metric("share above 1: " + bound.label(), GRID),
                  Interval.atLeast(0.5),
                  "as C3a")));
    }
    claims.add(
        quoted(
            "C3j",
            "Several measures made of norms rank the networks the wrong way: at least three of 16.",
            Expectation.median(
                new Contrast(
                    "number of norm measures with a negative tau",
                    List.of(GRID),
                    seed ->
                        NORMS.stream().filter(measure -> of(seed, "tau: ", measure) < 0).count()),
                Interval.atLeast(3),
                "several; three was set before the run")));
    claims.add(
        quoted(
            "C3k",
            "At least one product or sum of norms ranks networks of different width or depth clearly the"
                + " wrong way.",
            Expectation.median(
                new Contrast(
                    "least psi over width and depth of products and sums of norms",
                    List.of(GRID),
                    seed ->
                        NORM_PRODUCTS.stream()
                            .mapToDouble(
                                measure ->
                                    Math.min(
                                        of(seed, "psi over width: ", measure),
                                        of(seed, "psi over depth: ", measure)))
                            .min()
                            .orElseThrow()),
                Interval.atMost(-0.2),
                "negative correlations were reported; the least of twenty is below 0 by chance, -0.2"
                    + " is not")));
    claims.add(
        quoted(
            "C3l",
            "Sharpness ranks best: PAC-Bayes flatness is in the top third of 24 by Psi.",
            Expectation.median(place(PAC_BAYES_FLATNESS), Interval.atMost(8), "the upper third")));
    claims.add(
        quoted(
            "C3m",
            "Sharpness ranks best: magnitude-aware flatness is in the top third of 24 by Psi.",
            Expectation.median(
                place(PAC_BAYES_MAGNITUDE_FLATNESS), Interval.atMost(8), "the upper third")));
    claims.add(
        quoted(
            "C3n",
            "No measure ranks the networks the right way whichever hyperparameter is changed.",
            Expectation.median(
                new Contrast(
                    "largest over measures of the least psi over hyperparameters",
                    List.of(GRID),
                    seed ->
                        MEASURES.stream()
                            .mapToDouble(measure -> of(seed, "least psi: ", measure))
                            .max()
                            .orElseThrow()),
                Interval.atMost(0),
                "no measure was found to be robust; set before the run")));
    claims.add(
        quoted(
            "C3o",
            "Sharpness ranks best: the one found by gradient ascent is in the top third of 28 by Psi.",
            Expectation.median(
                placeOfAll(SHARPNESS_FLATNESS), Interval.atMost(9), "the upper third, as C3l")));
    claims.add(
        quoted(
            "C3p",
            "Sharpness ranks best: the magnitude-aware one found by gradient ascent is in the top third"
                + " of 28 by Psi.",
            Expectation.median(
                placeOfAll(SHARPNESS_MAGNITUDE_FLATNESS),
                Interval.atMost(9),
                "the upper third, as C3m")));
    claims.add(
        quoted(
            "C3q",
            "As a number, the bounds by gradient ascent are above 1 on most networks, too.",
            Expectation.median(
                smallest(
                    List.of(SHARPNESS_INIT, SHARPNESS_ORIG),
                    measure -> "share above 1: " + measure.label(),
                    "share above 1"),
                Interval.atLeast(0.5),
                "as C3a")));
    return claims;
  }

  private List<Claim> beyond() {
    String ours = "not in the paper";
    return List.of(
        stress(
            "S1",
            noise,
            "Random labels are fitted too, and open a gap of at least half.",
            "Zhang et al. 2017 (general knowledge)",
            Expectation.mean(
                Contrast.difference("gap", ALL_NOISE, CLEAN),
                Interval.atLeast(0.5),
                "0.9 against 0.1 to 0.25")),
        stress(
            "S2",
            noise,
            "A bound that sees neither labels nor weights says the same for both: the number of"
                + " parameters.",
            "every bound that ignores labels fails",
            Expectation.exact(
                Contrast.difference(PARAMETERS.label(), ALL_NOISE, CLEAN),
                Interval.between(0, 0),
                0,
                "it is a constant of the architecture")),
        stress(
            "S3",
            noise,
            "The more labels are random, the sharper the minimum: PAC-Bayes flatness, all against none.",
            ours,
            rises(PAC_BAYES_FLATNESS, ALL_NOISE)),
        stress(
            "S4",
            noise,
            "The more labels are random, the larger the norms: spectral orig main, all against none.",
            ours,
            rises(SPECTRAL_ORIG_MAIN, ALL_NOISE)),
        stress(
            "S5",
            noise,
            "The more labels are random, the larger the norms: path norm over margin, half against"
                + " none.",
            ours,
            rises(PATH_NORM_OVER_MARGIN, HALF_NOISE)),
        stress(
            "S6",
            grid,
            "In its worst environment every measure is no better than a guess.",
            "Dziugaite et al. 2020 (general knowledge)",
            Expectation.median(
                smallest(
                    MEASURES,
                    measure -> "worst sign error: " + measure.label(),
                    "worst sign error"),
                Interval.atLeast(0.5),
                "no measure was found to be robust; a guess has 1/2")),
        stress(
            "S7",
            grid,
            "PAC-Bayes flatness ranks the networks better than products and sums of norms do on"
                + " average.",
            "sharpness does best (general knowledge)",
            Expectation.mean(
                new Contrast(
                    "Psi of PAC-Bayes flatness - mean Psi of products and sums of norms",
                    List.of(GRID),
                    seed ->
                        of(seed, "Psi: ", PAC_BAYES_FLATNESS)
                            - NORM_PRODUCTS.stream()
                                .mapToDouble(measure -> of(seed, "Psi: ", measure))
                                .average()
                                .orElseThrow()),
                Interval.atLeast(0),
                "the order of Jiang et al.")),
        stress(
            "S8",
            noise,
            "The more labels are random, the sharper the minimum by gradient ascent, all against none.",
            ours,
            rises(SHARPNESS_FLATNESS, ALL_NOISE)),
        stress(
            "S9",
            grid,
            "In its worst environment no sharpness by gradient ascent is better than a guess.",
            "Dziugaite et al. 2020 (general knowledge)",
            Expectation.median(
                smallest(
                    ASCENTS, measure -> "worst sign error: " + measure.label(), "worst sign error"),
                Interval.atLeast(0.5),
                "as S6")));
  }

  private Expectation rises(GeneralizationMeasure measure, String arm) {
    return Expectation.mean(
        Contrast.logRatio(measure.label(), arm, CLEAN),
        Interval.atLeast(0),
        "fitting noise takes larger weights; set before the run, without a pilot");
  }

  private List<Claim> traps() {
    return List.of(
        stress(
            "T1",
            memorizing,
            "With enough examples to learn the worlds are one: eight examples each for 64 points.",
            "not over-parameterized",
            Expectation.mean(
                Contrast.metric(INDIFFERENT, ENOUGH),
                Interval.atMost(0.001),
                "(1 - 1/64)^512 / 2 = 0.00016")),
        stress(
            "T2",
            subspaces,
            "With enough examples to learn the algorithm is right in both worlds: 58 for 48"
                + " dimensions.",
            "not over-parameterized",
            Expectation.mean(
                Contrast.metric(INDIFFERENT, DETERMINED),
                Interval.atMost(0.01),
                "58 random equations determine 48 unknowns but for a chance of 0.001")),
        stress(
            "T3",
            subspaces,
            "And there the loss can be known: the best estimate is off by nothing, while the worlds can"
                + " be told apart.",
            "not over-parameterized",
            Expectation.mean(
                Contrast.metric(BEST, DETERMINED), Interval.atMost(0.01), "0 is right in both")),
        stress(
            "T4",
            grid,
            "A slip in code in use, a variance where a deviation is meant, makes a PAC-Bayes bound look at"
                + " least twice as good.",
            "the code of Dziugaite et al. 2020",
            Expectation.mean(
                new Contrast(
                    "mean log of PAC-Bayes init with the slip - without it",
                    List.of(GRID),
                    seed ->
                        of(seed, "mean log: ", PAC_BAYES_INIT_WITH_SLIP)
                            - of(seed, "mean log: ", PAC_BAYES_INIT)),
                Interval.atMost(-Math.log(2)),
                "the leading term is divided by sigma twice, sigma being below 1/4")),
        stress(
            "T5",
            grid,
            "Random noise understates sharpness: gradient ascent takes a tenth of the accuracy in a box"
                + " a tenth as wide as the noise's deviation, or less.",
            "the maximum over a box, not a mean over noise",
            Expectation.mean(
                new Contrast(
                    "mean log of sharpness flatness - of PAC-Bayes flatness",
                    List.of(GRID),
                    seed ->
                        of(seed, "mean log: ", SHARPNESS_FLATNESS)
                            - of(seed, "mean log: ", PAC_BAYES_FLATNESS)),
                Interval.atLeast(Math.log(10)),
                "a box moves the loss by the sum of the gradient's sizes, noise by their root mean"
                    + " square: with ten thousand parameters tens of times less; set before the"
                    + " run")));
  }

  // Contrasts.

  private static double of(SeedOutcomes seed, String prefix, GeneralizationMeasure measure) {
    return seed.metric(GRID, prefix + measure.label());
  }

  private static Contrast average(String metric, List<String> arms) {
    return new Contrast(
        "average %s over %s".formatted(metric, arms),
        arms,
        seed -> arms.stream().mapToDouble(arm -> seed.metric(arm, metric)).average().orElseThrow());
  }

  private static Contrast smallest(String metric, List<String> arms) {
    return new Contrast(
        "smallest %s over %s".formatted(metric, arms),
        arms,
        seed -> arms.stream().mapToDouble(arm -> seed.metric(arm, metric)).min().orElseThrow());
  }

  private static Contrast largestSize(String metric, List<String> arms) {
    return new Contrast(
        "largest |%s| over %s".formatted(metric, arms),
        arms,
        seed ->
            arms.stream()
                .mapToDouble(arm -> Math.abs(seed.metric(arm, metric)))
                .max()
                .orElseThrow());
  }

  private static Contrast smallest(
      List<GeneralizationMeasure> measures,
      Function<GeneralizationMeasure, String> metric,
      String name) {
    return new Contrast(
        "smallest %s of %s".formatted(name, measures),
        List.of(GRID),
        seed ->
            measures.stream()
                .mapToDouble(measure -> seed.metric(GRID, metric.apply(measure)))
                .min()
                .orElseThrow());
  }

  private static Contrast place(GeneralizationMeasure measure) {
    return place(measure, MEASURES);
  }

  private static Contrast placeOfAll(GeneralizationMeasure measure) {
    return place(measure, ALL);
  }

  /** 1 for the measure of largest Psi, their number for that of the least. */
  private static Contrast place(
      GeneralizationMeasure measure, List<GeneralizationMeasure> measures) {
    return new Contrast(
        "place of %s among %d by Psi".formatted(measure.label(), measures.size()),
        List.of(GRID),
        seed ->
            1
                + measures.stream()
                    .filter(other -> of(seed, "Psi: ", other) > of(seed, "Psi: ", measure))
                    .count());
  }

  private static Contrast difference(String metric, String other, String arm) {
    return new Contrast(
        "%s - %s of [%s]".formatted(metric, other, arm),
        List.of(arm),
        seed -> seed.metric(arm, metric) - seed.metric(arm, other));
  }

  /** What cannot be known of the loss, over what the bias gains in the kind world. */
  private static Contrast errorOverGain(String arm) {
    return new Contrast(
        "(%s of [%s]) / (%s of [%s] - [%s])".formatted(BEST, arm, KIND, UNBIASED, arm),
        List.of(arm, UNBIASED),
        seed -> seed.metric(arm, BEST) / (seed.metric(UNBIASED, KIND) - seed.metric(arm, KIND)));
  }

  private static Expectation exact(String metric, List<String> arms, Interval region) {
    return Expectation.exact(
        largestSize(metric, arms), region, 0, "the construction, at every draw");
  }

  private static Claim claim(
      String id,
      Study study,
      String statement,
      String paperSays,
      String where,
      Scale scale,
      Expectation expectation) {
    return new Claim(id, statement, paperSays, where, scale, study, expectation);
  }

  private Claim quoted(String id, String statement, Expectation expectation) {
    return claim(
        id,
        grid,
        statement,
        "quoted from Jiang et al.; no number here (unverified)",
        "introduction",
        Scale.SMALL,
        expectation);
  }

  private static Claim stress(
      String id, Study study, String statement, String paperSays, Expectation expectation) {
    return claim(id, study, statement, paperSays, "ours", Scale.SMALL, expectation);
  }

  @Override
  public List<Figure> figures() {
    List<String> middle = Arrays.stream(RATIOS).mapToObj(ratio -> memorizing(256, ratio)).toList();
    List<String> fields = Arrays.stream(FIELDS).mapToObj(q -> subspace(q, 16)).toList();
    List<String> biases = List.of(UNBIASED, HALF_BIASED, BIASED);
    return List.of(
        Figure.of("One sample and one hypothesis, two losses: 256 points", memorizing)
            .x("examples for each point")
            .y("population loss")
            .measured("kind world", Figure.over("ratio", KIND, middle))
            .measured("indifferent world", Figure.over("ratio", INDIFFERENT, middle))
            .theory(
                "half of the unseen share",
                Figure.over("ratio", "half of the unseen share", middle)),
        Figure.of("One algorithm, two losses: a subspace of 16 among 48 dimensions", subspaces)
            .x("field of q elements")
            .y("population loss")
            .measured("kind world", Figure.over("q", KIND, fields))
            .measured("indifferent world", Figure.over("q", INDIFFERENT, fields))
            .theory("1 - 1/q", Figure.over("q", "loss of a guess", fields)),
        Figure.of("What the bias gains, and what can be known: q = 3", subspaces)
            .x("bias to the subspace")
            .y("loss or error")
            .measured("loss in the kind world", Figure.over("bias", KIND, biases))
            .measured("worst error of the best estimate", Figure.over("bias", BEST, biases)),
        byEquation("Psi of 28 measures on 81 perceptrons", "Psi: "),
        byEquation("psi over width of 28 measures", "psi over width: "),
        byEquation("psi over depth of 28 measures", "psi over depth: "));
  }

  private Figure byEquation(String title, String prefix) {
    return Figure.of(title, grid)
        .x("equation of Jiang et al.")
        .y("rank correlation with the gap")
        .measured(
            "measures",
            Figure.within(
                GRID,
                ALL.stream().mapToDouble(GeneralizationMeasure::equation).toArray(),
                ALL.stream().map(measure -> prefix + measure.label()).toList()));
  }

  @Override
  public List<String> differences() {
    return List.of(
        "The paper is theory without experiments. The twin worlds are derived from the content of its"
            + " theorems; its own constructions and constants were not at hand (unverified).",
        "\"No bound\" is shown by the equality of two laws, which the constructions have by design, and"
            + " by a finite battery of estimates and two trained learners.",
        "In C1f an error counts from nine tenths of u/4, as the unseen share varies around its mean u.",
        "Jiang et al. trained more than 10,000 convolutional networks on CIFAR-10 over seven"
            + " hyperparameters; here 81 perceptrons of 1 to 3 layers on 300 (QUICK) or 1,000 (FULL)"
            + " images of Fashion-MNIST at 14 x 14 pixels, over four: width, depth, rate, batch.",
        "Networks are trained by SGD with momentum to a cross entropy of 0.05 on their training images"
            + " and not of 0.01; after 1,000 (QUICK) or 3,000 (FULL) steps they are ranked as they are,"
            + " fitted or not. Those whose loss is no number any more are counted and not ranked.",
        "The tolerance of noise is measured on 250 (QUICK) or 500 (FULL) training images and 3 or 10"
            + " noisy networks (500 and 5 where labels are random), the same draws at each step of the"
            + " search.",
        "Sharpness is the maximum that eight steps of the gradient's signs find within a box, on 100"
            + " (QUICK) or 200 training images, from the network itself; the paper's ascent is longer and begins at"
            + " several random points. Its equations (51, 52, 54, 62) are from general knowledge of the"
            + " paper: their numbers are unverified.",
        "Path norms by other margins and measures of optimization are left out, and so are the"
            + " magnitude-aware bounds by ascent. Perceptrons have no batch normalization to fold.",
        "The confidence in the ranks comes from new seeds, each with its own images, networks and noise,"
            + " and not from a bootstrap over networks.",
        "The SMOKE tier has 16 networks on the digits, half fitted: too few for any claim on ranks.");
  }

  @Override
  public List<String> untested() {
    return List.of(
        "\"For all bounds\" and \"for all algorithms\": a finite run cannot show them; the theorems do.",
        "The rates of Theorem 5 and the constants of Theorems 1 to 5: they are unverified here.",
        "The correlations on more than 10,000 convolutional networks of Jiang et al., and their seven"
            + " hyperparameters: that takes accelerators for days.");
  }
}
