package dev.assay.lab.stats;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Time-to-target performance profiles and their score (Dahl et al., "Benchmarking neural network
 * training algorithms", arXiv 2306.07179, section 4; the profiles are those of Dolan and More,
 * "Benchmarking optimization software with performance profiles", Mathematical Programming 91,
 * 2002).
 *
 * <p>With {@code r_m,w} the time that a method takes to a workload's target over the least time of
 * any method, a method's profile at {@code tau} is the share of workloads with {@code r <= tau},
 * and its score
 *
 * <pre>
 *   B_m = 1 / (tau_max - 1) * integral from 1 to tau_max of the profile
 *       = mean over workloads of max(0, (tau_max - r_m,w) / (tau_max - 1)).
 * </pre>
 *
 * The second form is exact; the benchmark's own code sums trapezoids. A score says something only
 * beside the other methods of the same profile: another method changes the least times.
 */
public final class TimeToTargetProfile {
  /** The benchmark's largest ratio. */
  public static final double TAU_MAX = 4;

  private final Map<String, double[]> ratios;

  private TimeToTargetProfile(Map<String, double[]> ratios) {
    this.ratios = ratios;
  }

  /**
   * The profiles of methods on the same workloads.
   *
   * @param times by method, the time (seconds or steps) to each workload's target, above 0;
   *     positive infinity where it was not reached
   * @throws IllegalArgumentException if there is no method or no workload, the numbers of workloads
   *     differ, or a time is not above 0
   */
  public static TimeToTargetProfile of(Map<String, double[]> times) {
    if (times.isEmpty()) {
      throw new IllegalArgumentException("a profile needs at least one method");
    }
    int workloads = times.values().iterator().next().length;
    double[] least = new double[workloads];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    times.forEach(
        (method, own) -> {
          if (own.length != workloads || workloads == 0) {
            throw new IllegalArgumentException(
                "each method needs a time for each of at least one workload, but '%s' has %d"
                    .formatted(method, own.length));
          }
          for (int w = 0; w < workloads; w++) {
            if (!(own[w] > 0)) {
              throw new IllegalArgumentException(
                  "a time must be above 0, or infinite where the target was missed, but '%s' has %s"
                      .formatted(method, own[w]));
            }
            least[w] = Math.min(least[w], own[w]);
          }
        });
    Map<String, double[]> ratios = new LinkedHashMap<>();
    times.forEach(
        (method, own) -> {
          double[] ratio = new double[workloads];
          for (int w = 0; w < workloads; w++) {
            ratio[w] = Double.isInfinite(own[w]) ? Double.POSITIVE_INFINITY : own[w] / least[w];
          }
          ratios.put(method, ratio);
        });
    return new TimeToTargetProfile(ratios);
  }

  /** The methods, in the order given. */
  public Set<String> methods() {
    return Collections.unmodifiableSet(ratios.keySet());
  }

  /** The share in [0, 1] of workloads that {@code method} solves within {@code tau} of the best. */
  public double at(String method, double tau) {
    int within = 0;
    double[] own = ratios(method);
    for (double ratio : own) {
      within += ratio <= tau ? 1 : 0;
    }
    return within / (double) own.length;
  }

  /** The score in [0, 1] up to {@link #TAU_MAX}; 1 for a method that is first everywhere. */
  public double score(String method) {
    return score(method, TAU_MAX);
  }

  /**
   * The score in [0, 1] up to {@code tauMax}.
   *
   * @param tauMax above 1, finite
   */
  public double score(String method, double tauMax) {
    if (!(tauMax > 1) || Double.isInfinite(tauMax)) {
      throw new IllegalArgumentException(
          "the largest ratio must be finite and above 1, but is " + tauMax);
    }
    double sum = 0;
    double[] own = ratios(method);
    for (double ratio : own) {
      sum += Math.max(0, (tauMax - ratio) / (tauMax - 1));
    }
    return sum / own.length;
  }

  private double[] ratios(String method) {
    double[] own = ratios.get(method);
    if (own == null) {
      throw new IllegalArgumentException(
          "there is no method '%s': there are %s".formatted(method, ratios.keySet()));
    }
    return own;
  }
}
