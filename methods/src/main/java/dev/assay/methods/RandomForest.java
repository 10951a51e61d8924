package dev.assay.methods;

import dev.assay.data.Features;
import dev.assay.data.RegressionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The mean of deep least-squares trees, each grown on its own bootstrap sample.
 *
 * <p>Leo Breiman. Random Forests. Machine Learning 45, 2001.
 *
 * <p><b>Differs from the paper in</b>: nothing known. For regression a split chooses among a third
 * of the columns there; {@code columns} says how many here.
 *
 * @param trees at least 1
 * @param columns how many, drawn anew at each node, a split may choose among, at least 1
 */
public record RandomForest(int trees, int columns) implements Surrogate.Method {
  /** Deep enough for every example to have a leaf of its own. */
  private static final int DEPTH = 64;

  /** Chooses the hyperparameters. */
  public RandomForest {
    Require.positive("trees", trees);
    Require.positive("columns", columns);
  }

  @Override
  public Surrogate fit(RegressionTable examples, RandomGenerator random) {
    Features points = examples.features();
    double[] targets = examples.targets();
    int n = targets.length;
    int[][] order = RegressionTree.order(points);
    RegressionTree.Rules rules = new RegressionTree.Rules(DEPTH, 0, 0);
    RegressionTree.ColumnDraw draw = new RegressionTree.ColumnDraw(columns, random);
    List<RegressionTree> forest = new ArrayList<>();
    for (int t = 0; t < trees; t++) {
      double[] times = new double[n];
      for (int i = 0; i < n; i++) {
        times[random.nextInt(n)]++;
      }
      double[] gradients = new double[n];
      for (int i = 0; i < n; i++) {
        gradients[i] = -times[i] * targets[i];
      }
      forest.add(RegressionTree.grow(points, order, gradients, times, rules, draw));
    }
    return asked -> {
      double[] predicted = new double[asked.rows()];
      for (int i = 0; i < predicted.length; i++) {
        for (RegressionTree tree : forest) {
          predicted[i] += tree.at(asked, i) / trees;
        }
      }
      return predicted;
    };
  }
}
