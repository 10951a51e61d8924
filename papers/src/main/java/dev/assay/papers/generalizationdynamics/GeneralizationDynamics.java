package dev.assay.papers.generalizationdynamics;

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
import dev.assay.lab.Study;
import dev.assay.lab.Tier;
import dev.assay.lab.report.Figure;
import dev.assay.papers.Contrasts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Advani, Saxe and Sompolinsky, "High-dimensional dynamics of generalization error in neural
 * networks", arXiv 1710.03667 (Neural Networks 132, 2020).
 *
 * <p>How the test error of a network that is trained by gradient descent moves with time, exactly:
 * a linear student of a linear teacher, a student whose hidden layer is random and fixed, and one
 * of which both layers are trained. Overtraining is worst where there are as many free weights as
 * examples, and large networks are spared it if they start small.
 *
 * <p>Claims C1 to C7 are the paper's, S1 to S9 stress them, and T1 to T7 are the mistakes that
 * would make a reader doubt them. The regions were written before the runs, from the theory and
 * from a pilot in another implementation (numpy, 10 to 20 draws).
 */
public final class GeneralizationDynamics implements Reproduction {
  // The linear student: N = 300 dimensions, P = load * N examples.

  private static final double[] LOADS = {0.25, 0.5, 0.8, 1, 1.25, 2, 4};
  private static final double[] SMALL_START_LOADS = {0.5, 1, 1.5, 3};
  private static final double[] STARTS = {0, 0.01, 1, 10};
  private static final double[] SIGNALS = {0.1, 1, 4, 10, 100};
  private static final String VARIANCE_1 = "load=1 inputs of variance 1";
  private static final String OVER_P = "load=1.5 loss over P";
  private static final String FINE_STEPS = "load=1 steps of 0.02";
  private static final String COARSE_STEPS = "load=1 steps of 1.9";

  private final Study linear = linear();

  private static String student(double load, double snr, double inr) {
    return "load=%s snr=%s inr=%s"
        .formatted(Numbers.text(load), Numbers.text(snr), Numbers.text(inr));
  }

  private static List<String> students(double[] values, DoubleFunction<String> arm) {
    return Arrays.stream(values).mapToObj(arm).toList();
  }

  private static final List<String> OVER_LOADS = students(LOADS, load -> student(load, 4, 0));

  private static List<String> overSignals(double load) {
    return students(SIGNALS, snr -> student(load, snr, 0));
  }

  private static List<String> overStarts(double load) {
    return students(STARTS, inr -> student(load, 4, inr));
  }

  private static Configuration linear(double load, double snr, double inr) {
    return Configuration.of("load", load).with("snr", snr).with("inr", inr);
  }

  private static Study linear() {
    Study.Builder study =
        Study.of("generalization-dynamics-linear", 1).workload(new LinearStudent());
    List<double[]> settings = new ArrayList<>();
    Arrays.stream(LOADS).forEach(load -> settings.add(new double[] {load, 4, 0}));
    Arrays.stream(SMALL_START_LOADS).forEach(load -> settings.add(new double[] {load, 4, 0.01}));
    for (double load : new double[] {0.5, 2}) {
      Arrays.stream(STARTS).forEach(inr -> settings.add(new double[] {load, 4, inr}));
    }
    for (double load : new double[] {1, 4}) {
      Arrays.stream(SIGNALS).forEach(snr -> settings.add(new double[] {load, snr, 0}));
    }
    List<String> added = new ArrayList<>();
    for (double[] each : settings) {
      String name = student(each[0], each[1], each[2]);
      if (!added.contains(name)) {
        added.add(name);
        study.arm(name, linear(each[0], each[1], each[2]));
      }
    }
    return study
        .arm(VARIANCE_1, linear(1, 4, 0).with("convention", "inputs of variance 1"))
        .arm(OVER_P, linear(1.5, 4, 0).with("convention", "loss over P"))
        .arm(FINE_STEPS, linear(1, 4, 0).with("step", 0.02))
        .arm(COARSE_STEPS, linear(1, 4, 0).with("step", 1.9))
        .plan(Tier.SMOKE, Plan.seeds(1, 1).with("n", 40).with("draws", 2))
        .plan(Tier.QUICK, Plan.seeds(10, 20).with("n", 300).with("draws", 10))
        .plan(Tier.FULL, Plan.seeds(10, 20).with("n", 600).with("draws", 10))
        .build();
  }

  // The formulas by themselves.

  private static final List<String> DECADES =
      List.of(student(4, 100, 0), student(4, 1000, 0), student(4, 10_000, 0));
  private static final double[] GRID_LOADS = {0.25, 0.5, 1, 2, 4};
  private static final double[] GRID_SIGNALS = {0.1, 1, 10, 100};

  private final Study theory = theory();

  private static List<String> grid() {
    return Arrays.stream(GRID_LOADS)
        .boxed()
        .flatMap(load -> Arrays.stream(GRID_SIGNALS).mapToObj(snr -> student(load, snr, 0)))
        .toList();
  }

