package dev.assay.papers.moreisbetter;

import dev.assay.lab.Contrast;
import dev.assay.lab.SeedOutcomes;
import dev.assay.methods.FittingRatio;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the claims compare: one number a seed, of several arms or of two metrics of one. */
final class Contrasts {
  private Contrasts() {}

  /** The mean over arms of log(metric / other). */
  static Contrast meanLogRatio(String metric, String other, List<String> arms) {
    return new Contrast(
        "mean over %s of log(%s / %s)".formatted(arms, metric, other),
        arms,
        seed -> each(seed, arms, logRatio(metric, other)).average().orElseThrow());
  }

  /** The part of arms whose test error lies within three standard errors and 5 % of the theory. */
  static Contrast agreement(List<String> arms) {
    return new Contrast(
        "part of %s with |test error - theory| <= 3 standard errors + 5 %% of theory"
            .formatted(arms),
        arms,
        seed ->
            each(
                    seed,
                    arms,
                    metrics -> {
                      double theory = metrics.applyAsDouble(GaussianFeatures.TEST_THEORY);
                      double allowed =
                          3 * metrics.applyAsDouble(GaussianFeatures.STANDARD_ERROR)
                              + 0.05 * theory;
                      double test = metrics.applyAsDouble(GaussianFeatures.TEST);
                      return Math.abs(test - theory) <= allowed ? 1 : 0;
                    })
                .average()
                .orElseThrow());
  }

  /** The log of an arm's metric over another metric of the same arm. */
  static Contrast logRatioWithin(String arm, String metric, String other) {
    return new Contrast(
        "log(%s / %s) of [%s]".formatted(metric, other, arm),
        List.of(arm),
        seed -> logRatio(metric, other).applyAsDouble(name -> seed.metric(arm, name)));
  }

  /** An arm's metric less another metric of the same arm. */
  static Contrast differenceWithin(String arm, String metric, String other) {
    return new Contrast(
        "%s - %s of [%s]".formatted(metric, other, arm),
        List.of(arm),
        seed -> seed.metric(arm, metric) - seed.metric(arm, other));
  }

  /** The greatest distance over arms between two metrics. */
  static Contrast greatestDistance(String metric, String other, List<String> arms) {
    return new Contrast(
        "greatest |%s - %s| of %s".formatted(metric, other, arms),
        arms,
        seed ->
            each(
                    seed,
                    arms,
                    metrics ->
                        Math.abs(metrics.applyAsDouble(metric) - metrics.applyAsDouble(other)))
                .max()
                .orElseThrow());
  }

  static Contrast greatest(String metric, List<String> arms) {
    return new Contrast(
        "greatest %s of %s".formatted(metric, arms),
        arms,
        seed -> each(seed, arms, metrics -> metrics.applyAsDouble(metric)).max().orElseThrow());
  }

  /** The log of a metric of one arm over the greatest of others. */
  static Contrast logRatioToGreatest(String metric, String arm, List<String> others) {
    return new Contrast(
        "log(%s of [%s] / greatest of %s)".formatted(metric, arm, others),
        Stream.concat(Stream.of(arm), others.stream()).toList(),
        seed ->
            Math.log(
                seed.metric(arm, metric) / greatest(metric, others).value().applyAsDouble(seed)));
  }

  /** The least rise of a metric from one arm to the next. */
  static Contrast leastRise(String metric, List<String> arms) {
    return new Contrast(
        "least rise of %s along %s".formatted(metric, arms),
        arms,
        seed ->
            steps(arms.stream().mapToDouble(arm -> seed.metric(arm, metric)).toArray())
                .min()
                .orElseThrow());
  }

  /** The greatest step of the log of a metric from one arm to the next. */
  static Contrast greatestStepOfLog(String metric, List<String> arms) {
    return new Contrast(
        "greatest step of log(%s) along %s".formatted(metric, arms),
        arms,
        seed ->
            steps(arms.stream().mapToDouble(arm -> Math.log(seed.metric(arm, metric))).toArray())
                .max()
                .orElseThrow());
  }

  /**
   * How far the best fitting ratios lie from the equation's at the exponents measured by the first
   * arm, at most; not a number where these are none that the equation is for.
   *
   * @param noises the relative noise of each arm
   */
  static Contrast distanceFromEquation(List<String> arms, double... noises) {
    return new Contrast(
        "greatest |fitting ratio - equation's at the exponents measured| over " + arms,
        arms,
        seed -> {
          double alpha = seed.metric(arms.getFirst(), ImageKernel.ALPHA);
          double beta = seed.metric(arms.getFirst(), ImageKernel.BETA);
          if (!(alpha > 1 && beta > 1 && beta < 2 * alpha + 1)) {
            return Double.NaN;
          }
          return IntStream.range(0, noises.length)
              .mapToDouble(
                  i ->
                      Math.abs(
                          seed.metric(arms.get(i), ImageKernel.RATIO)
                              - new FittingRatio(alpha, beta, noises[i]).optimum()))
              .max()
              .orElseThrow();
        });
  }

  private static DoubleStream steps(double... values) {
    return IntStream.range(1, values.length).mapToDouble(i -> values[i] - values[i - 1]);
  }

  private static ToDoubleFunction<ToDoubleFunction<String>> logRatio(String metric, String other) {
    return metrics -> Math.log(metrics.applyAsDouble(metric) / metrics.applyAsDouble(other));
  }

  /** A number for each arm, of its metrics. */
  private static DoubleStream each(
      SeedOutcomes seed, List<String> arms, ToDoubleFunction<ToDoubleFunction<String>> number) {
    return arms.stream()
        .mapToDouble(arm -> number.applyAsDouble(metric -> seed.metric(arm, metric)));
  }
}
