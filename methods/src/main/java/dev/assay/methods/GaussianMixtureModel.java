package dev.assay.methods;

import dev.assay.data.Features;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A mixture of Gaussians with full covariances, fitted by expectation maximization.
 *
 * <p>Dempster, Laird, Rubin. Maximum likelihood from incomplete data via the EM algorithm, 1977:
 *
 * <pre>
 * E: r_ik proportional to w_k N(x_i; mu_k, S_k)
 * M: w_k, mu_k, S_k are the share, mean and covariance of the examples weighted by r_ik
 * </pre>
 *
 * <p>Each of some starts takes its means from the examples, far from each other (Arthur and
 * Vassilvitskii, "k-means++", 2007); the most likely end is kept.
 *
 * <p><b>Differs from the paper in</b>: a thousandth of a standardized column's deviation is added
 * to each covariance, without which a cluster could shrink to a point.
 */
public final class GaussianMixtureModel {
  private static final double RIDGE = 1e-6;
  private static final int STEPS = 200;
  private static final double TOLERANCE = 1e-4;

  private final double[] logWeights;
  private final double[][] means;
  private final double[][][] covariances;
  private final double[][][] factors;
  private final double logLikelihood;

  private GaussianMixtureModel(
      double[] logWeights, double[][] means, double[][][] covariances, double logLikelihood) {
    this.logWeights = logWeights;
    this.means = means;
    this.covariances = covariances;
    this.logLikelihood = logLikelihood;
    this.factors = new double[means.length][][];
    Arrays.setAll(factors, k -> cholesky(covariances[k]));
  }