  private static Study theory() {
    Study.Builder study = Study.of("generalization-dynamics-theory", 1).workload(Theory::run);
    for (double load : GRID_LOADS) {
      for (double snr : GRID_SIGNALS) {
        study.arm(student(load, snr, 0), linear(load, snr, 0));
      }
    }
    return study
        .arm(DECADES.get(1), linear(4, 1000, 0))
        .arm(DECADES.get(2), linear(4, 10_000, 0))
        .plan(Tier.SMOKE, Plan.seeds(1, 1))
        .plan(Tier.QUICK, Plan.seeds(1, 1))
        .plan(Tier.FULL, Plan.seeds(1, 1))
        .build();
  }

  // Fixed random ReLU features: P = 300 examples in 15 dimensions, a teacher of 30 units.

  private static final int[] WIDTHS = {10, 30, 100, 200, 300, 400, 600, 1200, 3000};
  private static final String LARGE_START = "width=600 start 10";
  private static final String NARROW_SPECTRUM = "width=150";
  private static final String EQUAL_SPECTRUM = width(300);
  private static final String WIDE_SPECTRUM = width(600);
  private static final List<String> MANY_INPUTS =
      List.of("width=150 inputs=300", "width=300 inputs=300", "width=600 inputs=300");

  private final Study features = features();

  private static String width(int width) {
    return "width=" + width;
  }

  private static List<String> widths(int... widths) {
    return IntStream.of(widths).mapToObj(GeneralizationDynamics::width).toList();
  }

  private static Configuration hidden(int width) {
    return Configuration.of("width", width)
        .with("examples", 300)
        .with("inputs", 15)
        .with("teacher", 30)
        .with("noise", 0.5)
        .with("start", 0);
  }

  private static Study features() {
    Study.Builder study =
        Study.of("generalization-dynamics-features", 2).workload(FixedFeatures::dynamics);
    for (int width : WIDTHS) {
      study.arm(width(width), hidden(width));
    }
    study
        .arm(NARROW_SPECTRUM, hidden(150))
        .arm(LARGE_START, hidden(600).with("start", 10))
        .arm(MANY_INPUTS.get(0), hidden(150).with("inputs", 300))
        .arm(MANY_INPUTS.get(1), hidden(300).with("inputs", 300))
        .arm(MANY_INPUTS.get(2), hidden(600).with("inputs", 300));
    return study
        .plan(Tier.SMOKE, Plan.seeds(1, 1))
        .plan(Tier.QUICK, Plan.seeds(12, 24))
        .plan(Tier.FULL, Plan.seeds(50, 50))
        .build();
  }

  // The three parts of the error: P = 50, a teacher of 20 units, no noise.

  private static final int[] PARTS_WIDTHS = {10, 20, 30, 40, 50, 60, 80, 120, 250, 500};
  private static final int[] COMPARED_WIDTHS = {20, 30, 40, 60, 80};

  private final Study parts = parts();

  private static String likeMisfit(int width) {
    return "width=%d noise like misfit".formatted(width);
  }

  private static Study parts() {
    Study.Builder study =
        Study.of("generalization-dynamics-parts", 1).workload(FixedFeatures::decomposition);
    Configuration base =
        Configuration.of("examples", 50)
            .with("inputs", 15)
            .with("teacher", 20)
            .with("noise", 0)
            .with("start", 0);
    for (int width : PARTS_WIDTHS) {
      study.arm(width(width), base.with("width", width));
    }
    for (int width : COMPARED_WIDTHS) {
      study.arm(likeMisfit(width), base.with("width", width).with("noise like misfit", true));
    }
    return study
        .plan(Tier.SMOKE, Plan.seeds(1, 1).with("draws", 3))
        .plan(Tier.QUICK, Plan.seeds(10, 20).with("draws", 10))
        .plan(Tier.FULL, Plan.seeds(20, 40).with("draws", 25))
        .build();
  }

  // Both layers trained.

  private static final int[] TRAINED_WIDTHS = {5, 10, 20, 40, 100, 300};
  private static final int[] LARGE_START_WIDTHS = {40, 100, 300};

  private final Study trained = trained();

  private static String trainedArm(int width, double scale) {
    return "width=%d scale=%s".formatted(width, Numbers.text(scale));
  }

  private static List<String> trainedArms(double scale) {
    return IntStream.of(scale > 1 ? LARGE_START_WIDTHS : TRAINED_WIDTHS)
        .mapToObj(width -> trainedArm(width, scale))
        .toList();
  }

  private static Study trained() {
    Study.Builder study =
        Study.of("generalization-dynamics-trained", 1).workload(TrainedNetworks::run);
    for (double scale : new double[] {0.3, 3}) {
      for (int width : scale > 1 ? LARGE_START_WIDTHS : TRAINED_WIDTHS) {
        study.arm(
            trainedArm(width, scale),
            Configuration.of("width", width)
                .with("scale", scale)
                .with("examples", 300)
                .with("inputs", 15)
                .with("teacher", 30)
                .with("noise", 0.5));
      }
    }
    return study
        .plan(Tier.SMOKE, Plan.seeds(1, 1).with("steps", 50))
        .plan(Tier.QUICK, Plan.seeds(8, 8).with("steps", 2000))
        .plan(Tier.FULL, Plan.seeds(8, 16).with("steps", 10_000))
        .build();
  }

  // Images.

  private static final int[] IMAGE_WIDTHS = {50, 100, 250, 500, 1000, 2500};
  private static final String DIGITS = "digits";
  private static final String FASHION = "fashion-mnist";

