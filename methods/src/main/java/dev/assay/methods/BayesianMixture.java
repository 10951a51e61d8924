package dev.assay.methods;

import java.util.Arrays;

/**
 * The Bayesian mixture over finitely many hypotheses, fed one observation after another.
 *
 * <p>Meir Feder, Ruediger Urbanke, Yaniv Fogel. The Universality Lens: Why Even Highly
 * Over-Parametrized Models Learn Well. arXiv 2506.07661; the mixture itself is classical.
 *
 * <pre>
 * q(x_n | x_1 ... x_{n-1}) = sum over t of posterior(t) P_t(x_n | x_1 ... x_{n-1})
 * posterior(t) is proportional to w(t) P_t(x_1 ... x_{n-1})
 * </pre>
 *
 * <p>All in logarithms, so that a million observations do not underflow. A hypothesis that gives an
 * observation the probability 0 is out, for good.
 *
 * <p><b>Differs from the paper in</b>: nothing known; only its abstract and front matter were at
 * hand.
 *
 * <p>Not safe for use by several threads.
 */
public final class BayesianMixture {
  private final double[] logJoint;
  private double logEvidence;

  /**
   * Begins with a prior.
   *
   * @param weights w(t), at least one, not negative, with a sum of 1 up to 1e-9
   */
  public BayesianMixture(double... weights) {
    Require.distribution("weights", weights);
    logJoint = Arrays.stream(weights).map(Math::log).toArray();
  }

  /** Begins with equal weights of this many hypotheses. */
  public static BayesianMixture uniform(int hypotheses) {
    double[] weights = new double[Require.positive("hypotheses", hypotheses)];
    Arrays.fill(weights, 1.0 / hypotheses);
    return new BayesianMixture(weights);
  }

  /**
   * The logarithm of the probability that the mixture gives an observation, given those before.
   *
   * @param logLikelihoods log P_t(x_n | x_1 ... x_{n-1}) of each hypothesis; minus infinity for 0
   */
  public double logPredictive(double... logLikelihoods) {
    return logSumExp(joint(logLikelihoods)) - logEvidence;
  }

  /**
   * Takes in an observation.
   *
   * @param logLikelihoods as in {@link #logPredictive}
   * @return what {@link #logPredictive} was for it
   * @throws IllegalArgumentException where no hypothesis allows it; nothing is taken in then
   */
  public double update(double... logLikelihoods) {
    double[] joint = joint(logLikelihoods);
    double evidence = logSumExp(joint);
    if (evidence == Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException(
          "Every hypothesis gives this observation the probability 0.");
    }
    double logPredictive = evidence - logEvidence;
    System.arraycopy(joint, 0, logJoint, 0, joint.length);
    logEvidence = evidence;
    return logPredictive;
  }

  /** The logarithm of the probability of all observations so far. */
  public double logEvidence() {
    return logEvidence;
  }

  /** The weight of each hypothesis given the observations so far; their sum is 1. */
  public double[] posterior() {
    return Arrays.stream(logJoint).map(value -> Math.exp(value - logEvidence)).toArray();
  }

  private double[] joint(double[] logLikelihoods) {
    if (logLikelihoods.length != logJoint.length) {
      throw new IllegalArgumentException(
          "There are "
              + logJoint.length
              + " hypotheses, not "
              + logLikelihoods.length
              + ": one likelihood is needed for each.");
    }
    double[] joint = logJoint.clone();
    for (int t = 0; t < joint.length; t++) {
      if (Double.isNaN(logLikelihoods[t]) || logLikelihoods[t] == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "A log-likelihood must be a number below infinity, not " + logLikelihoods[t] + ".");
      }
      joint[t] += logLikelihoods[t];
    }
    return joint;
  }

  /** log sum exp, minus infinity where all are. */
  static double logSumExp(double[] values) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      largest = Math.max(largest, value);
    }
    if (Double.isInfinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double value : values) {
      sum += Math.exp(value - largest);
    }
    return largest + Math.log(sum);
  }

  @Override
  public String toString() {
    return "BayesianMixture(hypotheses=" + logJoint.length + ")";
  }
}
