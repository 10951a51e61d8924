package dev.assay.lab;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a trial returns: named metrics, curves and cost; or, for a trial that threw, the reason.
 *
 * @param failure one sentence where the trial failed, else null
 */
public record Outcome(
    SortedMap<String, Double> metrics,
    SortedMap<String, Curve> curves,
    Cost cost,
    @Nullable String failure) {
  public Outcome {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    curves = Collections.unmodifiableSortedMap(new TreeMap<>(curves));
  }

  /** An outcome of one metric; add others with {@link #with}. */
  public static Outcome of(String metric, double value) {
    return new Outcome(new TreeMap<>(), new TreeMap<>(), Cost.NOT_MEASURED, null)
        .with(metric, value);
  }

  /** A trial that failed for {@code reason}. */
  public static Outcome failed(String reason) {
    return new Outcome(new TreeMap<>(), new TreeMap<>(), Cost.NOT_MEASURED, reason);
  }

  /** This outcome with a metric added. */
  public Outcome with(String metric, double value) {
    TreeMap<String, Double> copy = new TreeMap<>(metrics);
    copy.put(metric, value);
    return new Outcome(copy, curves, cost, failure);
  }

  /** This outcome with a curve added: {@code y[i]} over {@code x[i]}. */
  public Outcome withCurve(String name, double[] x, double[] y) {
    TreeMap<String, Curve> copy = new TreeMap<>(curves);
    copy.put(name, new Curve(Arrays.stream(x).boxed().toList(), Arrays.stream(y).boxed().toList()));
    return new Outcome(metrics, copy, cost, failure);
  }

  /** This outcome with its cost. */
  public Outcome withCost(Cost measured) {
    return new Outcome(metrics, curves, measured, failure);
  }
}