  private final Study digits = images(DIGITS, Datasets.digits().checksum());
  private final Study fashion = images(FASHION, Datasets.fashionMnist().checksum());

  private static String imageArm(String images, int width) {
    return "%s width=%d".formatted(images, width);
  }

  private static Study images(String images, String checksum) {
    Study.Builder study =
        Study.of("generalization-dynamics-" + images, 1)
            .workload(ImageStudent::run)
            .data(images, checksum);
    for (int width : IMAGE_WIDTHS) {
      study.arm(
          imageArm(images, width),
          Configuration.of("images", images)
              .with("width", width)
              .with("examples", 500)
              .with("wrong", 0.2));
    }
    return study
        .plan(Tier.SMOKE, Plan.seeds(1, 1).with("examples", 100).with("test", 100))
        .plan(Tier.QUICK, Plan.seeds(8, 12).with("test", 1000))
        .plan(Tier.FULL, Plan.seeds(20, 40).with("test", 1000))
        .build();
  }

  private static final Interval NOT_NEGATIVE = Interval.atLeast(0);
  private static final Interval NOT_POSITIVE = Interval.atMost(0);
  private static final Interval WITHIN_5_PERCENT = Interval.between(-0.05, 0.05);

  @Override
  public String paper() {
    return "1710.03667";
  }

  @Override
  public String title() {
    return "High-dimensional dynamics of generalization error in neural networks";
  }

  @Override
  public String overview() {
    return "How the test error moves while a network is trained by gradient descent. A linear"
        + " student of a noisy linear teacher is solved exactly at every time and held against the"
        + " formulas of many dimensions (N = 300, loads P/N from 0.25 to 4); so is a student whose"
        + " random ReLU layer is fixed (P = 300 examples in 15 dimensions, a teacher of 30 units,"
        + " widths from 10 to 3,000), whose test error is exact too. Then networks of which both"
        + " layers are trained, the three parts of the error, and images: handwritten digits and,"
        + " where it is installed, Fashion-MNIST, with a fifth of the labels wrong. Early stopping"
        + " is the least test error over time. C1 to C7 are the paper's claims, S1 to S9 stress"
        + " them, T1 to T7 show the mistakes that would seem to refute them.";
  }

  @Override
  public List<Claim> claims() {
    return Stream.of(
            overtraining(),
            smallStarts(),
            nonlinear(),
            decomposition(),
            stopping(),
            stresses(),
            traps())
        .flatMap(List::stream)
        .toList();
  }

  private List<Claim> overtraining() {
    String where = "exact dynamics of the linear student";
    String curves = "curves of theory and simulation that agree";
    List<String> away = students(new double[] {0.5, 1.5, 3}, load -> student(load, 4, 0.01));
    String one = student(1, 4, 0.01);
    List<Claim> claims = new ArrayList<>();
    claims.add(
        claim(
            "C1a",
            "The formula predicts the test error at each of eight times, at loads of 0.5, 1.5 and"
                + " 3.",
            curves,
            where,
            linear,
            Expectation.mean(
                overTimes(
                    LinearStudent::testAt,
                    LinearStudent::testAtByTheory,
                    LinearStudent.TIMES,
                    away),
                WITHIN_5_PERCENT,
                "the pilot's 20 draws lay within 2 %")));
    claims.add(
        claim(
            "C1b",
            "At a load of 1 too, up to a time of 20.",
            curves,
            where,
            linear,
            Expectation.mean(
                overTimes(
                    LinearStudent::testAt,
                    LinearStudent::testAtByTheory,
                    new double[] {0, 0.5, 1, 2, 5, 20},
                    List.of(one)),
                WITHIN_5_PERCENT,
                "the pilot's 20 draws lay within 4 %")));
    claims.add(
        claim(
            "C1c",
            "At a load of 1 and a time of 100 the formula is right to 20 %.",
            curves,
            where,
            linear,
            Expectation.median(
                overTimes(
                    LinearStudent::testAt,
                    LinearStudent::testAtByTheory,
                    new double[] {100},
                    List.of(one)),
                Interval.between(-0.2, 0.2),
                "the smallest eigenvalues decide there, of which a finite N has few")));
    claims.add(
        claim(
            "C1d",
            "The formula predicts the training error at loads of 1.5 and 3.",
            curves,
            where,
            linear,
            Expectation.mean(
                overTimes(
                    LinearStudent::trainAt,
                    LinearStudent::trainAtByTheory,
                    LinearStudent.TIMES,
                    away.subList(1, 3)),
                WITHIN_5_PERCENT,
                "as the test error")));
    String peak = student(1, 4, 0);
    List<String> others = OVER_LOADS.stream().filter(arm -> !arm.equals(peak)).toList();
    claims.add(
        claim(
            "C1e",
            "At the end of training the test error is greatest where there are as many weights as"
                + " examples.",
            "overtraining is worst when the effective parameters equal the samples",
            "abstract",
            linear,
            Expectation.median(
                Contrasts.logRatioToGreatest(LinearStudent.END, peak, others),
                NOT_NEGATIVE,
                "infinite by theory, 5.8 at the next worst load")));
    claims.add(
        claim(
            "C1f",
            "Smaller and larger models are overtrained less: the error at the end over the least"
                + " over time falls on both sides of a load of 1.",
            "overtraining shrinks for smaller and larger models",
            "abstract",
            linear,
            Expectation.median(
                fallsOnBothSides(OVER_LOADS, peak),
                NOT_NEGATIVE,
                "by theory 1.02, 1.12, 1.98, infinite, 2.20, 1.16, 1.02 for loads from 0.25 to 4")));
    claims.add(
        claim(
            "C1g",
            "With early stopping there is no peak: the least test error over time falls with every"
                + " step of the load.",
            "early stopping removes the peak",
            "figures on the linear student",
            linear,
            Expectation.mean(
                Contrasts.greatestStepOfLog(LinearStudent.LEAST, OVER_LOADS),
                NOT_POSITIVE,
                "by theory 4.24 3.58 2.94 2.60 2.28 1.73 1.31")));
    return claims;
  }

