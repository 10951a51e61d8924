package dev.assay.lab.tune;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A density over a search space: a weighted mixture of one product kernel a trial and a wide prior
 * (Watanabe, "Tree-structured Parzen estimator: understanding its algorithm components and their
 * roles for better empirical performance", arXiv 2304.11127, Sections 3.2 and 3.3).
 *
 * <ul>
 *   <li>An ordered dimension has a normal kernel truncated to [0, 1], and integrated over the cells
 *       of a discrete one. Its width is the larger distance to the two neighbours among the trials,
 *       the prior's mean and the bounds (Bergstra, Bardenet, Bengio and Kegl, 2011), but at least
 *       {@code max(minimum, (2 + n)^-alpha)} for n trials ("magic clipping"). The prior's has mean
 *       1/2 and width 1.
 *   <li>A categorical dimension has Aitchison and Aitken's kernel: its own category gets 1 + 1/(n +
 *       1), every other one 1/(n + 1), over their sum. The prior's is uniform.
 *   <li>Where a trial lacks a conditional parameter it says nothing of it: there the prior stands
 *       in.
 * </ul>
 */
final class ParzenEstimator {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double PRIOR_MEAN = 0.5;
  private static final double PRIOR_WIDTH = 1;

  private final List<Dimension> dimensions;
  private final int kernels;

  /** The weights' running sums; the last kernel is the prior. */
  private final double[] cumulative;

  private final double[] logWeights;
  private final double[][] means;
  private final double[][] widths;

  /** Of a continuum: the logarithm of 1 / (width sqrt(2 pi) mass in [0, 1]). */
  private final double[][] logScale;

  /** Of cells and categories: the logarithm of each one's probability, by kernel. */
  private final double[][][] logTable;

  /**
   * The mixture of kernels at {@code points}.
   *
   * @param points by trial, one coordinate a dimension, {@code NaN} where it lacks the parameter
   * @param weights by trial, not negative
   * @param priorWeight above 0
   */
  ParzenEstimator(
      List<Dimension> dimensions,
      List<double[]> points,
      double[] weights,
      double priorWeight,
      double minimumWidth,
      double magicExponent,
      KernelTables tables) {
    this.dimensions = dimensions;
    int n = points.size();
    kernels = n + 1;
    cumulative = new double[kernels];
    logWeights = new double[kernels];
    double sum = Arrays.stream(weights).sum() + priorWeight;
    double running = 0;
    for (int k = 0; k < kernels; k++) {
      double weight = (k < n ? weights[k] : priorWeight) / sum;
      running += weight;
      cumulative[k] = running;
      logWeights[k] = Math.log(weight);
    }
    double narrowest = Math.max(minimumWidth, Math.pow(n + 2, -magicExponent));
    int d = dimensions.size();
    means = new double[d][];
    widths = new double[d][];
    logScale = new double[d][];
    logTable = new double[d][][];
    for (int i = 0; i < d; i++) {
      Dimension dimension = dimensions.get(i);
      switch (dimension.kind) {
        case FIXED -> {}
        case CATEGORIES -> logTable[i] = categories(dimension, i, points);
        case CELLS -> {
          setKernels(i, points, narrowest);
          logTable[i] = new double[kernels][];
          for (int k = 0; k < kernels; k++) {
            logTable[i][k] = tables.cells(dimension, means[i][k], widths[i][k]);
          }
        }
        case CONTINUUM -> {
          setKernels(i, points, narrowest);
          logScale[i] = new double[kernels];
          for (int k = 0; k < kernels; k++) {
            logScale[i][k] = logScale(means[i][k], widths[i][k]);
          }
        }
      }
    }
  }

  private static double logScale(double mean, double width) {
    double mass = NORMAL.probability(-mean / width, (1 - mean) / width);
    return -Math.log(width * Math.sqrt(2 * Math.PI) * mass);
  }

  private double[][] categories(Dimension dimension, int i, List<double[]> points) {
    double[][] rows = new double[dimension.size][dimension.size];
    double sum = 1 + dimension.size / (double) kernels;
    for (int category = 0; category < dimension.size; category++) {
      Arrays.fill(rows[category], Math.log(1.0 / kernels / sum));
      rows[category][category] = Math.log((1 + 1.0 / kernels) / sum);
    }
    double[] uniform = new double[dimension.size];
    Arrays.fill(uniform, -Math.log(dimension.size));
    double[][] table = new double[kernels][];
    for (int k = 0; k < kernels; k++) {
      double unit = k < points.size() ? points.get(k)[i] : Double.NaN;
      table[k] = Double.isNaN(unit) ? uniform : rows[dimension.index(unit)];
    }
    return table;
  }

