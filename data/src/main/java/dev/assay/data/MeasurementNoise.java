package dev.assay.data;

import java.util.random.RandomGenerator;

/** What is added to a measurement {@code <A_i, M>} whose matrix A_i has N(0, 1) entries. */
public sealed interface MeasurementNoise {
  /** Draws the noise of one measurement. */
  double draw(RandomGenerator random);

  /** N(0, sigma^2) on each measurement; sigma is positive. */
  static MeasurementNoise gaussian(double sigma) {
    return new Gaussian(sigma);
  }

  /**
   * N(0, sigma^2) on a share of the measurements, and nothing on the others.
   *
   * @param share the probability of noise, in [0, 1]
   * @param sigma positive
   */
  static MeasurementNoise outliers(double share, double sigma) {
    return new Outliers(share, sigma);
  }

  /**
   * Cauchy's distribution on a share of the measurements, and nothing on the others: noise without
   * a mean.
   *
   * @param share the probability of noise, in [0, 1]
   * @param scale half the distance between the quartiles, positive
   */
  static MeasurementNoise cauchyOutliers(double share, double scale) {
    return new CauchyOutliers(share, scale);
  }

  /** See {@link #gaussian}. */
  record Gaussian(double sigma) implements MeasurementNoise {
    public Gaussian {
      Require.positive("sigma", sigma);
    }

    @Override
    public double draw(RandomGenerator random) {
      return sigma * random.nextGaussian();
    }
  }

  /** See {@link #outliers}. */
  record Outliers(double share, double sigma) implements MeasurementNoise {
    public Outliers {
      Require.probability("share", share);
      Require.positive("sigma", sigma);
    }

    @Override
    public double draw(RandomGenerator random) {
      return random.nextDouble() < share ? sigma * random.nextGaussian() : 0;
    }
  }

  /** See {@link #cauchyOutliers}. */
  record CauchyOutliers(double share, double scale) implements MeasurementNoise {
    public CauchyOutliers {
      Require.probability("share", share);
      Require.positive("scale", scale);
    }

    @Override
    public double draw(RandomGenerator random) {
      return random.nextDouble() < share
          ? scale * Math.tan(Math.PI * (random.nextDouble() - 0.5))
          : 0;
    }
  }
}