  private static Contrast overTimes(
      DoubleFunction<String> measured,
      DoubleFunction<String> theory,
      double[] times,
      List<String> arms) {
    return new Contrast(
        "mean over %s of log(%s / %s) at %s"
            .formatted(arms, measured.apply(0), theory.apply(0), Arrays.toString(times)),
        arms,
        seed ->
            arms.stream()
                .flatMapToDouble(
                    arm ->
                        Arrays.stream(times)
                            .map(
                                time ->
                                    Math.log(
                                        seed.metric(arm, measured.apply(time))
                                            / seed.metric(arm, theory.apply(time)))))
                .average()
                .orElseThrow());
  }

  /** The least step of log(end / least) towards the peak, from both sides. */
  private static Contrast fallsOnBothSides(List<String> arms, String peak) {
    return new Contrast(
        "least step of log(%s / %s) towards [%s] along %s"
            .formatted(LinearStudent.END, LinearStudent.LEAST, peak, arms),
        arms,
        seed -> {
          double[] gaps =
              arms.stream()
                  .mapToDouble(
                      arm ->
                          Math.log(
                              seed.metric(arm, LinearStudent.END)
                                  / seed.metric(arm, LinearStudent.LEAST)))
                  .toArray();
          int top = arms.indexOf(peak);
          return IntStream.range(1, gaps.length)
              .mapToDouble(i -> i <= top ? gaps[i] - gaps[i - 1] : gaps[i - 1] - gaps[i])
              .min()
              .orElseThrow();
        });
  }

  private List<Claim> smallStarts() {
    String says = "low generalisation error needs small initial weights";
    return List.of(
        claim(
            "C2a",
            "With half as many examples as weights, the test error at the end grows with the"
                + " variance of the first weights, by 1 - load for each.",
            says,
            "abstract; exact dynamics",
            linear,
            Expectation.mean(
                Contrast.slope(LinearStudent.END, "inr", overStarts(0.5)),
                Interval.between(0.45, 0.55),
                "the formula's slope is 0.5")),
        claim(
            "C2b",
            "With twice as many examples as weights, it does not depend on them.",
            says,
            "abstract; exact dynamics",
            linear,
            Expectation.exact(
                Contrast.slope(LinearStudent.END, "inr", overStarts(2)),
                Interval.between(-1e-6, 1e-6),
                0,
                "no direction is frozen")),
        claim(
            "C2c",
            "The frozen subspace keeps its first weights forever.",
            "a frozen subspace of weights",
            "abstract; exact dynamics",
            linear,
            Expectation.exact(
                Contrast.metric(LinearStudent.FROZEN_DRIFT, student(0.5, 4, 1)),
                Interval.atMost(1e-9),
                0,
                "no gradient reaches it")),
        claim(
            "C2d",
            "So it is with fixed ReLU features: at twice as many as examples, large first weights"
                + " cost a fifth more test error at least.",
            says,
            "abstract",
            features,
            Expectation.median(
                Contrast.logRatio(FixedFeatures.END, LARGE_START, width(600)),
                Interval.atLeast(Math.log(1.2)),
                "half of the weights are frozen, and first answers of variance 100 are large")));
  }

