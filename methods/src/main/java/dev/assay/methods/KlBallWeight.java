package dev.assay.methods;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How much prior mass lies near the truth, and the regret that it allows a {@link BayesianMixture}.
 *
 * <p>Meir Feder, Ruediger Urbanke, Yaniv Fogel. The Universality Lens: Why Even Highly
 * Over-Parametrized Models Learn Well. arXiv 2506.07661.
 *
 * <pre>
 * W(e) = prior mass of { t : KL(truth || P_t) at most e }
 * regret after N observations, in nats, at most min over e of [ N e + log(1 / W(e)) ]
 * </pre>
 *
 * <p>The mixture is at least W(e) times the average over the ball; Jensen's inequality moves the
 * average out of the logarithm, and each member costs at most N e. The bound is on the EXPECTED
 * regret, of the mixture and of nothing else, and the divergence is from the truth to the model.
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>The bound is the standard one that the abstract describes, re-derived: the paper's own
 *       constants were not at hand.
 *   <li>In supervised settings the divergence is the caller's: conditional, averaged over inputs or
 *       for given ones. Which of them the paper takes is unverified.
 * </ol>
 */
public final class KlBallWeight {
  private final double[] divergences;
  private final double[] cumulated;

  /**
   * The least value over all radii.
   *
   * @param nats the bound
   * @param radius the e at which it is attained
   */
  public record Bound(double nats, double radius) {}

  /**
   * Weighs finitely many models.
   *
   * @param divergences KL(truth || P_t) of each model, at least 0; infinite where the model gives
   *     something possible the probability 0
   * @param weights their prior weights, not negative, with a sum of 1
   */
  public KlBallWeight(double[] divergences, double[] weights) {
    Require.distribution("weights", weights);
    if (divergences.length != weights.length) {
      throw new IllegalArgumentException(
          "There are "
              + weights.length
              + " weights, not "
              + divergences.length
              + ": each model needs a divergence and a weight.");
    }
    for (double divergence : divergences) {
      if (!(divergence >= 0)) {
        throw new IllegalArgumentException(
            "A divergence must be at least 0, not " + divergence + ".");
      }
    }
    int[] order =
        IntStream.range(0, weights.length)
            .boxed()
            .sorted(Comparator.comparingDouble(t -> divergences[t]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.divergences = Arrays.stream(order).mapToDouble(t -> divergences[t]).toArray();
    this.cumulated = new double[order.length];
    double sum = 0;
    for (int i = 0; i < order.length; i++) {
      sum += weights[order[i]];
      cumulated[i] = sum;
    }
  }

  /** W(e), in [0, 1]. */
  public double weight(double radius) {
    double weight = 0;
    for (int i = 0; i < divergences.length && divergences[i] <= radius; i++) {
      weight = cumulated[i];
    }
    return weight;
  }

  /**
   * The bound on the regret after n observations.
   *
   * @param n at least 1
   * @return an infinite bound where no model with weight is at a finite divergence
   */
  public Bound regret(int n) {
    Require.positive("n", n);
    // W is a step function: the least value is at one of its steps.
    Bound least = new Bound(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    for (int i = 0; i < divergences.length && Double.isFinite(divergences[i]); i++) {
      double nats = n * divergences[i] - Math.log(Math.min(1, cumulated[i]));
      if (nats < least.nats()) {
        least = new Bound(nats, divergences[i]);
      }
    }
    return least;
  }

  @Override
  public String toString() {
    return "KlBallWeight(models=" + divergences.length + ")";
  }
}
