package dev.assay.papers;

import dev.assay.lab.Contrast;
import dev.assay.lab.SeedOutcomes;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Contrasts that papers share: one number a seed, of several arms or of two metrics of one. */
public final class Contrasts {
  private Contrasts() {}

  /** The mean over arms of log(metric / other). */
  public static Contrast meanLogRatio(String metric, String other, List<String> arms) {
    return new Contrast(
        "mean over %s of log(%s / %s)".formatted(arms, metric, other),
        arms,
        seed ->
            arms.stream()
                .mapToDouble(arm -> logRatio(seed, arm, metric, other))
                .average()
                .orElseThrow());
  }

  /** The log of an arm's metric over another metric of the same arm. */
  public static Contrast logRatioWithin(String arm, String metric, String other) {
    return new Contrast(
        "log(%s / %s) of [%s]".formatted(metric, other, arm),
        List.of(arm),
        seed -> logRatio(seed, arm, metric, other));
  }

  /** An arm's metric less another metric of the same arm. */
  public static Contrast differenceWithin(String arm, String metric, String other) {
    return new Contrast(
        "%s - %s of [%s]".formatted(metric, other, arm),
        List.of(arm),
        seed -> seed.metric(arm, metric) - seed.metric(arm, other));
  }

  /** The greatest distance over arms between two metrics. */
  public static Contrast greatestDistance(String metric, String other, List<String> arms) {
    return new Contrast(
        "greatest |%s - %s| of %s".formatted(metric, other, arms),
        arms,
        seed ->
            arms.stream()
                .mapToDouble(arm -> Math.abs(seed.metric(arm, metric) - seed.metric(arm, other)))
                .max()
                .orElseThrow());
  }

  /** The greatest value of a metric over arms. */
  public static Contrast greatest(String metric, List<String> arms) {
    return new Contrast(
        "greatest %s of %s".formatted(metric, arms),
        arms,
        seed -> values(seed, metric, arms).max().orElseThrow());
  }

  /** The log of a metric of one arm over the greatest of others: above 0 where it is the peak. */
  public static Contrast logRatioToGreatest(String metric, String arm, List<String> others) {
    return new Contrast(
        "log(%s of [%s] / greatest of %s)".formatted(metric, arm, others),
        Stream.concat(Stream.of(arm), others.stream()).toList(),
        seed ->
            Math.log(seed.metric(arm, metric) / values(seed, metric, others).max().orElseThrow()));
  }

  /** The least rise of a metric from one arm to the next. */
  public static Contrast leastRise(String metric, List<String> arms) {
    return new Contrast(
        "least rise of %s along %s".formatted(metric, arms),
        arms,
        seed -> steps(values(seed, metric, arms).toArray()).min().orElseThrow());
  }

  /** The greatest step of the log of a metric from one arm to the next: below 0 where it falls. */
  public static Contrast greatestStepOfLog(String metric, List<String> arms) {
    return new Contrast(
        "greatest step of log(%s) along %s".formatted(metric, arms),
        arms,
        seed -> steps(values(seed, metric, arms).map(Math::log).toArray()).max().orElseThrow());
  }

  private static DoubleStream values(SeedOutcomes seed, String metric, List<String> arms) {
    return arms.stream().mapToDouble(arm -> seed.metric(arm, metric));
  }

  private static DoubleStream steps(double... values) {
    return IntStream.range(1, values.length).mapToDouble(i -> values[i] - values[i - 1]);
  }

  private static double logRatio(SeedOutcomes seed, String arm, String metric, String other) {
    return Math.log(seed.metric(arm, metric) / seed.metric(arm, other));
  }
}
