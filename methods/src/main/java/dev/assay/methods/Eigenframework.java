package dev.assay.methods;

import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;

/**
 * The training and test error of random-feature ridge regression and kernel ridge regression, in
 * closed form from the task's eigenstructure.
 *
 * <p>James B. Simon, Dhruva Karkada, Nikhil Ghosh, Mikhail Belkin. More is Better in Modern Machine
 * Learning: when Infinite Overparameterization is Optimal and Overfitting is Obligatory. ICLR 2024,
 * arXiv 2311.14646. For n samples, k features, ridge delta and noise of variance sigma^2, find
 * kappa and gamma with
 *
 * <pre>
 *   L_i = lambda_i / (lambda_i + gamma)     z = sum L_i     q = sum L_i^2
 *   z + delta / kappa = n                   z + k kappa / gamma = k
 * </pre>
 *
 * and then
 *
 * <pre>
 *   E_test  = [ sum_i (gamma / (lambda_i + gamma)
 *                      - kappa lambda_i / (lambda_i + gamma)^2 k / (k - q)) v_i^2 + sigma^2 ]
 *             / [ 1 - (q (k - 2 z) + z^2) / (n (k - q)) ]
 *   E_train = (delta / (n kappa))^2 E_test
 * </pre>
 *
 * For infinitely many features kappa = gamma, and these are the formulas of kernel ridge
 * regression. Both errors are mean squares; that of the test includes the noise.
 *
 * <p>The ridge is delta in {@code (K + delta I)^-1 y}, not n delta, and the kernel of k features is
 * their inner product over k: another convention shifts every curve by a factor of n or k.
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>The two equations are solved as one: gamma gives kappa = gamma (k - z) / k and delta =
 *       kappa (n - z), which grows with gamma. The authors' program bisects for both.
 *   <li>With a = n - z, b = k - z and c = z - q, the ridge is gamma a b / k, the factor kappa k /
 *       (k - q) is gamma b / (b + c), and the denominator of the test error is ((a + b) c + a b) /
 *       (n (b + c)): the same numbers, but none is a small difference of large ones near n = k.
 * </ol>
 */
public final class Eigenframework {
  /** The number of features of kernel ridge regression. */
  public static final double INFINITE = Double.POSITIVE_INFINITY;

  private static final int EVALUATIONS = 1000;

  private final Eigenstructure task;
  private final double noiseVariance;

  /**
   * The framework for one task.
   *
   * @param noiseVariance sigma^2, at least 0
   */
  public Eigenframework(Eigenstructure task, double noiseVariance) {
    this.task = task;
    this.noiseVariance = Require.notNegative("The noise's variance", noiseVariance);
  }

  /**
   * What is predicted at one setting.
   *
   * @param ridge delta, at least 0
   * @param kappa the effective ridge of the samples; 0 where the ridge is 0 and features are fewer
   * @param gamma the effective ridge of the eigenvalues: modes well above it are learnt
   * @param test the mean squared error on fresh examples, noise included; infinite without ridge at
   *     n = k
   * @param train the mean squared error on the n samples
   * @param overfitting by how much the sample's randomness magnifies the test error, at least 1
   */
  public record Risk(
      double ridge, double kappa, double gamma, double test, double train, double overfitting) {
    /** Training error over test error, in [0, 1): near 0 where the sample is fitted. */
    public double fittingRatio() {
      return train / test;
    }
  }

  /**
   * The errors at a ridge.
   *
   * @param samples n, at least 1
   * @param features k, at least 1; {@link #INFINITE} for kernel ridge regression
   * @param ridge delta, at least 0; 0 only where there are more modes than samples or features
   */
  public Risk at(int samples, double features, double ridge) {
    Setting setting = new Setting(samples, features);
    Require.notNegative("The ridge", ridge);
    if (ridge == 0) {
      return setting.ridgeless();
    }
    UnivariateFunction excess = x -> Math.log(setting.risk(Math.exp(x)).ridge() / ridge);
    double high = Math.log(setting.scale() + ridge / samples);
    double low = high - 1;
    while (excess.value(high) < 0) {
      high += 2;
    }
    while (excess.value(low) > 0) {
      low -= 4;
    }
    return setting.risk(Math.exp(root(excess, low, high)));
  }

