package dev.assay.data;

import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.random.RandomGenerator;

/**
 * Four Gaussian clusters labelled as XOR, with flipped labels (Xu et al., arXiv 2310.02541).
 *
 * <p>The centres are +-mu1 and +-mu2 in R^p with mu1 orthogonal to mu2 and |mu1| = |mu2| = |mu|. A
 * point is {@code x = c + xi} with c uniform on the four and xi ~ N(0, I_p). Its clean label is +1
 * for +-mu1 and -1 for +-mu2; the label seen is the clean one, flipped with the flip rate.
 *
 * <p>Coordinates are chosen so that mu1 = |mu| e1 and mu2 = |mu| e2: nothing is lost, as the noise
 * looks the same in every direction. {@link #reduced} goes one step further and turns the remaining
 * p - 2 directions so that the n points need only n of them. Then the points are (n x (n + 2)) with
 * the same joint law of all inner products as (n x p) ones, and each point is 0 in the other {@code
 * p - n - 2} directions.
 *
 * <p>The tensors live in the {@link TensorScope} in which the data was made.
 */
public final class XorClusterData {
  private final Tensor points;
  private final double[] cleanLabels;
  private final double[] labels;
  private final int ambientDimension;
  private final double muSquared;
  private final double flipRate;
  private final long seed;

  private XorClusterData(
      Tensor points,
      double[] cleanLabels,
      double[] labels,
      int ambientDimension,
      double muSquared,
      double flipRate,
      long seed) {
    this.points = points;
    this.cleanLabels = cleanLabels;
    this.labels = labels;
    this.ambientDimension = ambientDimension;
    this.muSquared = muSquared;
    this.flipRate = flipRate;
    this.seed = seed;
  }

  /** Centres (count x coordinates), clean labels and labels (count) of some points. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Draw(Tensor centres, double[] cleanLabels, double[] labels) {}

  /**
   * Draws the data with all p coordinates; 8 n p bytes.
   *
   * @param n the number of points, at least 1
   * @param p the dimension, at least 2
   * @param muSquared |mu|^2, at least 0
   * @param flipRate the probability of a flip, in [0, 0.5)
   * @param seed any number
   */
  public static XorClusterData sample(int n, int p, double muSquared, double flipRate, long seed) {
    check(n, p, muSquared, flipRate);
    RandomStream random = RandomStream.of(seed);
    Draw draw = draw(n, p, muSquared, flipRate, random.fork("labels"));
    Tensor points = draw.centres().addInPlace(Tensor.randn(random.fork("noise"), n, p));
    return new XorClusterData(
        points, draw.cleanLabels(), draw.labels(), p, muSquared, flipRate, seed);
  }

  /**
   * Draws the data in n + 2 coordinates, exactly and without forming p of them: the Gram matrix of
   * the noise in p - 2 dimensions has the Wishart law, whose Cholesky factor (Bartlett's
   * decomposition) has chi-distributed entries on the diagonal and Gaussian ones below. Those rows
   * are the points.
   *
   * @param n the number of points, at least 1
   * @param p the dimension, at least n + 2
   * @param muSquared |mu|^2, at least 0
   * @param flipRate the probability of a flip, in [0, 0.5)
   * @param seed any number
   */
  public static XorClusterData reduced(int n, int p, double muSquared, double flipRate, long seed) {
    check(n, p, muSquared, flipRate);
    if (p < n + 2) {
      throw new IllegalArgumentException(
          "p must be at least n + 2 = " + (n + 2) + ", not " + p + ".");
    }
    RandomStream random = RandomStream.of(seed);
    Draw draw = draw(n, n + 2, muSquared, flipRate, random.fork("labels"));
    RandomGenerator noise = random.fork("noise");
    int d = n + 2;
    double[] values = new double[n * d];
    double[] factor = wishartFactor(n, p - 2, noise);
    for (int i = 0; i < n; i++) {
      values[i * d] = noise.nextGaussian();
      values[i * d + 1] = noise.nextGaussian();
      System.arraycopy(factor, i * n, values, i * d + 2, n);
    }
    try (TensorScope _ = TensorScope.open()) {
      draw.centres().addInPlace(Tensor.of(values, n, d));
    }
    return new XorClusterData(
        draw.centres(), draw.cleanLabels(), draw.labels(), p, muSquared, flipRate, seed);
  }

