package dev.assay.lab.report;

import dev.assay.lab.ClaimRecord;
import dev.assay.lab.ClaimRecord.TrialEntry;
import dev.assay.lab.Study;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A picture of a study's results, drawn from the trials of its records: what was measured as the
 * median and the range over seeds, what theory says as a dashed line beside it.
 *
 * <p>It says where its numbers are found, and holds none: the same figure is drawn of every tier.
 */
public final class Figure {
  private final String title;
  private final Study study;
  private String xName = "";
  private String yName = "";
  private boolean logX;
  private boolean logY;
  private final List<Series> series = new ArrayList<>();

  /** One series: its name, where its points are found, and whether theory gave them. */
  private record Series(String name, Points points, boolean theory) {}

  /** Where the points of a series are found among the trials of a study. */
  public sealed interface Points {
    /** The arms whose trials are read. */
    List<String> arms();

    /** The metrics that are read. */
    List<String> metrics();
  }

  private record Over(String setting, String metric, List<String> arms) implements Points {
    @Override
    public List<String> metrics() {
      return List.of(metric);
    }
  }

  private record Within(String arm, List<Double> x, List<String> metrics) implements Points {
    @Override
    public List<String> arms() {
      return List.of(arm);
    }
  }

  private Figure(String title, Study study) {
    this.title = title;
    this.study = study;
  }

  /** Begin a figure of the results of {@code study}. */
  public static Figure of(String title, Study study) {
    return new Figure(title, study);
  }

  /** A metric of several arms over a numeric setting of theirs. */
  public static Points over(String setting, String metric, List<String> arms) {
    return new Over(setting, metric, List.copyOf(arms));
  }

  /**
   * Several metrics of one arm, {@code metrics.get(i)} at {@code x[i]}: a curve within a trial.
   *
   * @throws IllegalArgumentException where there are not as many metrics as x
   */
  public static Points within(String arm, double[] x, List<String> metrics) {
    if (x.length != metrics.size()) {
      throw new IllegalArgumentException(
          "a curve needs as many metrics as x, but has %d and %d"
              .formatted(metrics.size(), x.length));
    }
    return new Within(arm, Arrays.stream(x).boxed().toList(), List.copyOf(metrics));
  }

  /** Name the x axis. */
  public Figure x(String name) {
    xName = name;
    return this;
  }

  /** Name the y axis. */
  public Figure y(String name) {
    yName = name;
    return this;
  }

  /** Show the x axis by decades. */
  public Figure logX() {
    logX = true;
    return this;
  }

  /** Show the y axis by decades. */
  public Figure logY() {
    logY = true;
    return this;
  }

  /** Add what was measured. */
  public Figure measured(String name, Points points) {
    return add(new Series(name, points, false));
  }

  /** Add what theory says. */
  public Figure theory(String name, Points points) {
    return add(new Series(name, points, true));
  }

  private Figure add(Series added) {
    added.points().arms().forEach(study::arm);
    series.add(added);
    return this;
  }

  /** What it shows. */
  public String title() {
    return title;
  }

  /**
   * The figure as one {@code svg} element, of the largest tier that {@code records} have of its
   * study; empty where they have none, or not the metrics.
   */
  public Optional<String> svg(Collection<ClaimRecord> records) {
    return records.stream()
        .filter(record -> record.study().equals(study.label()))
        .map(ClaimRecord::tier)
        .max(Comparator.naturalOrder())
        .flatMap(
            tier ->
                plot(
                    records.stream()
                        .filter(record -> record.study().equals(study.label()))
                        .filter(record -> record.tier() == tier)
                        .flatMap(record -> record.trials().stream())
                        .toList()));
  }

  private Optional<String> plot(List<TrialEntry> trials) {
    Plot plot = new Plot(title, xName, yName);
    if (logX) {
      plot.logX();
    }
    if (logY) {
      plot.logY();
    }
    boolean any = false;
    for (Series each : series) {
      SortedMap<Double, List<Double>> found = values(each.points(), trials);
      double[] x = found.keySet().stream().mapToDouble(Double::doubleValue).toArray();
      double[][] sorted =
          found.values().stream()
              .map(values -> values.stream().mapToDouble(Double::doubleValue).sorted().toArray())
              .toArray(double[][]::new);
      double[] middle = Arrays.stream(sorted).mapToDouble(Figure::median).toArray();
      any |= x.length > 0;
      if (each.theory()) {
        plot.dashed(each.name(), x, middle);
      } else {
        plot.ranges(
            each.name(),
            x,
            Arrays.stream(sorted).mapToDouble(values -> values[0]).toArray(),
            middle,
            Arrays.stream(sorted).mapToDouble(values -> values[values.length - 1]).toArray());
      }
    }
    return any ? Optional.of(plot.svg()) : Optional.empty();
  }

  /** The values over seeds at each x; a trial that serves several claims counts once. */
  private static SortedMap<Double, List<Double>> values(Points points, List<TrialEntry> trials) {
    SortedMap<Double, List<Double>> values = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (TrialEntry trial : trials) {
      if (!points.arms().contains(trial.arm()) || !seen.add(trial.key())) {
        continue;
      }
      switch (points) {
        case Over over ->
            Stream.ofNullable(trial.configuration().get(over.setting()))
                .filter(Number.class::isInstance)
                .forEach(x -> add(values, ((Number) x).doubleValue(), trial, over.metric()));
        case Within within ->
            IntStream.range(0, within.x().size())
                .forEach(i -> add(values, within.x().get(i), trial, within.metrics().get(i)));
      }
    }
    return values;
  }

  private static void add(
      SortedMap<Double, List<Double>> values, double x, TrialEntry trial, String metric) {
    Double value = trial.metrics().get(metric);
    if (value != null && Double.isFinite(value)) {
      values.computeIfAbsent(x, _ -> new ArrayList<>()).add(value);
    }
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
  }
}
