package dev.assay.methods;

import java.util.Arrays;

/**
 * The {@link BayesianMixture} over Bernoulli models, with its regret computed exactly.
 *
 * <p>Meir Feder, Ruediger Urbanke, Yaniv Fogel. The Universality Lens: Why Even Highly
 * Over-Parametrized Models Learn Well. arXiv 2506.07661.
 *
 * <pre>
 * Reg_N(s) = E_s[ log P_s(x^N) - log Q(x^N) ],  a sum over the number of ones in N draws
 * </pre>
 *
 * <p>The count of ones is sufficient, so an expectation over 2^N sequences is a sum of N + 1 terms.
 * Counts whose probability is below e^-60 are left out: they change no digit of a double.
 *
 * <p><b>Differs from the paper in</b>: nothing known; the example is ours.
 */
public final class BernoulliMixture {
  private static final double NEGLIGIBLE = -60;

  private final double[] parameters;
  private final double[] weights;
  private final double[] logWeights;
  private final double[] logOne;
  private final double[] logZero;

  /**
   * A class of models.
   *
   * @param parameters the probability of a one in each model, in [0, 1]
   * @param weights their prior weights, not negative, with a sum of 1
   */
  public BernoulliMixture(double[] parameters, double[] weights) {
    Require.distribution("weights", weights);
    if (parameters.length != weights.length) {
      throw new IllegalArgumentException(
          "There are "
              + weights.length
              + " weights, not "
              + parameters.length
              + ": each model needs a parameter and a weight.");
    }
    for (double parameter : parameters) {
      Require.probability("A parameter", parameter);
    }
    this.parameters = parameters.clone();
    this.weights = weights.clone();
    logWeights = Arrays.stream(weights).map(Math::log).toArray();
    logOne = Arrays.stream(parameters).map(Math::log).toArray();
    logZero = Arrays.stream(parameters).map(t -> Math.log1p(-t)).toArray();
  }

  /** The number of models. */
  public int size() {
    return parameters.length;
  }

  /** The divergences KL(truth || P_t) and weights: what bounds the regret. */
  public KlBallWeight ballWeight(double truth) {
    return new KlBallWeight(
        Arrays.stream(parameters).map(t -> divergence(truth, t)).toArray(), weights);
  }

  /**
   * The same with each divergence the wrong way round, KL(P_t || truth), which bounds nothing: the
   * mistake, to show what it costs.
   */
  public KlBallWeight reversedBallWeight(double truth) {
    return new KlBallWeight(
        Arrays.stream(parameters).map(t -> divergence(t, truth)).toArray(), weights);
  }

  /** KL(Bernoulli(s) || Bernoulli(t)) in nats, infinite where t makes the possible impossible. */
  public static double divergence(double s, double t) {
    return term(s, t) + term(1 - s, 1 - t);
  }

  private static double term(double s, double t) {
    return s == 0 ? 0 : s * Math.log(s / t);
  }

  /**
   * The expected regret after n draws of a truth, in nats.
   *
   * @param truth the probability of a one, in (0, 1); it need not be in the class
   * @param n at least 1
   */
  public double regret(double truth, int n) {
    return expectation(truth, n, ones -> regret(truth, n, ones));
  }

  /**
   * The regret on each sequence of n draws with this many ones: what a single run sees. Infinite
   * where every model makes the sequence impossible.
   */
  public double regret(double truth, int n, int ones) {
    Require.openProbability("truth", truth);
    double[] joint = new double[size()];
    for (int t = 0; t < joint.length; t++) {
      joint[t] = logJoint(t, n, ones);
    }
    return ones * Math.log(truth)
        + (n - ones) * Math.log1p(-truth)
        - BayesianMixture.logSumExp(joint);
  }

  /** The probability that the regret of one run of n draws is above this many nats. */
  public double shareAbove(double truth, int n, double nats) {
    return expectation(truth, n, ones -> regret(truth, n, ones) > nats ? 1 : 0);
  }

  /**
   * The expected regret of predicting with the single most probable model instead of the mixture.
   * Of equally probable models the one nearest to 1/2 is taken, in its favour.
   */
  public double regretOfMostProbable(double truth, int n) {
    double sum = 0;
    for (int seen = 0; seen < n; seen++) {
      int before = seen;
      sum += expectation(truth, seen, ones -> divergence(truth, mostProbable(before, ones)));
    }
    return sum;
  }

  private double mostProbable(int n, int ones) {
    int best = 0;
    double largest = Double.NEGATIVE_INFINITY;
    for (int t = 0; t < size(); t++) {
      double joint = logJoint(t, n, ones);
      boolean nearer = Math.abs(parameters[t] - 0.5) < Math.abs(parameters[best] - 0.5);
      if (joint > largest || (joint == largest && nearer)) {
        best = t;
        largest = joint;
      }
    }
    return parameters[best];
  }

  private double logJoint(int t, int n, int ones) {
    // 0 log 0 is 0: a model without ones has nothing against a sequence without ones.
    double joint = logWeights[t];
    joint += ones == 0 ? 0 : ones * logOne[t];
    return joint + (ones == n ? 0 : (n - ones) * logZero[t]);
  }

  private interface OfCount {
    double value(int ones);
  }

  private static double expectation(double truth, int n, OfCount ofCount) {
    Require.openProbability("truth", truth);
    double sum = 0;
    double total = 0;
    double logChoose = 0;
    for (int ones = 0; ones <= n; ones++) {
      double logProbability = logChoose + ones * Math.log(truth) + (n - ones) * Math.log1p(-truth);
      if (logProbability > NEGLIGIBLE) {
        double probability = Math.exp(logProbability);
        sum += probability * ofCount.value(ones);
        total += probability;
      }
      logChoose += Math.log(n - ones) - Math.log(ones + 1);
    }
    // The probabilities' own rounding, up to 1e-7 at a million draws, is divided out.
    return sum / total;
  }

  @Override
  public String toString() {
    return "BernoulliMixture(models=" + size() + ")";
  }
}