  /**
   * The errors at the ridge of least test error; a ridge of 0 where less is always better.
   *
   * @param samples n, at least 1
   * @param features k, at least 1; {@link #INFINITE} for kernel ridge regression
   */
  public Risk optimum(int samples, double features) {
    Setting setting = new Setting(samples, features);
    UnivariateFunction logTest = x -> Math.log(setting.risk(Math.exp(x)).test());
    double centre = Math.log(setting.scale());
    double step = 0.5;
    double best = centre;
    double least = Double.POSITIVE_INFINITY;
    for (double x = centre - 30; x <= centre + 20; x += step) {
      double value = logTest.value(x);
      if (value < least) {
        least = value;
        best = x;
      }
    }
    double x =
        new BrentOptimizer(1e-9, 1e-12)
            .optimize(
                new UnivariateObjectiveFunction(logTest),
                GoalType.MINIMIZE,
                new SearchInterval(best - step, best + step, best),
                new MaxEval(EVALUATIONS))
            .getPoint();
    Risk inside = setting.risk(Math.exp(x));
    // Where the curve is flat at its end, rounding must not choose a ridge.
    return setting.floor > 0 && setting.ridgeless().test() <= inside.test() * (1 + 1e-12)
        ? setting.ridgeless()
        : inside;
  }

  /**
   * The errors at the ridge of which the training error is a given part of the test error.
   *
   * @param samples n, at least 1
   * @param features k, at least 1; {@link #INFINITE} for kernel ridge regression
   * @param ratio from that of a ridge of 0, {@code max(0, 1 - k/n)^2}, to below 1
   */
  public Risk atFittingRatio(int samples, double features, double ratio) {
    Setting setting = new Setting(samples, features);
    double least = setting.floor == 0 ? Double.MIN_NORMAL : setting.ridgeless().fittingRatio();
    if (!(ratio >= least && ratio < 1)) {
      throw new IllegalArgumentException(
          "The fitting ratio must lie in [" + least + ", 1), not " + ratio + ".");
    }
    if (ratio == least) {
      return setting.ridgeless();
    }
    UnivariateFunction excess = x -> Math.log(setting.risk(Math.exp(x)).fittingRatio() / ratio);
    double low = Math.log(setting.scale());
    while (excess.value(low) > 0) {
      low -= 4;
    }
    double high = low + 1;
    while (excess.value(high) < 0) {
      high += 2;
    }
    return setting.risk(Math.exp(root(excess, low, high)));
  }

  private static double root(UnivariateFunction function, double low, double high) {
    return new BracketingNthOrderBrentSolver(1e-14, 1e-13, 5)
        .solve(EVALUATIONS, function, low, high);
  }

  /** So many samples and features; gamma is told by its distance to that of a ridge of 0. */
  private final class Setting {
    final int n;
    final double k;
    final double floor;
    final double learntAtFloor;

    Setting(int n, double k) {
      this.n = Require.positive("The number of samples", n);
      this.k = k;
      if (!(k >= 1)) {
        throw new IllegalArgumentException(
            "The number of features must be at least 1, not " + k + ".");
      }
      double rank = Math.min(n, k);
      learntAtFloor = Math.min(rank, task.modes());
      floor = task.modes() <= rank ? 0 : floor(rank);
    }

    private double floor(double rank) {
      UnivariateFunction excess =
          x -> task.sum((lambda, count, _) -> count * lambda / (lambda + Math.exp(x))) / rank - 1;
      double high = Math.log(task.trace() / rank);
      double low = high - 1;
      while (excess.value(low) < 0) {
        low -= 2;
      }
      return Math.exp(root(excess, low, high));
    }

    /** A gamma of about this size lies in the middle of what matters. */
    double scale() {
      return task.trace() / n;
    }

    Risk ridgeless() {
      if (floor == 0) {
        throw new IllegalArgumentException(
            "Without a ridge there must be more modes than samples or features, not "
                + task.modes()
                + " with "
                + n
                + " and "
                + k
                + ".");
      }
      return risk(0);
    }

    Risk risk(double distance) {
      double gamma = floor + distance;
      double lost =
          task.sum(
              (lambda, count, _) ->
                  count * (lambda / (lambda + floor)) * (distance / (lambda + gamma)));
      double a = n - learntAtFloor + lost;
      double b = k - learntAtFloor + lost;
      double c =
          task.sum(
              (lambda, count, _) ->
                  count * (lambda / (lambda + gamma)) * (gamma / (lambda + gamma)));
      boolean finite = Double.isFinite(k);
      double kappa = finite ? gamma * b / k : gamma;
      double share = finite ? b / (b + c) : 1;
      double error =
          noiseVariance
              + task.sum(
                  (lambda, _, power) ->
                      power * (gamma / (lambda + gamma)) * (1 - share * lambda / (lambda + gamma)));
      double overfitting = finite ? n * (b + c) / ((a + b) * c + a * b) : n / (a + c);
      double test = error * overfitting;
      // Without a ridge and with more features than samples, everything is fitted.
      double train = a == 0 ? 0 : (a / n) * (a / n) * test;
      return new Risk(kappa * a, kappa, gamma, test, train, overfitting);
    }
  }

  @Override
  public String toString() {
    return "Eigenframework(" + task + ", noiseVariance=" + noiseVariance + ")";
  }
}