  private List<Claim> nonlinear() {
    String fixed = "figure 7 (journal): fixed hidden layer, 300 samples, 50 seeds";
    String peak = width(300);
    List<Claim> claims = new ArrayList<>();
    claims.add(
        claim(
            "C3a",
            "Without early stopping or regularisation very large does not hurt: 3,000 fixed units"
                + " end below 200.",
            "very large size does not hurt and can reduce overtraining",
            "abstract",
            features,
            Expectation.median(
                Contrast.logRatio(FixedFeatures.END, width(3000), width(200)),
                NOT_POSITIVE,
                "the pilot: .27 against .64")));
    claims.add(
        claim(
            "C3b",
            "An eigenvalue gap spares large networks: at twice as many units as examples the least"
                + " nonzero eigenvalue, over the mean, is ten times that at as many.",
            "better-conditioned input correlations",
            "abstract",
            features,
            Expectation.median(
                Contrast.logRatio(FixedFeatures.LEAST_EIGENVALUE, WIDE_SPECTRUM, EQUAL_SPECTRUM),
                Interval.atLeast(Math.log(10)),
                "at equal numbers the least eigenvalue is of the order 1/P^2")));
    List<String> others = widths(10, 30, 100, 200, 400, 600, 1200, 3000);
    claims.add(
        claim(
            "C4a",
            "Overtraining peaks where hidden units are as many as samples.",
            "the peak is at 300 hidden units",
            fixed,
            features,
            Expectation.median(
                Contrasts.logRatioToGreatest(FixedFeatures.END, peak, others),
                NOT_NEGATIVE,
                "the pilot: 70.6 at 300 units, 1.16 at the next worst")));
    claims.add(
        claim(
            "C4b",
            "With fewer units than samples there is a gap too.",
            "a gap for fewer hidden units, none for as many",
            fixed,
            features,
            Expectation.median(
                Contrast.logRatio(FixedFeatures.LEAST_EIGENVALUE, NARROW_SPECTRUM, EQUAL_SPECTRUM),
                Interval.atLeast(Math.log(10)),
                "as on the other side")));
    claims.add(
        claim(
            "C4c",
            "With twice as many units as samples half of the eigenvalues are 0.",
            "a delta at 0 of mass 0.5",
            fixed,
            features,
            Expectation.exact(
                Contrast.metric(FixedFeatures.ZEROS, WIDE_SPECTRUM),
                Interval.between(0.5, 0.5),
                0,
                "300 samples span at most 300 directions")));
    claims.add(
        claim(
            "C4d",
            "The spectrum of the hidden layer looks like a Marchenko-Pastur law of another scale,"
                + " at half, as many and twice as many units as samples (300 inputs).",
            "looks like a rescaled Marchenko-Pastur law",
            fixed,
            features,
            Expectation.median(
                Contrasts.greatest(FixedFeatures.DISTANCE, MANY_INPUTS),
                Interval.atMost(0.15),
                "a distance of distributions that the eye would pass; the paper gives no number,"
                    + " and its number of inputs is unverified")));
    return claims;
  }

  private List<Claim> decomposition() {
    String where = "figure 9 (journal): 20 hidden units in the teacher, no noise, P = 50";
    String says = "test error = approximation + null-space + over-fitting error";
    List<String> all = widths(PARTS_WIDTHS);
    List<String> notPeak = all.stream().filter(arm -> !arm.equals(width(50))).toList();
    List<String> misfit = widths(COMPARED_WIDTHS);
    return List.of(
        claim(
            "C5a",
            "The test error is the sum of its approximation, null-space and over-fitting parts.",
            says,
            where,
            parts,
            Expectation.mean(
                Contrasts.meanLogRatio(FixedFeatures.SUM, FixedFeatures.END, notPeak),
                Interval.between(-0.1, 0.1),
                "their cross term is 0 in the mean where misfit is like noise; 10 % would be seen"
                    + " in the figure")),
        claim(
            "C5b",
            "The peak at as many hidden units as samples is the over-fitting part's.",
            "the peak at hidden units = P is the over-fitting term",
            where,
            parts,
            Expectation.median(
                Contrasts.logRatioToGreatest(FixedFeatures.OVERFITTING, width(50), notPeak),
                NOT_NEGATIVE,
                "the least eigenvalue there is near 0, and misfit is divided by it")),
        claim(
            "C5c",
            "At the peak nine tenths of the error and more are over-fitting.",
            "the peak at hidden units = P is the over-fitting term",
            where,
            parts,
            Expectation.median(
                Contrasts.logRatioWithin(width(50), FixedFeatures.OVERFITTING, FixedFeatures.SUM),
                Interval.atLeast(Math.log(0.9)),
                "the other parts do not diverge")),
        claim(
            "C5d",
            "The approximation part falls with every step of the width.",
            says,
            where,
            parts,
            Expectation.mean(
                Contrasts.greatestStepOfLog(FixedFeatures.APPROXIMATION, all),
                NOT_POSITIVE,
                "a wider student has the narrower one's units, and can do what it can")),
        claim(
            "C5e",
            "Misfit acts like noise of its variance: on the student's best answers with such noise"
                + " the test error is the same.",
            "model misfit acts like Gaussian label noise of matched variance",
            where,
            parts,
            Expectation.mean(
                ratioToLikeMisfit(misfit),
                Interval.between(-0.2, 0.2),
                "equal in the limit; the paper gives no number")));
  }

  private static Contrast ratioToLikeMisfit(List<String> misfit) {
    List<String> noise =
        IntStream.of(COMPARED_WIDTHS).mapToObj(GeneralizationDynamics::likeMisfit).toList();
    return new Contrast(
        "mean over i of log(%s of [%s]_i / [%s]_i)".formatted(FixedFeatures.END, misfit, noise),
        Stream.concat(misfit.stream(), noise.stream()).toList(),
        seed ->
            IntStream.range(0, misfit.size())
                .mapToDouble(
                    i ->
                        Math.log(
                            seed.metric(misfit.get(i), FixedFeatures.END)
                                / seed.metric(noise.get(i), FixedFeatures.END)))
                .average()
                .orElseThrow());
  }