  /**
   * Draws the lower-triangular factor T (size x size, row-major) with T T^T distributed as G G^T
   * for a Gaussian matrix G (size x degrees).
   *
   * @param size at least 1
   * @param degrees at least {@code size}
   */
  public static double[] wishartFactor(int size, int degrees, RandomGenerator random) {
    Require.positive("size", size);
    if (degrees < size) {
      throw new IllegalArgumentException(
          "A Wishart factor of size " + size + " needs as many degrees, not " + degrees + ".");
    }
    double[] factor = new double[Math.multiplyExact(size, size)];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        factor[i * size + j] = random.nextGaussian();
      }
      factor[i * size + i] = Math.sqrt(chiSquared(degrees - i, random));
    }
    return factor;
  }

  /**
   * Draws centres, in the coordinates of this data, and labels of fresh points; the noise is left
   * to the caller.
   *
   * @param count at least 1
   * @return centres (count x {@link #coordinates})
   */
  public Draw drawCentres(int count, RandomGenerator random) {
    Require.positive("count", count);
    return draw(count, coordinates(), muSquared, flipRate, random);
  }

  /** The points (n x {@link #coordinates}). */
  public Tensor points() {
    return points;
  }

  /** The number of points n. */
  public int size() {
    return labels.length;
  }

  /** How many coordinates are kept: p, or n + 2 where the data is reduced. */
  public int coordinates() {
    return points.size(1);
  }

  /** The dimension p. */
  public int ambientDimension() {
    return ambientDimension;
  }

  /** The directions in which every point is 0: p less the coordinates kept. */
  public int hiddenDimensions() {
    return ambientDimension - coordinates();
  }

  /** |mu|^2. */
  public double muSquared() {
    return muSquared;
  }

  /** The probability of a flip. */
  public double flipRate() {
    return flipRate;
  }

  /** The labels before flips (n), each +1 or -1. */
  public double[] cleanLabels() {
    return cleanLabels.clone();
  }

  /** The labels to learn from (n), each +1 or -1. */
  public double[] labels() {
    return labels.clone();
  }

  @Override
  public String toString() {
    return "XorClusterData(n="
        + size()
        + ", p="
        + ambientDimension
        + ", |mu|^2="
        + muSquared
        + ", flipRate="
        + flipRate
        + ", coordinates="
        + coordinates()
        + ", seed="
        + seed
        + ")";
  }

  /**
   * Chi-squared numbers as twice a gamma number, by Marsaglia and Tsang's exact rejection (2000).
   */
  private static double chiSquared(int degrees, RandomGenerator random) {
    if (degrees == 1) {
      double g = random.nextGaussian();
      return g * g;
    }
    double d = degrees / 2.0 - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double g = random.nextGaussian();
      double root = 1 + c * g;
      if (root <= 0) {
        continue;
      }
      double v = root * root * root;
      if (Math.log(random.nextDouble()) < 0.5 * g * g + d - d * v + d * Math.log(v)) {
        return 2 * d * v;
      }
    }
  }

  private static Draw draw(
      int count, int coordinates, double muSquared, double flipRate, RandomGenerator random) {
    double mu = Math.sqrt(muSquared);
    double[] centres = new double[Math.multiplyExact(count, coordinates)];
    double[] clean = new double[count];
    double[] labels = new double[count];
    for (int i = 0; i < count; i++) {
      int cluster = random.nextInt(4);
      int axis = cluster >> 1;
      centres[i * coordinates + axis] = (cluster & 1) == 0 ? mu : -mu;
      clean[i] = axis == 0 ? 1 : -1;
      labels[i] = random.nextDouble() < flipRate ? -clean[i] : clean[i];
    }
    return new Draw(Tensor.of(centres, count, coordinates), clean, labels);
  }

  private static void check(int n, int p, double muSquared, double flipRate) {
    Require.positive("n", n);
    if (p < 2) {
      throw new IllegalArgumentException("p must be at least 2, not " + p + ".");
    }
    if (!(muSquared >= 0) || Double.isInfinite(muSquared)) {
      throw new IllegalArgumentException(
          "muSquared must be finite and at least 0, not " + muSquared + ".");
    }
    if (!(flipRate >= 0 && flipRate < 0.5)) {
      throw new IllegalArgumentException("flipRate must lie in [0, 0.5), not " + flipRate + ".");
    }
  }
}
