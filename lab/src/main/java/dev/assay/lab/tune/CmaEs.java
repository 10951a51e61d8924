package dev.assay.lab.tune;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * The search distribution of CMA-ES: points are {@code mean + sigma scale * step} with steps from
 * N(0, C), and {@code scale}, a diagonal matrix, belongs to the margin.
 *
 * <p>Equation numbers are those of Hansen's tutorial (arXiv 1604.00772, version 2); Section 4 of
 * arXiv 2205.13482 is the margin.
 */
final class CmaEs {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double WORST_CONDITION = 1e14;
  private static final double LEAST_STEP = 1e-12;

  private final List<Dimension> dimensions;
  private final int d;
  private final int population;
  private final double[] weights;
  private final double effective;
  private final double rateSigma;
  private final double dampSigma;
  private final double ratePath;
  private final double rateOne;
  private final double rateMu;
  private final double expectedNorm;

  private final double[] mean;
  private final double[] scale;
  private double sigma;
  private RealMatrix covariance;
  private final double[] pathSigma;
  private final double[] path;
  private int generation;

  /** Of the covariance: eigenvectors by column, and square roots of the eigenvalues. */
  private RealMatrix basis;

  private double[] roots;

  CmaEs(List<Dimension> dimensions, double[] mean, double sigma, int population) {
    this.dimensions = dimensions;
    this.d = dimensions.size();
    this.population = population;
    this.mean = mean;
    this.sigma = sigma;
    int mu = population / 2;
    weights = new double[mu];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < mu; i++) {
      weights[i] = Math.log((population + 1) / 2.0) - Math.log(i + 1);
      sum += weights[i];
    }
    for (int i = 0; i < mu; i++) {
      weights[i] /= sum;
      squares += weights[i] * weights[i];
    }
    // Equations 8 and 55 to 58.
    effective = 1 / squares;
    rateSigma = (effective + 2) / (d + effective + 5);
    dampSigma = 1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (d + 1)) - 1) + rateSigma;
    ratePath = (4 + effective / d) / (d + 4 + 2 * effective / d);
    rateOne = 2 / ((d + 1.3) * (d + 1.3) + effective);
    rateMu =
        Math.min(
            1 - rateOne,
            2 * (0.25 + effective + 1 / effective - 2) / ((d + 2.0) * (d + 2) + effective));
    expectedNorm = Math.sqrt(d) * (1 - 1 / (4.0 * d) + 1 / (21.0 * d * d));
    scale = new double[d];
    Arrays.fill(scale, 1);
    pathSigma = new double[d];
    path = new double[d];
    covariance = MatrixUtils.createRealIdentityMatrix(d);
    basis = MatrixUtils.createRealIdentityMatrix(d);
    roots = scale.clone();
  }

  /** Equation 48. */
  static int defaultPopulation(int dimensions) {
    return 4 + (int) (3 * Math.log(Math.max(1, dimensions)));
  }

  int population() {
    return population;
  }

  /** A step drawn from N(0, C). */
  double[] sample(RandomGenerator random) {
    double[] z = new double[d];
    for (int i = 0; i < d; i++) {
      z[i] = roots[i] * random.nextGaussian();
    }
    return basis.operate(z);
  }

  /** The point that {@code step} leads to. */
  double[] point(double[] step) {
    double[] point = new double[d];
    for (int i = 0; i < d; i++) {
      point[i] = mean[i] + sigma * scale[i] * step[i];
    }
    return point;
  }

  /** The step that leads to {@code point}. */
  double[] step(double[] point) {
    double[] step = new double[d];
    for (int i = 0; i < d; i++) {
      step[i] = (point[i] - mean[i]) / (sigma * scale[i]);
    }
    return step;
  }

  /** Adapt to the steps of one generation, best first. */
  void update(List<double[]> ranked) {
    generation++;
    double[] average = new double[d];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < d; j++) {
        average[j] += weights[i] * ranked.get(i)[j];
      }
    }
    // Equation 42.
    for (int j = 0; j < d; j++) {
      mean[j] += sigma * scale[j] * average[j];
    }
    // Equations 43 and 44.
    double[] white = basis.preMultiply(average);
    for (int j = 0; j < d; j++) {
      white[j] /= roots[j];
    }
    white = basis.operate(white);
    double norm = 0;
    for (int j = 0; j < d; j++) {
      pathSigma[j] =
          (1 - rateSigma) * pathSigma[j]
              + Math.sqrt(rateSigma * (2 - rateSigma) * effective) * white[j];
      norm += pathSigma[j] * pathSigma[j];
    }
    norm = Math.sqrt(norm);
    sigma *= Math.exp(Math.min(1, rateSigma / dampSigma * (norm / expectedNorm - 1)));
    // Equations 45 and 47.
    double expected = Math.sqrt(1 - Math.pow(1 - rateSigma, 2.0 * (generation + 1)));
    boolean small = norm / expected < (1.4 + 2 / (d + 1.0)) * expectedNorm;
    for (int j = 0; j < d; j++) {
      path[j] *= 1 - ratePath;
      if (small) {
        path[j] += Math.sqrt(ratePath * (2 - ratePath) * effective) * average[j];
      }
    }
    double keep = 1 - rateOne - rateMu + (small ? 0 : rateOne * ratePath * (2 - ratePath));
    RealMatrix next = MatrixUtils.createRealMatrix(d, d);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        double value = keep * covariance.getEntry(i, j) + rateOne * path[i] * path[j];
        for (int k = 0; k < weights.length; k++) {
          value += rateMu * weights[k] * ranked.get(k)[i] * ranked.get(k)[j];
        }
        next.setEntry(i, j, value);
        next.setEntry(j, i, value);
      }
    }
    covariance = next;
    decompose();
    for (int j = 0; j < d; j++) {
      if (dimensions.get(j).kind == Dimension.Kind.CELLS) {
        keepMargin(j);
      }
    }
  }

  private void decompose() {
    EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(covariance);
    basis = eigen.getV();
    roots = eigen.getEigenvalues();
    for (int j = 0; j < d; j++) {
      roots[j] = Math.sqrt(Math.max(roots[j], 0));
    }
  }

  /**
   * Keep the chance of leaving the mean's cell of dimension {@code j} at least 1 / (d population):
   * otherwise all points fall into one cell, and nothing tells the strategy of the others.
   */
  private void keepMargin(int j) {
    double margin = 1.0 / (d * population);
    double[] edges = dimensions.get(j).edges;
    mean[j] = Math.clamp(mean[j], 0, 1);
    int cell = dimensions.get(j).index(mean[j]);
    double deviation = sigma * scale[j] * Math.sqrt(covariance.getEntry(j, j));
    boolean lowest = cell == 0;
    boolean highest = cell == edges.length - 2;
    if (lowest || highest) {
      // At the border only the inner edge can be crossed: bring the mean near enough to it.
      double edge = lowest ? edges[1] : edges[edges.length - 2];
      double reach = deviation * NORMAL.inverseSurvivalProbability(margin);
      mean[j] = edge + Math.clamp(mean[j] - edge, -reach, reach);
      return;
    }
    double low = edges[cell];
    double high = edges[cell + 1];
    double below = NORMAL.cumulativeProbability((low - mean[j]) / deviation);
    double above = NORMAL.survivalProbability((high - mean[j]) / deviation);
    if (below >= margin / 2 && above >= margin / 2) {
      return;
    }
    double between = 1 - below - above;
    below = Math.max(below, margin / 2);
    above = Math.max(above, margin / 2);
    double excess = 1 - below - above - between;
    double room = below + above + between - 1.5 * margin;
    double newBelow = below + excess / room * (below - margin / 2);
    double newAbove = above + excess / room * (above - margin / 2);
    double left = NORMAL.inverseSurvivalProbability(newBelow);
    double right = NORMAL.inverseSurvivalProbability(newAbove);
    scale[j] *= (high - low) / (left + right) / deviation;
    mean[j] = (low * right + high * left) / (left + right);
  }

  /** Whether nothing is to be gained from this distribution any more. */
  boolean converged() {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    double reach = 0;
    for (int j = 0; j < d; j++) {
      largest = Math.max(largest, roots[j]);
      smallest = Math.min(smallest, roots[j]);
      reach = Math.max(reach, sigma * scale[j] * Math.sqrt(covariance.getEntry(j, j)));
    }
    return !(reach >= LEAST_STEP)
        || !Double.isFinite(reach)
        || !(largest * largest <= WORST_CONDITION * smallest * smallest);
  }
}
