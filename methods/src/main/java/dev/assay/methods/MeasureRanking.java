package dev.assay.methods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Does a measure rank networks as their generalization gaps do?
 *
 * <p>Jiang, Neyshabur, Mobahi, Krishnan, Bengio. Fantastic Generalization Measures and Where to
 * Find Them. ICLR 2020, arXiv 1912.02178:
 *
 * <pre>
 * tau   = mean over pairs of networks of sign(mu1 - mu2) sign(g1 - g2)
 * psi_i = the same over pairs that differ in hyperparameter i alone
 * Psi   = mean over i of psi_i
 * K     = min over sets S of at most 2 hyperparameters of I(V_mu; V_g | U_S) / H(V_g | U_S)
 * </pre>
 *
 * <p>where V are the signs of a pair's differences and U_S its settings in S. And Dziugaite et al.,
 * In Search of Robust Measures of Generalization, NeurIPS 2020, arXiv 2010.11924: the sign error
 * {@code (1 - sign sign) / 2} over the pairs of one environment, weighted by how surely their gaps
 * differ, {@code w = max(0, 1 - 2 exp(-2 n (|g1 - g2| / 2)^2))^2}, pairs with w at most 0.5 left
 * out; the worst environment counts.
 *
 * <p><b>Differs from the papers in</b>
 *
 * <ol>
 *   <li>psi_i is averaged over pairs, which is the average over the other settings of a full grid.
 *   <li>An environment is a hyperparameter with two of its values and one setting of all others
 *       taken together: pairs are pooled by hyperparameter and by the two values.
 *   <li>Signs are those of ordered pairs, each pair in both orders; ties have the sign 0 in tau and
 *       psi, and are left out of K.
 * </ol>
 */
public final class MeasureRanking {
  private static final double LEAST_WEIGHT = 0.5;
  private static final double CERTAIN = 1e-12;

  private final List<int[]> settings;
  private final int hyperparameters;
  private final double[] gaps;
  private final List<int[]> pairs;
  private final List<List<int[]>> pairsOfOne;

  /**
   * The networks to be ranked.
   *
   * @param settings of each network, the level of each hyperparameter; at least two networks
   * @param gaps of each network, test error less training error
   */
  public MeasureRanking(List<int[]> settings, double[] gaps) {
    if (settings.size() < 2 || settings.size() != gaps.length) {
      throw new IllegalArgumentException(
          "At least two networks are needed, and a gap for each, not "
              + settings.size()
              + " and "
              + gaps.length
              + " gaps.");
    }
    hyperparameters = settings.getFirst().length;
    if (settings.stream().anyMatch(levels -> levels.length != hyperparameters)) {
      throw new IllegalArgumentException("Every network needs a level of every hyperparameter.");
    }
    requireNumbers("A gap", gaps);
    this.settings = settings.stream().map(int[]::clone).toList();
    this.gaps = gaps.clone();
    pairs = allPairs(gaps.length);
    pairsOfOne =
        IntStream.range(0, hyperparameters)
            .mapToObj(i -> pairs.stream().filter(p -> differOnlyIn(p, i)).toList())
            .toList();
  }

  /** Kendall's tau over all pairs, in [-1, 1]. */
  public double tau(double[] measure) {
    check(measure);
    return meanAgreement(measure, pairs);
  }

  /**
   * psi_i over pairs that differ in hyperparameter i alone, in [-1, 1]; NaN where there is none.
   */
  public double psi(double[] measure, int hyperparameter) {
    check(measure);
    return meanAgreement(measure, pairsThatDifferOnlyIn(hyperparameter));
  }

  /** Psi, the mean of psi_i over hyperparameters. */
  public double psi(double[] measure) {
    return IntStream.range(0, hyperparameters)
        .mapToDouble(i -> psi(measure, i))
        .average()
        .orElseThrow();
  }

