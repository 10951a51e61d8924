package dev.assay.methods;

import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;

/**
 * The training and test error over time of a linear student that learns from a noisy linear teacher
 * by gradient descent, in the limit of many dimensions.
 *
 * <p>Madhu S. Advani, Andrew M. Saxe, Haim Sompolinsky. High-dimensional dynamics of generalization
 * error in neural networks. Neural Networks 132, 2020, arXiv 1710.03667. Inputs have entries of
 * variance 1/N, the teacher's weights variance s^2, its noise e^2, the student's first weights
 * s0^2; a is the load P/N, SNR = s^2 / e^2, INR = s0^2 / e^2, and rho the law of {@link
 * MarchenkoPastur}. The student follows {@code dw/dt = X (y - X^T w)}, without a factor of 1/P.
 *
 * <pre>
 *   test(t) / e^2  = 1 + integral rho(l) [ (SNR + INR) e^(-2 l t) + (1 - e^(-l t))^2 / l ] dl
 *   train(t) / e^2 = (1/a) integral over l > 0 of rho(l) [ l (SNR + INR) + 1 ] e^(-2 l t) dl
 *                    + max(0, 1 - 1/a)
 *   with a ridge g from the start 0:
 *   test / e^2     = 1 + integral rho(l) [ SNR g^2 + l ] / (l + g)^2 dl,  least at g = 1 / SNR
 * </pre>
 *
 * Both errors are mean squares; that of the test includes the noise.
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>The formulas are derived here from the model; the paper's own lines were not at hand.
 *   <li>The noise is the unit, so it cannot be 0.
 * </ol>
 */
public final class LinearGeneralizationDynamics {
  private final double load;
  private final double signal;
  private final double start;
  private final MarchenkoPastur spectrum;

  /**
   * A student and its teacher.
   *
   * @param load a, examples over dimensions, positive
   * @param signal SNR, at least 0
   * @param start INR, at least 0
   */
  public LinearGeneralizationDynamics(double load, double signal, double start) {
    this.spectrum = new MarchenkoPastur(load);
    this.load = load;
    this.signal = Require.notNegative("The signal-to-noise ratio", signal);
    this.start = Require.notNegative("The start-to-noise ratio", start);
  }

  /**
   * The test error over the noise's variance.
   *
   * @param time at least 0; infinite for the end, which is infinite at a load of 1
   */
  public double test(double time) {
    requireTime(time);
    if (Double.isInfinite(time)) {
      return load > 1
          ? load / (load - 1)
          : load < 1 ? (1 - load) * (signal + start) + 1 / (1 - load) : time;
    }
    return 1
        + spectrum.mean(
            eigenvalue -> {
              double kept = Math.exp(-eigenvalue * time);
              double learnt = -Math.expm1(-eigenvalue * time);
              double noise = eigenvalue == 0 ? 0 : learnt * learnt / eigenvalue;
              return (signal + start) * kept * kept + noise;
            });
  }

  /**
   * The training error over the noise's variance.
   *
   * @param time at least 0; infinite for the end
   */
  public double train(double time) {
    requireTime(time);
    double unfitted = Math.max(0, 1 - 1 / load);
    if (Double.isInfinite(time)) {
      return unfitted;
    }
    return unfitted
        + spectrum.integral(
                eigenvalue ->
                    (eigenvalue * (signal + start) + 1) * Math.exp(-2 * eigenvalue * time))
            / load;
  }

  /** The time of least test error: 0 where nothing is to be gained, at most 1e6. */
  public double stopTime() {
    double best = 0;
    double least = test(0);
    double step = 0.1;
    for (double log = Math.log(1e-4); log < Math.log(1e6); log += step) {
      double value = test(Math.exp(log));
      if (value < least) {
        least = value;
        best = Math.exp(log);
      }
    }
    if (best == 0) {
      return 0;
    }
    double log = Math.log(best);
    return Math.exp(
        new BrentOptimizer(1e-9, 1e-12)
            .optimize(
                new UnivariateObjectiveFunction(x -> test(Math.exp(x))),
                GoalType.MINIMIZE,
                new SearchInterval(log - step, log + step, log),
                new MaxEval(1000))
            .getPoint());
  }

  /** The least test error over time, over the noise's variance. */
  public double leastTest() {
    return test(stopTime());
  }

  /**
   * The test error, over the noise's variance, of ridge regression: the ridge takes the place of a
   * time and of first weights.
   *
   * @param ridge g, positive
   */
  public double ridge(double ridge) {
    Require.positive("The ridge", ridge);
    return 1
        + spectrum.mean(
            eigenvalue -> {
              double sum = eigenvalue + ridge;
              return (signal * ridge * ridge + eigenvalue) / (sum * sum);
            });
  }

  /** The least test error over ridges, that of 1 / SNR, over the noise's variance. */
  public double leastRidge() {
    return signal == 0 ? 1 : ridge(1 / signal);
  }

  private static void requireTime(double time) {
    if (!(time >= 0)) {
      throw new IllegalArgumentException("A time must be at least 0, not " + time + ".");
    }
  }

  @Override
  public String toString() {
    return "LinearGeneralizationDynamics(load="
        + load
        + ", signal="
        + signal
        + ", start="
        + start
        + ")";
  }
}