  private List<Claim> stopping() {
    String grows = "the optimal stopping time grows roughly with the logarithm of the SNR";
    String notes = "a reader's notes (unverified in the paper), and the formula";
    List<Claim> claims = new ArrayList<>();
    claims.add(
        claim(
            "C6a",
            "At a load of 4 the best stopping time grows with the logarithm of the SNR: from 1,000 to"
                + " 10,000 by ln 10 over the least eigenvalue.",
            grows,
            notes,
            theory,
            Expectation.exact(
                new Contrast(
                    "(%s of [%s] - [%s]) / (%s)"
                        .formatted(Theory.STOP, DECADES.get(2), DECADES.get(1), Theory.DECADE),
                    List.of(DECADES.get(1), DECADES.get(2)),
                    seed ->
                        (seed.metric(DECADES.get(2), Theory.STOP)
                                - seed.metric(DECADES.get(1), Theory.STOP))
                            / seed.metric(DECADES.get(1), Theory.DECADE)),
                Interval.between(0.9, 1.1),
                0,
                "a mode's own best time is ln(1 + l SNR) / l, and the slowest decides")));
    claims.add(
        claim(
            "C6b",
            "In simulation, at a load of 4, the best stopping time is the formula's, for SNR from"
                + " 0.1 to 100.",
            grows,
            notes,
            linear,
            Expectation.mean(
                Contrasts.meanLogRatio(
                    LinearStudent.STOP, LinearStudent.STOP_THEORY, overSignals(4)),
                Interval.between(-0.15, 0.15),
                "the times that are compared are 9 % apart, and the minimum is flat")));
    claims.add(
        claim(
            "C6c",
            "At a load of 4 the best stopping time rises with every step of the SNR.",
            grows,
            notes,
            linear,
            Expectation.mean(
                Contrasts.leastRise(LinearStudent.STOP, overSignals(4)),
                NOT_NEGATIVE,
                "by theory .08 .49 1.18 1.84 3.87")));
    String near = "optimal early stopping is nearly as good as optimal L2 (unverified)";
    claims.add(
        claim(
            "C7a",
            "By the formulas, the least test error over time is at most 5 % above that of the best"
                + " ridge, at 20 loads and SNR.",
            near,
            "general knowledge, and the formula",
            theory,
            Expectation.exact(
                Contrasts.greatest(Theory.STOP_OVER_RIDGE, grid()),
                Interval.atMost(0.05),
                0,
                "2.600 against 2.562 at load 1 and SNR 4 in the pilot")));
    claims.add(
        claim(
            "C7b",
            "In simulation too, at loads from 0.25 to 4.",
            near,
            "general knowledge, and the formula",
            linear,
            Expectation.mean(
                Contrasts.meanLogRatio(LinearStudent.LEAST, LinearStudent.RIDGE, OVER_LOADS),
                Interval.between(0, 0.05),
                "by theory between 0 and 2 %; no stopping beats the best ridge in the mean")));
    return claims;
  }

  private static Claim claim(
      String id,
      String statement,
      String paperSays,
      String where,
      Study study,
      Expectation expectation) {
    return new Claim(id, statement, paperSays, where, Scale.SMALL, study, expectation);
  }

  private List<Claim> stresses() {
    List<Claim> claims = new ArrayList<>();
    claims.add(
        stress(
            "S1",
            "At a load of 1 the best stopping time is no logarithm of the SNR: it grows nearly as"
                + " the SNR itself.",
            linear,
            Expectation.mean(
                Contrast.exponent(LinearStudent.STOP, "snr", overSignals(1)),
                Interval.between(0.8, 1.1),
                "by theory .09 .68 6.1 60 for SNR .1 1 10 100: there are eigenvalues as small as one"
                    + " likes")));
    claims.add(
        stress(
            "S2",
            "With fixed ReLU features and early stopping there is no peak: the least test error at"
                + " 300 units is below that at 100, and at 3,000 not above it.",
            features,
            Expectation.median(
                Contrasts.greatestStepOfLog(FixedFeatures.LEAST, widths(100, 300, 3000)),
                NOT_POSITIVE,
                "the pilot: .11 .09 .082")));
    claims.add(
        stress(
            "S3",
            "With both layers trained, large first weights are overtrained more, at widths of 40,"
                + " 100 and 300.",
            trained,
            Expectation.median(
                new Contrast(
                    "mean over widths 40, 100, 300 of %s at scale 3 - at scale 0.3"
                        .formatted(TrainedNetworks.GAP),
                    IntStream.of(LARGE_START_WIDTHS)
                        .boxed()
                        .flatMap(w -> Stream.of(trainedArm(w, 0.3), trainedArm(w, 3)))
                        .toList(),
                    seed ->
                        IntStream.of(LARGE_START_WIDTHS)
                            .mapToDouble(
                                w ->
                                    seed.metric(trainedArm(w, 3), TrainedNetworks.GAP)
                                        - seed.metric(trainedArm(w, 0.3), TrainedNetworks.GAP))
                            .average()
                            .orElseThrow()),
                NOT_NEGATIVE,
                "the frozen subspace of the linear student, where there is none exactly")));
    claims.add(
        stress(
            "S4",
            "With both layers trained from small first weights, the peak over the width is not as"
                + " sharp: the worst width ends at most ten times above the best.",
            trained,
            Expectation.median(
                new Contrast(
                    "log(greatest / least %s of %s)"
                        .formatted(TrainedNetworks.END, trainedArms(0.3)),
                    trainedArms(0.3),
                    seed ->
                        Math.log(
                            trainedArms(0.3).stream()
                                    .mapToDouble(arm -> seed.metric(arm, TrainedNetworks.END))
                                    .max()
                                    .orElseThrow()
                                / trainedArms(0.3).stream()
                                    .mapToDouble(arm -> seed.metric(arm, TrainedNetworks.END))
                                    .min()
                                    .orElseThrow())),
                Interval.atMost(Math.log(10)),
                "a factor of hundreds with a fixed layer; the paper shows curves only")));
    for (boolean isDigits : new boolean[] {true, false}) {
      String images = isDigits ? DIGITS : FASHION;
      Study study = isDigits ? digits : fashion;
      String name = isDigits ? "handwritten digits" : "Fashion-MNIST";
      int number = isDigits ? 5 : 7;
      claims.add(
          stress(
              "S" + number,
              "On %s with a fifth of 500 labels wrong, the test error at the end is greatest at 500"
                      .formatted(name)
                  + " random ReLU features.",
              study,
              Expectation.median(
                  Contrasts.logRatioToGreatest(
                      ImageStudent.END,
                      imageArm(images, 500),
                      Stream.of(50, 100, 250, 1000, 2500)
                          .map(width -> imageArm(images, width))
                          .toList()),
                  NOT_NEGATIVE,
                  "the peak is where features are as many as examples, whatever the data")));
      claims.add(
          stress(
              "S" + (number + 1),
              "On %s very large does not hurt: 2,500 features end below 250.".formatted(name),
              study,
              Expectation.median(
                  Contrast.logRatio(
                      ImageStudent.END, imageArm(images, 2500), imageArm(images, 250)),
                  NOT_POSITIVE,
                  "as on Gaussian inputs")));
    }
    claims.add(
        stress(
            "S9",
            "With 15 inputs as with 300, the spectrum of the hidden layer looks like a"
                + " Marchenko-Pastur law.",
            features,
            Expectation.median(
                Contrasts.greatest(
                    FixedFeatures.DISTANCE,
                    List.of(NARROW_SPECTRUM, EQUAL_SPECTRUM, WIDE_SPECTRUM)),
                Interval.atMost(0.15),
                "as in C4d")));
    return claims;
  }