  private double meanAgreement(double[] measure, List<int[]> pairs) {
    return pairs.stream()
        .mapToDouble(p -> sign(measure, p) * sign(gaps, p))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * The largest weighted sign error of an environment, in [0, 1]; NaN where in none the gaps surely
   * differ.
   *
   * @param testExamples n, that the gaps were measured on
   */
  public double worstSignError(double[] measure, int testExamples) {
    check(measure);
    Require.positive("testExamples", testExamples);
    double worst = Double.NaN;
    for (int i = 0; i < hyperparameters; i++) {
      Map<List<Integer>, double[]> environments = new LinkedHashMap<>();
      for (int[] pair : pairsThatDifferOnlyIn(i)) {
        double weight = weight(pair, testExamples);
        if (weight > LEAST_WEIGHT) {
          int a = settings.get(pair[0])[i];
          int b = settings.get(pair[1])[i];
          double[] sums =
              environments.computeIfAbsent(
                  List.of(Math.min(a, b), Math.max(a, b)), _ -> new double[2]);
          sums[0] += weight * (1 - sign(measure, pair) * sign(gaps, pair)) / 2;
          sums[1] += weight;
        }
      }
      for (double[] sums : environments.values()) {
        worst = Double.isNaN(worst) ? sums[0] / sums[1] : Math.max(worst, sums[0] / sums[1]);
      }
    }
    return worst;
  }

  private double weight(int[] pair, int testExamples) {
    double half = Math.abs(gaps[pair[0]] - gaps[pair[1]]) / 2;
    double sure = Math.max(0, 1 - 2 * Math.exp(-2 * testExamples * half * half));
    return sure * sure;
  }

  /**
   * K: the least normalized information over sets of at most two hyperparameters, in [0, 1]. Sets
   * that settle which gap is larger are left out: nothing remains to be told.
   */
  public double information(double[] measure) {
    check(measure);
    double least = information(measure, new int[0]);
    for (int i = 0; i < hyperparameters; i++) {
      least = Math.min(least, information(measure, new int[] {i}));
      for (int j = i + 1; j < hyperparameters; j++) {
        least = Math.min(least, information(measure, new int[] {i, j}));
      }
    }
    return least;
  }

  private double information(double[] measure, int[] conditions) {
    Map<List<Integer>, double[]> cells = new LinkedHashMap<>();
    for (int[] pair : pairs) {
      double ofMeasure = sign(measure, pair);
      double ofGap = sign(gaps, pair);
      if (ofMeasure != 0 && ofGap != 0) {
        for (int order = 0; order < 2; order++) {
          int first = order;
          List<Integer> cell = new ArrayList<>();
          for (int condition : conditions) {
            cell.add(settings.get(pair[first])[condition]);
            cell.add(settings.get(pair[1 - first])[condition]);
          }
          int direction = order == 0 ? 1 : -1;
          int index = (ofMeasure * direction > 0 ? 2 : 0) + (ofGap * direction > 0 ? 1 : 0);
          cells.computeIfAbsent(cell, _ -> new double[4])[index]++;
        }
      }
    }
    double all = cells.values().stream().flatMapToDouble(Arrays::stream).sum();
    double information = 0;
    double entropy = 0;
    for (double[] counts : cells.values()) {
      double total = Arrays.stream(counts).sum();
      double ofGap = entropy(counts[0] + counts[2], counts[1] + counts[3]);
      double ofMeasure = entropy(counts[0] + counts[1], counts[2] + counts[3]);
      entropy += total / all * ofGap;
      information += total / all * (ofGap + ofMeasure - entropy(counts));
    }
    return entropy < CERTAIN ? 1 : Math.max(0, information / entropy);
  }

  private static double entropy(double... counts) {
    double total = Arrays.stream(counts).sum();
    return Arrays.stream(counts)
        .filter(count -> count > 0)
        .map(count -> -count / total * Math.log(count / total))
        .sum();
  }

  private static List<int[]> allPairs(int networks) {
    List<int[]> pairs = new ArrayList<>();
    for (int a = 0; a < networks; a++) {
      for (int b = a + 1; b < networks; b++) {
        pairs.add(new int[] {a, b});
      }
    }
    return pairs;
  }

  private List<int[]> pairsThatDifferOnlyIn(int hyperparameter) {
    if (hyperparameter < 0 || hyperparameter >= hyperparameters) {
      throw new IllegalArgumentException(
          "There is no hyperparameter "
              + hyperparameter
              + " of "
              + hyperparameters
              + ", counted from 0.");
    }
    return pairsOfOne.get(hyperparameter);
  }

  private boolean differOnlyIn(int[] pair, int hyperparameter) {
    int[] a = settings.get(pair[0]);
    int[] b = settings.get(pair[1]);
    return IntStream.range(0, hyperparameters)
        .allMatch(i -> (a[i] != b[i]) == (i == hyperparameter));
  }

  private static double sign(double[] values, int[] pair) {
    return Math.signum(values[pair[0]] - values[pair[1]]);
  }

  private void check(double[] measure) {
    if (measure.length != gaps.length) {
      throw new IllegalArgumentException(
          "There are " + gaps.length + " networks, not " + measure.length + ".");
    }
    requireNumbers("A measure", measure);
  }

  private static void requireNumbers(String name, double[] values) {
    for (double value : values) {
      if (Double.isNaN(value)) {
        throw new IllegalArgumentException(name + " must be a number, not NaN.");
      }
    }
  }

  @Override
  public String toString() {
    return "MeasureRanking(networks=" + gaps.length + ", hyperparameters=" + hyperparameters + ")";
  }
}
