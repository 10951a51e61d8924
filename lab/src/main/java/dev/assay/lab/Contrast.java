package dev.assay.lab;

import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is compared: one number a seed, computed from the paired outcomes of the arms.
 *
 * @param formula the number in words; it stands for the function in the expectation's hash, so
 *     change it whenever the function changes
 * @param arms the arms it reads
 */
public record Contrast(String formula, List<String> arms, ToDoubleFunction<SeedOutcomes> value) {
  /** The first of four or more in brackets, those between, and the last. */
  private static final Pattern LONG_LIST =
      Pattern.compile("\\[([^\\[\\],]+), ((?:[^\\[\\],]+, ){2,})([^\\[\\],]+)]");

  public Contrast {
    if (formula.isBlank() || arms.isEmpty()) {
      throw new IllegalArgumentException("a contrast needs a formula and at least one arm");
    }
    arms = List.copyOf(arms);
  }

  /** The formula for a narrow place: of a list of four or more the first and the last. */
  public String brief() {
    return LONG_LIST
        .matcher(formula)
        .replaceAll(
            list ->
                Matcher.quoteReplacement(
                    "[%s, ... (%d in all), %s]"
                        .formatted(
                            list.group(1), 2 + list.group(2).split(", ").length, list.group(3))));
  }

  /** A metric of one arm. */
  public static Contrast metric(String metric, String arm) {
    return new Contrast(
        "%s of [%s]".formatted(metric, arm), List.of(arm), seed -> seed.metric(arm, metric));
  }

  /** The metric of {@code arm} less that of {@code baseline}. */
  public static Contrast difference(String metric, String arm, String baseline) {
    return new Contrast(
        "%s of [%s] - [%s]".formatted(metric, arm, baseline),
        List.of(arm, baseline),
        seed -> seed.metric(arm, metric) - seed.metric(baseline, metric));
  }

  /** The natural logarithm of the ratio of two arms' positive metric. */
  public static Contrast logRatio(String metric, String arm, String baseline) {
    return new Contrast(
        "log(%s of [%s] / [%s])".formatted(metric, arm, baseline),
        List.of(arm, baseline),
        seed -> Math.log(seed.metric(arm, metric) / seed.metric(baseline, metric)));
  }

  /**
   * The least-squares slope of log|metric| on log(setting) over {@code arms}: the exponent of a
   * power law.
   */
  public static Contrast exponent(String metric, String setting, List<String> arms) {
    return slope(
        "slope of log|%s| on log(%s) over %s".formatted(metric, setting, arms),
        arms,
        (seed, arm) -> Math.log(seed.setting(arm, setting)),
        (seed, arm) -> Math.log(Math.abs(seed.metric(arm, metric))));
  }

  /** The least-squares slope of a metric on a setting over {@code arms}. */
  public static Contrast slope(String metric, String setting, List<String> arms) {
    return slope(
        "slope of %s on %s over %s".formatted(metric, setting, arms),
        arms,
        (seed, arm) -> seed.setting(arm, setting),
        (seed, arm) -> seed.metric(arm, metric));
  }

  private static Contrast slope(
      String formula,
      List<String> arms,
      ToDoubleBiFunction<SeedOutcomes, String> abscissa,
      ToDoubleBiFunction<SeedOutcomes, String> ordinate) {
    if (arms.size() < 2) {
      throw new IllegalArgumentException("a slope needs at least two arms, but got " + arms);
    }
    return new Contrast(
        formula,
        arms,
        seed ->
            slope(
                arms.stream().mapToDouble(arm -> abscissa.applyAsDouble(seed, arm)).toArray(),
                arms.stream().mapToDouble(arm -> ordinate.applyAsDouble(seed, arm)).toArray()));
  }

  private static double slope(double[] x, double[] y) {
    double meanX = mean(x);
    double meanY = mean(y);
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
    }
    return xy / xx;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
