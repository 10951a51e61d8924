package dev.assay.papers.exposure;

import dev.assay.data.Features;
import dev.assay.data.RegressionTable;
import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.lab.stats.WilcoxonSignedRankTest;
import dev.assay.methods.Surrogate;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A surrogate is fitted and predicts the 100 real records.
 *
 * <p>Settings: {@code surrogate} (see {@link Surrogates}); {@code training}: synthetic (records
 * drawn of all real ones), released (those of the authors), unseen laboratory (each laboratory's
 * records are predicted from synthetic ones of the others), other laboratories (from the real ones
 * of the others), ten folds (from the real ones of nine random tenths); {@code constrained} and
 * {@code rounded} of {@link SyntheticExposures}; {@code against}, a second surrogate on the same
 * training records, for a test of the two.
 *
 * <p>Of 1,000 synthetic records 800 are fitted to, as in the paper.
 */
final class Prediction {
  private static final double[] DISTANCES = {2, 5, 10, 50, 150};
  private static final double VALIDATION = 0.2;
  private static final int FOLDS = 10;

  private final ExposureRecords records = ExposureRecords.load();
  private final RegressionTable real = records.examples();
  private final Configuration configuration;
  private final Seed seed;

  private Prediction(Configuration configuration, Seed seed) {
    this.configuration = configuration;
    this.seed = seed;
  }

  static Outcome run(Configuration configuration, Seed seed) {
    Prediction prediction = new Prediction(configuration, seed);
    double[] errors = prediction.errors(configuration.text("surrogate"));
    Outcome outcome = prediction.outcome(errors);
    if (!configuration.has("against")) {
      return outcome;
    }
    double[] others = prediction.errors(configuration.text("against"));
    return outcome.with("wilcoxon p", WilcoxonSignedRankTest.of(errors, others).pValue());
  }

  /** The absolute error at each real record. */
  private double[] errors(String surrogate) {
    Surrogate.Method method = Surrogates.named(surrogate, configuration);
    double[] predicted = new double[real.size()];
    switch (configuration.text("training")) {
      case "synthetic" -> predict(method, synthetic(records.columns()), all(), predicted);
      case "released" -> predict(method, split(ExposureRecords.released()), all(), predicted);
      case "unseen laboratory" ->
          eachLaboratory(
              (seen, unseen) ->
                  predict(method, synthetic(records.columns().select(seen)), unseen, predicted));
      case "other laboratories" ->
          eachLaboratory((seen, unseen) -> predict(method, real.select(seen), unseen, predicted));
      case "ten folds" -> folds(method, predicted);
      default ->
          throw new IllegalArgumentException(
              "training must be synthetic, released, unseen laboratory, other laboratories or ten"
                  + " folds, not %s.".formatted(configuration.text("training")));
    }
    double[] targets = real.targets();
    Arrays.setAll(predicted, i -> Math.abs(predicted[i] - targets[i]));
    return predicted;
  }

  private int[] all() {
    return IntStream.range(0, real.size()).toArray();
  }

  private void predict(
      Surrogate.Method method, RegressionTable training, int[] asked, double[] predicted) {
    try (TensorScope _ = TensorScope.open()) {
      Surrogate surrogate = method.fit(training, seed.random("surrogate"));
      double[] values = surrogate.predict(real.features().select(asked));
      for (int i = 0; i < asked.length; i++) {
        predicted[asked[i]] = values[i];
      }
    }
  }

  private RegressionTable synthetic(Features of) {
    SyntheticExposures sampling =
        new SyntheticExposures(configuration.flag("constrained"), configuration.flag("rounded"));
    return split(sampling.draw(of, seed.random("copula")));
  }

  private RegressionTable split(Features synthetic) {
    return ExposureRecords.examples(synthetic).split(VALIDATION, seed.random("split")).train();
  }

  /** What to do with the records that are seen and those that are not. */
  @FunctionalInterface
  private interface Halves {
    void with(int[] seen, int[] unseen);
  }

  private void eachLaboratory(Halves halves) {
    for (int left = 0; left < records.laboratories(); left++) {
      int laboratory = left;
      halves.with(records.of(each -> each != laboratory), records.of(each -> each == laboratory));
    }
  }

  private void folds(Surrogate.Method method, double[] predicted) {
    RandomGenerator random = seed.random("folds");
    int[] order = all();
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    for (int left = 0; left < FOLDS; left++) {
      int fold = left;
      predict(
          method,
          real.select(part(order, i -> i % FOLDS != fold)),
          part(order, i -> i % FOLDS == fold),
          predicted);
    }
  }

  private static int[] part(int[] order, IntPredicate in) {
    return IntStream.range(0, order.length).filter(in).map(i -> order[i]).toArray();
  }

  private Outcome outcome(double[] errors) {
    double[] targets = real.targets();
    double[] distance = real.features().column(ExposureRecords.DISTANCE);
    double[] floor = records.otherLaboratories();
    Arrays.setAll(floor, i -> Math.abs(floor[i] - targets[i]));
    double total = Arrays.stream(errors).sum();
    Outcome outcome =
        Outcome.of("mean absolute error", total / errors.length)
            .with("floor", Arrays.stream(floor).average().orElseThrow());
    for (double at : DISTANCES) {
      int[] there = IntStream.range(0, errors.length).filter(i -> distance[i] == at).toArray();
      double here = IntStream.of(there).mapToDouble(i -> errors[i]).average().orElseThrow();
      outcome =
          outcome
              .with("error at %.0f mm".formatted(at), here)
              .with(
                  "floor at %.0f mm".formatted(at),
                  IntStream.of(there).mapToDouble(i -> floor[i]).average().orElseThrow());
      if (at == DISTANCES[0]) {
        outcome = outcome.with("share of the error at 2 mm", here * there.length / total);
      }
    }
    double[] relative =
        IntStream.range(0, errors.length)
            .filter(i -> distance[i] >= 50)
            .mapToDouble(i -> errors[i] / targets[i])
            .sorted()
            .toArray();
    return outcome.with("median relative error from 50 mm", relative[relative.length / 2]);
  }
}