  /**
   * Fits a mixture.
   *
   * @param points at least as many as clusters; columns of similar scales
   * @param clusters k, at least 1
   * @param starts how many, at least 1
   */
  public static GaussianMixtureModel fit(
      Features points, int clusters, int starts, RandomGenerator random) {
    Require.positive("clusters", clusters);
    Require.positive("starts", starts);
    if (points.rows() < clusters) {
      throw new IllegalArgumentException(
          "%d clusters need as many points, not %d.".formatted(clusters, points.rows()));
    }
    double[][] rows = new double[points.rows()][points.columns()];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] = points.value(i, j);
      }
    }
    GaussianMixtureModel best = run(rows, clusters, random);
    for (int i = 1; i < starts; i++) {
      GaussianMixtureModel other = run(rows, clusters, random);
      best = other.logLikelihood > best.logLikelihood ? other : best;
    }
    return best;
  }

  private static GaussianMixtureModel run(double[][] rows, int clusters, RandomGenerator random) {
    double[][] shares = nearest(rows, farApart(rows, clusters, random));
    GaussianMixtureModel model = maximize(rows, shares, Double.NEGATIVE_INFINITY);
    double before = Double.NEGATIVE_INFINITY;
    for (int step = 0; step < STEPS; step++) {
      double now = 0;
      for (int i = 0; i < rows.length; i++) {
        now += model.share(rows[i], shares[i]) / rows.length;
      }
      model = maximize(rows, shares, now);
      if (now - before < TOLERANCE) {
        break;
      }
      before = now;
    }
    return model;
  }

  /** The first at random, each other with a probability of its squared distance to them. */
  private static double[][] farApart(double[][] rows, int clusters, RandomGenerator random) {
    double[][] chosen = new double[clusters][];
    chosen[0] = rows[random.nextInt(rows.length)];
    double[] distance = new double[rows.length];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    for (int k = 1; k < clusters; k++) {
      double total = 0;
      for (int i = 0; i < rows.length; i++) {
        distance[i] = Math.min(distance[i], squared(rows[i], chosen[k - 1]));
        total += distance[i];
      }
      double mark = random.nextDouble() * total;
      int i = 0;
      while (i < rows.length - 1 && mark >= distance[i]) {
        mark -= distance[i++];
      }
      chosen[k] = rows[i];
    }
    return chosen;
  }

  private static double[][] nearest(double[][] rows, double[][] centres) {
    double[][] shares = new double[rows.length][centres.length];
    for (int i = 0; i < rows.length; i++) {
      int best = 0;
      for (int k = 1; k < centres.length; k++) {
        best = squared(rows[i], centres[k]) < squared(rows[i], centres[best]) ? k : best;
      }
      shares[i][best] = 1;
    }
    return shares;
  }

  private static double squared(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return sum;
  }

  private static GaussianMixtureModel maximize(
      double[][] rows, double[][] shares, double logLikelihood) {
    int clusters = shares[0].length;
    int d = rows[0].length;
    double[] logWeights = new double[clusters];
    double[][] means = new double[clusters][d];
    double[][][] covariances = new double[clusters][d][d];
    for (int k = 0; k < clusters; k++) {
      double total = 1e-10;
      for (int i = 0; i < rows.length; i++) {
        total += shares[i][k];
        for (int j = 0; j < d; j++) {
          means[k][j] += shares[i][k] * rows[i][j];
        }
      }
      for (int j = 0; j < d; j++) {
        means[k][j] /= total;
      }
      for (int i = 0; i < rows.length; i++) {
        for (int j = 0; j < d; j++) {
          for (int l = 0; l < d; l++) {
            covariances[k][j][l] +=
                shares[i][k] * (rows[i][j] - means[k][j]) * (rows[i][l] - means[k][l]) / total;
          }
        }
      }
      for (int j = 0; j < d; j++) {
        covariances[k][j][j] += RIDGE;
      }
      logWeights[k] = Math.log(total / rows.length);
    }
    return new GaussianMixtureModel(logWeights, means, covariances, logLikelihood);
  }

  /** The lower factor of a positive definite matrix. */
  private static double[][] cholesky(double[][] matrix) {
    int d = matrix.length;
    double[][] factor = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        factor[i][j] = i == j ? Math.sqrt(sum) : sum / factor[j][j];
      }
    }
    return factor;
  }

  /** Writes the clusters' probabilities given a point into {@code shares}; its log density. */
  private double share(double[] point, double[] shares) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < means.length; k++) {
      shares[k] = logWeights[k] + logDensity(point, means[k], factors[k]);
      largest = Math.max(largest, shares[k]);
    }
    double sum = 0;
    for (int k = 0; k < means.length; k++) {
      shares[k] = Math.exp(shares[k] - largest);
      sum += shares[k];
    }
    for (int k = 0; k < means.length; k++) {
      shares[k] /= sum;
    }
    return largest + Math.log(sum);
  }

  private static double logDensity(double[] point, double[] mean, double[][] factor) {
    int d = point.length;
    double[] z = new double[d];
    double sum = d * Math.log(2 * Math.PI);
    for (int i = 0; i < d; i++) {
      z[i] = point[i] - mean[i];
      for (int k = 0; k < i; k++) {
        z[i] -= factor[i][k] * z[k];
      }
      z[i] /= factor[i][i];
      sum += z[i] * z[i] + 2 * Math.log(factor[i][i]);
    }
    return -sum / 2;
  }

  /** The number of clusters k. */
  public int clusters() {
    return means.length;
  }

  /** The mean log density of the examples it was fitted to. */
  public double logLikelihood() {
    return logLikelihood;
  }

  /** A cluster's mean (d); a copy. */
  public double[] mean(int cluster) {
    return means[cluster].clone();
  }

  /** A cluster's weight, in (0, 1]. */
  public double weight(int cluster) {
    return Math.exp(logWeights[cluster]);
  }

  /** The probability of each cluster (n x k) given points (n x d). */
  public double[][] posterior(Features points) {
    double[][] posterior = new double[points.rows()][means.length];
    double[] row = new double[points.columns()];
    if (row.length != means[0].length) {
      throw new IllegalArgumentException(
          "Points need %d columns, not %d.".formatted(means[0].length, row.length));
    }
    for (int i = 0; i < posterior.length; i++) {
      for (int j = 0; j < row.length; j++) {
        row[j] = points.value(i, j);
      }
      share(row, posterior[i]);
    }
    return posterior;
  }

  /** The mixture of the first {@code columns} columns alone. */
  public GaussianMixtureModel marginal(int columns) {
    if (columns < 1 || columns > means[0].length) {
      throw new IllegalArgumentException(
          "columns must lie in [1, %d], not %d.".formatted(means[0].length, columns));
    }
    double[][] shorter = new double[means.length][];
    double[][][] smaller = new double[means.length][columns][];
    for (int k = 0; k < means.length; k++) {
      shorter[k] = Arrays.copyOf(means[k], columns);
      for (int j = 0; j < columns; j++) {
        smaller[k][j] = Arrays.copyOf(covariances[k][j], columns);
      }
    }
    return new GaussianMixtureModel(logWeights, shorter, smaller, Double.NaN);
  }

  @Override
  public String toString() {
    return "GaussianMixtureModel(clusters=" + clusters() + ", columns=" + means[0].length + ")";
  }
}
