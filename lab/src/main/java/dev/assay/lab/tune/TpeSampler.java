package dev.assay.lab.tune;

import dev.assay.lab.Configuration;
import dev.assay.lab.Proposal;
import dev.assay.lab.Sampler;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.TuningSeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kegl, "Algorithms for
 * hyper-parameter optimization", NIPS 2011) over all parameters jointly, with the components that
 * Watanabe's ablation recommends (arXiv 2304.11127, Section 4).
 *
 * <p>Of n ended trials the best {@code min(ceil(quantile n), 25)} make a density l, the others a
 * density g (see {@link ParzenEstimator}). Of {@code candidates} points drawn from l the one with
 * the largest l/g is proposed. Kernels of l weigh as much as their trial improves on the best of
 * the others, and l's prior as the mean of them ("EI" weighting); kernels of g weigh alike. The
 * first {@code startup} proposals are random.
 *
 * <p>Pending trials count for g, so that parallel proposals keep apart. Failed trials count for g.
 * Conditional parameters are drawn where their parents' draw makes them active.
 *
 * <p>Differs from the paper in: g is made of at most {@link #MOST_OTHERS} trials besides the
 * pending ones, a uniform sample of all, so that the cost of a proposal does not grow with the
 * study.
 *
 * @param startup how many proposals are random, at least 1
 * @param quantile the share of trials that make l, in (0, 1)
 * @param candidates how many points are drawn from l, at least 1
 * @param minimumWidth the least width of a kernel, in (0, 1], as a share of the parameter's range
 * @param magicExponent alpha in the clipping of widths, above 0
 */
public record TpeSampler(
    int startup, double quantile, int candidates, double minimumWidth, double magicExponent)
    implements Sampler {
  private static final int MOST_BEST = 25;
  private static final int MOST_OTHERS = 500;

  public TpeSampler {
    if (startup < 1 || candidates < 1) {
      throw new IllegalArgumentException(
          "TPE needs at least 1 random proposal and 1 candidate, but got %d and %d"
              .formatted(startup, candidates));
    }
    if (!(quantile > 0 && quantile < 1)) {
      throw new IllegalArgumentException("TPE needs a quantile in (0, 1), but got " + quantile);
    }
    if (!(minimumWidth > 0 && minimumWidth <= 1)) {
      throw new IllegalArgumentException(
          "TPE needs a minimum width in (0, 1], but got " + minimumWidth);
    }
    if (!(magicExponent > 0)) {
      throw new IllegalArgumentException(
          "TPE needs a magic exponent above 0, but got " + magicExponent);
    }
  }

  /** The setting that arXiv 2304.11127 recommends: 10 random trials, 0.15, 24, 0.03 and 2. */
  public TpeSampler() {
    this(10, 0.15, 24, 0.03, 2);
  }

  @Override
  public Search begin(SearchSpace space, int objectives, TuningSeed seed) {
    AskTell.requireOneObjective(this, objectives);
    return new TpeSearch(space, seed);
  }

  @Override
  public String toString() {
    return "TPE (startup %d, quantile %s, candidates %d, minimum width %s, magic exponent %s)"
        .formatted(startup, quantile, candidates, minimumWidth, magicExponent);
  }

  private final class TpeSearch extends AskTell {
    private final List<Dimension> dimensions;
    private final KernelTables tables = new KernelTables();
    private final List<double[]> points = new ArrayList<>();

    /** Trials with a score, best first; of equal ones the earlier first. */
    private final TreeSet<Integer> ranked =
        new TreeSet<>(Comparator.comparingDouble(this::score).thenComparingInt(trial -> trial));

    /** Ended trials with the smallest of one random number a trial: a uniform sample of all. */
    private final TreeMap<Long, Integer> sample = new TreeMap<>();

    private final TreeSet<Integer> pending = new TreeSet<>();
    private int ended;

    TpeSearch(SearchSpace space, TuningSeed seed) {
      super(space, 1, seed);
      dimensions = space.parameters().stream().map(Dimension::new).toList();
    }

    private double score(int trial) {
      double[] scores = scores(trial);
      return scores == null ? Double.NaN : scores[0];
    }

    @Override
    void noted(int trial) {
      pending.remove(trial);
      ended++;
      if (succeeded(trial)) {
        ranked.add(trial);
      }
      sample.put(random("sample " + trial).nextLong(), trial);
      if (sample.size() > MOST_OTHERS + MOST_BEST) {
        sample.pollLastEntry();
      }
    }

    @Override
    Proposal propose(int trial, RandomGenerator random) {
      Configuration configuration =
          ended < startup || ranked.isEmpty() ? draw(random) : propose(random);
      points.add(space.units(configuration));
      pending.add(trial);
      return Proposal.of(trial, configuration);
    }

    private Configuration propose(RandomGenerator random) {
      int count = Math.min((int) Math.ceil(quantile * ended), MOST_BEST);
      List<Integer> best = new ArrayList<>();
      double threshold = Double.NaN;
      for (int trial : ranked) {
        if (best.size() == count) {
          threshold = score(trial);
          break;
        }
        best.add(trial);
      }
      double[] improvements = improvements(best, threshold);
      ParzenEstimator good =
          estimator(best, improvements, Arrays.stream(improvements).average().orElseThrow());
      List<Integer> others = new ArrayList<>(sample.values());
      others.removeAll(best);
      others = others.subList(0, Math.min(others.size(), MOST_OTHERS));
      others.addAll(pending);
      double[] ones = new double[others.size()];
      Arrays.fill(ones, 1);
      ParzenEstimator bad = estimator(others, ones, 1);
      double[] chosen = new double[0];
      double largest = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < candidates; c++) {
        double[] point = space.snapped(good.sample(random));
        double ratio = good.logDensity(point) - bad.logDensity(point);
        if (chosen.length == 0 || ratio > largest) {
          chosen = point;
          largest = ratio;
        }
      }
      return space.configuration(chosen);
    }

    /** How much each trial is better than the threshold, on any scale; alike where none is. */
    private double[] improvements(List<Integer> best, double threshold) {
      double[] improvements = new double[best.size()];
      double range = threshold - score(best.getFirst());
      for (int i = 0; i < improvements.length; i++) {
        double share = (threshold - score(best.get(i))) / range;
        improvements[i] = range > 0 && Double.isFinite(range) ? Math.max(share, 1e-12) : 1;
      }
      return improvements;
    }

    private ParzenEstimator estimator(List<Integer> trials, double[] weights, double prior) {
      return new ParzenEstimator(
          dimensions,
          trials.stream().map(points::get).toList(),
          weights,
          prior,
          minimumWidth,
          magicExponent,
          tables);
    }
  }
}