  private static Claim stress(String id, String statement, Study study, Expectation expectation) {
    return new Claim(
        id, statement, "not in the paper", "our stress", Scale.SMALL, study, expectation);
  }

  private List<Claim> traps() {
    String peak = student(1, 4, 0);
    return List.of(
        trap(
            "T1",
            "Inputs of variance 1 in place of 1/N make all times N times shorter: at a load of 1 the"
                + " error at a time of 1 is twice the formula's at least.",
            Expectation.median(
                Contrasts.logRatioWithin(
                    VARIANCE_1, LinearStudent.testAt(1), LinearStudent.testAtByTheory(1)),
                Interval.atLeast(Math.log(2)),
                "by theory 12.0 in place of 2.80")),
        trap(
            "T2",
            "A loss divided by P makes all times P times longer: at a load of 1.5 the error at a time"
                + " of 2 is twice the formula's at least.",
            Expectation.mean(
                Contrasts.logRatioWithin(
                    OVER_P, LinearStudent.testAt(2), LinearStudent.testAtByTheory(2)),
                Interval.atLeast(Math.log(2)),
                "by theory 4.95 in place of 2.04")),
        trap(
            "T3",
            "An error without the irreducible noise is another quantity: less than half of it at a"
                + " load of 4.",
            Expectation.mean(
                Contrasts.logRatioWithin(
                    student(4, 4, 0), LinearStudent.END_WITHOUT_NOISE, LinearStudent.END_THEORY),
                Interval.atMost(-Math.log(2)),
                "by theory .33 in place of 1.33")),
        trap(
            "T4",
            "The law of the covariance over P in place of N misses the error at the end by a fifth"
                + " at least, at a load of 3.",
            Expectation.mean(
                Contrasts.logRatioWithin(
                    student(3, 4, 0.01), LinearStudent.END, LinearStudent.END_WRONG_SPECTRUM),
                Interval.atMost(Math.log(0.8)),
                "by theory 1.5 in place of 2.5")),
        trap(
            "T5",
            "Gradient descent is the flow for small steps only: with steps of 1.9 over the largest"
                + " eigenvalue the error at a time near 1 is off by 5 % at least.",
            Expectation.mean(
                new Contrast(
                    "|%s| of [%s]".formatted(LinearStudent.STEPS, COARSE_STEPS),
                    List.of(COARSE_STEPS),
                    seed -> Math.abs(seed.metric(COARSE_STEPS, LinearStudent.STEPS))),
                Interval.atLeast(0.05),
                "the largest modes swing about their end, 0.9 of their first distance away")),
        trap(
            "T6",
            "With steps of 0.02 over it, the error is the flow's to 1 %.",
            Expectation.mean(
                Contrast.metric(LinearStudent.STEPS, FINE_STEPS),
                Interval.between(-0.01, 0.01),
                "a relative error of the order of the step")),
        trap(
            "T7",
            "At a load of 1 the mean over draws does not settle: among ten draws it is half again"
                + " the median at least.",
            Expectation.median(
                Contrasts.logRatioWithin(peak, LinearStudent.MEAN_END, LinearStudent.END),
                Interval.atLeast(Math.log(1.5)),
                "the error goes as the inverse of the least eigenvalue, whose mean is infinite")));
  }

  private Claim trap(String id, String statement, Expectation expectation) {
    return new Claim(
        id, statement, "not in the paper", "our trap", Scale.SMALL, linear, expectation);
  }

