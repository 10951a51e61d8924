package dev.assay.methods;

import dev.assay.data.Features;
import dev.assay.data.RegressionTable;
import dev.assay.data.TrainTest;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Several surrogates, each for its own region, blended where the regions meet.
 *
 * <p>Dimitri Bettebghor, Nathalie Bartoli, Stephane Grihon, Joseph Morlier, Manuel Samuelides.
 * Surrogate modeling approximation using a mixture of experts based on EM joint estimation.
 * Structural and Multidisciplinary Optimization 43, 2011; as in the library SMT.
 *
 * <pre>
 * clusters of (x, y) by a Gaussian mixture
 * expert_k = of some methods the one that predicts a held-out part of cluster k best
 * f(x) = sum_k P(k | x) expert_k(x)       (the mixture's marginal in x)
 * </pre>
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>Columns and targets are standardized for the clustering.
 *   <li>A tenth of a cluster is held out to choose its expert, which is then fitted to all of it.
 *   <li>The steepness of the blend is not tuned.
 * </ol>
 *
 * @param clusters k, at least 1
 * @param experts methods to choose from, at least one; one that refuses a cluster is not chosen
 */
public record MixtureOfExperts(int clusters, List<Surrogate.Method> experts)
    implements Surrogate.Method {
  private static final double HELD_OUT = 0.1;
  private static final int STARTS = 20;

  /** Chooses the hyperparameters. */
  public MixtureOfExperts {
    Require.positive("clusters", clusters);
    experts = List.copyOf(experts);
    if (experts.isEmpty()) {
      throw new IllegalArgumentException("A mixture needs at least one expert.");
    }
  }

  /**
   * Fits a mixture.
   *
   * @throws IllegalArgumentException where no expert can be fitted to a cluster
   */
  @Override
  public Surrogate fit(RegressionTable examples, RandomGenerator random) {
    Features reference = examples.features();
    GaussianMixtureModel joint =
        GaussianMixtureModel.fit(joined(examples), clusters, STARTS, random);
    double[][] posterior = joint.posterior(joined(examples));
    List<Surrogate> chosen = new ArrayList<>();
    for (int k = 0; k < clusters; k++) {
      int cluster = k;
      int[] members =
          IntStream.range(0, examples.size())
              .filter(i -> largest(posterior[i]) == cluster)
              .toArray();
      chosen.add(best(examples.select(members), random));
    }
    GaussianMixtureModel gate = joint.marginal(reference.columns());
    return points -> blend(points, gate.posterior(points.standardizedBy(reference)), chosen);
  }

  /** The columns and the target, standardized. */
  private static Features joined(RegressionTable examples) {
    Features x = examples.features();
    double[] y = examples.targets();
    int d = x.columns();
    double[] values = new double[x.rows() * (d + 1)];
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < d; j++) {
        values[i * (d + 1) + j] = x.value(i, j);
      }
      values[i * (d + 1) + d] = y[i];
    }
    List<String> names = new ArrayList<>(x.names());
    names.add("target");
    Features both = Features.of(names, values);
    return both.standardizedBy(both);
  }

  private static int largest(double[] probabilities) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return best;
  }

  private Surrogate best(RegressionTable cluster, RandomGenerator random) {
    TrainTest<RegressionTable> parts = cluster.split(HELD_OUT, random);
    Surrogate.Method best = null;
    double least = Double.POSITIVE_INFINITY;
    String refusal = "";
    for (Surrogate.Method method : experts) {
      try {
        double error = squares(method.fit(parts.train(), random), parts.test());
        if (error < least) {
          least = error;
          best = method;
        }
      } catch (IllegalArgumentException e) {
        refusal = e.getMessage();
      }
    }
    if (best == null) {
      throw new IllegalArgumentException(
          "No expert can be fitted to a cluster of %d examples: %s"
              .formatted(cluster.size(), refusal));
    }
    return best.fit(cluster, random);
  }

  private static double squares(Surrogate surrogate, RegressionTable examples) {
    double[] predicted = surrogate.predict(examples.features());
    double[] targets = examples.targets();
    double sum = 0;
    for (int i = 0; i < targets.length; i++) {
      sum += (predicted[i] - targets[i]) * (predicted[i] - targets[i]);
    }
    return sum;
  }

  private static double[] blend(Features points, double[][] shares, List<Surrogate> experts) {
    double[] sum = new double[points.rows()];
    for (int k = 0; k < experts.size(); k++) {
      double[] values = experts.get(k).predict(points);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += shares[i][k] * values[i];
      }
    }
    return sum;
  }
}