  /** Set the means and widths of an ordered dimension. */
  private void setKernels(int i, List<double[]> points, double narrowest) {
    double[] mean = new double[kernels];
    double[] width = new double[kernels];
    // Sorted with each kernel's number in the lowest bits: the order of non-negative doubles is
    // that of their bits, and 2^-40 is no difference here.
    long[] sorted = new long[kernels];
    int present = 0;
    long numberBits = (1L << (Integer.SIZE - Integer.numberOfLeadingZeros(kernels))) - 1;
    for (int k = 0; k < kernels; k++) {
      double unit = k < points.size() ? points.get(k)[i] : PRIOR_MEAN;
      if (Double.isNaN(unit)) {
        mean[k] = PRIOR_MEAN;
        width[k] = PRIOR_WIDTH;
      } else {
        mean[k] = unit;
        sorted[present++] = (Double.doubleToLongBits(unit) & ~numberBits) | k;
      }
    }
    Arrays.sort(sorted, 0, present);
    for (int s = 0; s < present; s++) {
      int k = (int) (sorted[s] & numberBits);
      double left = s == 0 ? 0 : mean[(int) (sorted[s - 1] & numberBits)];
      double right = s == present - 1 ? 1 : mean[(int) (sorted[s + 1] & numberBits)];
      width[k] = Math.clamp(Math.max(mean[k] - left, right - mean[k]), narrowest, 1.0);
    }
    width[kernels - 1] = PRIOR_WIDTH;
    means[i] = mean;
    widths[i] = width;
  }

  /**
   * A point drawn from the mixture: one coordinate a dimension, cells and categories at middles.
   */
  double[] sample(RandomGenerator random) {
    int k = Arrays.binarySearch(cumulative, random.nextDouble());
    k = Math.min(k < 0 ? -k - 1 : k, kernels - 1);
    double[] point = new double[dimensions.size()];
    for (int i = 0; i < point.length; i++) {
      Dimension dimension = dimensions.get(i);
      point[i] =
          switch (dimension.kind) {
            case FIXED -> 0.5;
            case CATEGORIES -> dimension.unit(category(logTable[i][k], random));
            case CELLS -> dimension.unit(dimension.index(normal(i, k, random)));
            case CONTINUUM -> normal(i, k, random);
          };
    }
    return point;
  }

  private double normal(int i, int k, RandomGenerator random) {
    // At least a third of the draws lie in [0, 1]: the mean does and the width is at most 1.
    while (true) {
      double value = random.nextGaussian(means[i][k], widths[i][k]);
      if (value >= 0 && value <= 1) {
        return value;
      }
    }
  }

  private static int category(double[] logProbabilities, RandomGenerator random) {
    double left = random.nextDouble();
    int last = logProbabilities.length - 1;
    for (int c = 0; c < last; c++) {
      left -= Math.exp(logProbabilities[c]);
      if (left < 0) {
        return c;
      }
    }
    return last;
  }

  /**
   * The logarithm of the density at {@code point}, taken over those dimensions where it has a
   * coordinate: a density in a continuum, a probability elsewhere.
   */
  double logDensity(double[] point) {
    double[] logs = logWeights.clone();
    for (int i = 0; i < point.length; i++) {
      if (Double.isNaN(point[i])) {
        continue;
      }
      Dimension dimension = dimensions.get(i);
      switch (dimension.kind) {
        case FIXED -> {}
        case CATEGORIES, CELLS -> {
          int index = dimension.index(point[i]);
          for (int k = 0; k < kernels; k++) {
            logs[k] += logTable[i][k][index];
          }
        }
        case CONTINUUM -> {
          for (int k = 0; k < kernels; k++) {
            double z = (point[i] - means[i][k]) / widths[i][k];
            logs[k] += logScale[i][k] - 0.5 * z * z;
          }
        }
      }
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      largest = Math.max(largest, log);
    }
    double sum = 0;
    for (double log : logs) {
      // What is e^-36 times smaller than the largest is lost in a double's sum anyway.
      if (log > largest - 36) {
        sum += Math.exp(log - largest);
      }
    }
    return largest + Math.log(sum);
  }
}