  @Override
  public List<String> differences() {
    return List.of(
        "The linear student has N = 300 (600 in the FULL tier); the paper's sizes are unverified.",
        "Gradient flow is solved by an eigendecomposition at any time; no step is taken, but where"
            + " both layers are trained.",
        "The formulas of test and training error, of the best ridge and of a mode's stopping time"
            + " are derived from the model, since the paper's own lines were not at hand.",
        "Input dimension, teacher size and noise of the nonlinear figures are not legible in what was"
            + " at hand: here 15 inputs, 30 units in the teacher (20 without noise for the three"
            + " parts), noise of 0.5, all weights Gaussian.",
        "Test errors of ReLU students are exact means over Gaussian inputs (from the arc-cosine"
            + " kernel), in place of 5,000 test points, and are without the noise.",
        "The three parts of the error follow the paper's description in words; medians are over 10"
            + " draws a trial (25 in the FULL tier).",
        "Networks of which both layers are trained have 1 / sqrt(h d) outside of their weights, and"
            + " 2,000 steps (10,000 in the FULL tier): an end of the budget, not of training.",
        "Real data are random ReLU features of 8 x 8 digits and Fashion-MNIST, where the paper trains"
            + " on MNIST (details unverified).",
        "Figures are numbered as in the journal; the preprint's differ.",
        "The SMOKE tier has few draws and small sizes: too few for the claims about means.");
  }

  @Override
  public List<String> untested() {
    return List.of(
        "That Rademacher bounds mispredict and that an improved bound follows the simulations: the"
            + " improved bound was not at hand, and none is shown under the paper's name.",
        "Networks of widths up to 4,000 trained in full on MNIST: that takes a GPU.",
        "That the limit of many dimensions is exact: a finite N shows how near it is.");
  }

  @Override
  public List<Figure> figures() {
    Figure time =
        Figure.of("Test error of the linear student over time, SNR 4", linear)
            .x("time")
            .logX()
            .y("test error / noise")
            .logY();
    double[] times = Arrays.copyOfRange(LinearStudent.TIMES, 1, LinearStudent.TIMES.length);
    for (double load : SMALL_START_LOADS) {
      String arm = student(load, 4, 0.01);
      time.measured(
              "load " + Numbers.text(load),
              Figure.within(arm, times, names(times, LinearStudent::testAt)))
          .theory(
              "load %s by theory".formatted(Numbers.text(load)),
              Figure.within(arm, times, names(times, LinearStudent::testAtByTheory)));
    }
    List<String> notOne = OVER_LOADS.stream().filter(arm -> !arm.equals(student(1, 4, 0))).toList();
    List<String> allWidths = widths(WIDTHS);
    List<String> allParts = widths(PARTS_WIDTHS);
    return List.of(
        time,
        Figure.of("Test error of the linear student over the load, SNR 4", linear)
            .x("load P/N")
            .logX()
            .y("test error / noise")
            .logY()
            .measured("at the end", Figure.over("load", LinearStudent.END, OVER_LOADS))
            .theory("at the end by theory", Figure.over("load", LinearStudent.END_THEORY, notOne))
            .measured("stopped early", Figure.over("load", LinearStudent.LEAST, OVER_LOADS))
            .theory(
                "stopped early by theory",
                Figure.over("load", LinearStudent.LEAST_THEORY, OVER_LOADS)),
        Figure.of("Best stopping time of the linear student over the SNR", linear)
            .x("SNR")
            .logX()
            .y("time")
            .logY()
            .measured("load 1", Figure.over("snr", LinearStudent.STOP, overSignals(1)))
            .theory(
                "load 1 by theory", Figure.over("snr", LinearStudent.STOP_THEORY, overSignals(1)))
            .measured("load 4", Figure.over("snr", LinearStudent.STOP, overSignals(4)))
            .theory(
                "load 4 by theory", Figure.over("snr", LinearStudent.STOP_THEORY, overSignals(4))),
        Figure.of("Test error on 300 examples over the width of a fixed ReLU layer", features)
            .x("hidden units")
            .logX()
            .y("test error")
            .logY()
            .measured("at the end", Figure.over("width", FixedFeatures.END, allWidths))
            .measured("stopped early", Figure.over("width", FixedFeatures.LEAST, allWidths)),
        Figure.of("Parts of the test error on 50 examples without noise", parts)
            .x("hidden units")
            .logX()
            .y("error")
            .logY()
            .measured("test", Figure.over("width", FixedFeatures.END, allParts))
            .measured("approximation", Figure.over("width", FixedFeatures.APPROXIMATION, allParts))
            .measured("over-fitting", Figure.over("width", FixedFeatures.OVERFITTING, allParts))
            .theory("sum of the three", Figure.over("width", FixedFeatures.SUM, allParts)),
        Figure.of("Test error where both layers are trained", trained)
            .x("hidden units")
            .logX()
            .y("test error")
            .logY()
            .measured(
                "from small weights, end",
                Figure.over("width", TrainedNetworks.END, trainedArms(0.3)))
            .measured(
                "from large weights, end",
                Figure.over("width", TrainedNetworks.END, trainedArms(3)))
            .measured(
                "from large weights, stopped early",
                Figure.over("width", TrainedNetworks.LEAST, trainedArms(3))));
  }

  private static List<String> names(double[] x, DoubleFunction<String> name) {
    return Arrays.stream(x).mapToObj(name).toList();
  }
}
