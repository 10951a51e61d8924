package dev.assay.methods;

import dev.assay.data.Features;
import dev.assay.data.RegressionTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A sum of shallow trees, each grown on what the sum before it left.
 *
 * <p>Tianqi Chen, Carlos Guestrin. XGBoost: A Scalable Tree Boosting System. KDD 2016. For the
 * squared loss, with the sum f so far:
 *
 * <pre>
 * g_i = f(x_i) - y_i,  h_i = 1
 * f  += rate * tree(g, h)           (a leaf is -G / (H + lambda), a split gains over gamma)
 * </pre>
 *
 * <p>It stops when an own share of the examples, a fifth, has not been predicted better for so many
 * rounds, and keeps the trees up to the best.
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>The first f is the mean of the targets; that of the library of the time was 0.5.
 *   <li>Splits are exact, examples and columns are not sampled.
 * </ol>
 *
 * @param rate the learning rate, in (0, 1]
 * @param depth of each tree, at least 1
 * @param lambda added to each leaf's weight, at least 0
 * @param gamma what each split must gain, at least 0; it has the unit of the squared target
 * @param rounds the most trees, at least 1
 * @param patience rounds without a better one before it stops, at least 1
 */
public record GradientBoostedTrees(
    double rate, int depth, double lambda, double gamma, int rounds, int patience)
    implements Surrogate.Method {
  private static final double HELD_OUT = 0.2;

  /** Chooses the hyperparameters. */
  public GradientBoostedTrees {
    if (!(rate > 0 && rate <= 1)) {
      throw new IllegalArgumentException("rate must lie in (0, 1], not " + rate + ".");
    }
    Require.positive("rounds", rounds);
    Require.positive("patience", patience);
    // Refuses the rest.
    new RegressionTree.Rules(depth, lambda, gamma);
  }

  @Override
  public Surrogate fit(RegressionTable examples, RandomGenerator random) {
    var parts = examples.split(HELD_OUT, random);
    return fit(parts.train(), parts.test());
  }

  /**
   * Fits to examples, and stops by others.
   *
   * @param examples to grow trees on, at least one
   * @param heldOut to stop by, at least one
   */
  public Surrogate fit(RegressionTable examples, RegressionTable heldOut) {
    Features points = examples.features();
    double[] targets = examples.targets();
    int n = targets.length;
    double start = Arrays.stream(targets).average().orElseThrow();
    int[][] order = RegressionTree.order(points);
    double[] sums = new double[n];
    double[] held = new double[heldOut.size()];
    Arrays.fill(sums, start);
    Arrays.fill(held, start);
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    RegressionTree.Rules rules = new RegressionTree.Rules(depth, lambda, gamma);
    List<RegressionTree> trees = new ArrayList<>();
    double best = squares(held, heldOut.targets());
    int kept = 0;
    double[] gradients = new double[n];
    while (trees.size() < rounds && trees.size() - kept < patience) {
      for (int i = 0; i < n; i++) {
        gradients[i] = sums[i] - targets[i];
      }
      RegressionTree tree = RegressionTree.grow(points, order, gradients, ones, rules, null);
      trees.add(tree);
      add(tree, points, sums);
      add(tree, heldOut.features(), held);
      double now = squares(held, heldOut.targets());
      if (now < best) {
        best = now;
        kept = trees.size();
      }
    }
    List<RegressionTree> used = List.copyOf(trees.subList(0, kept));
    return asked -> {
      double[] predicted = new double[asked.rows()];
      Arrays.fill(predicted, start);
      used.forEach(tree -> add(tree, asked, predicted));
      return predicted;
    };
  }

  private void add(RegressionTree tree, Features points, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += rate * tree.at(points, i);
    }
  }

  private static double squares(double[] predicted, double[] targets) {
    double sum = 0;
    for (int i = 0; i < targets.length; i++) {
      sum += (predicted[i] - targets[i]) * (predicted[i] - targets[i]);
    }
    return sum;
  }
}
