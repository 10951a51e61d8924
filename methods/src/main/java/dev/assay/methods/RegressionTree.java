package dev.assay.methods;

import dev.assay.data.Features;
import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A binary tree of thresholds with a number in each leaf: the part that boosting and forests share.
 *
 * <p>Each example has a gradient g and a weight h, and G and H are their sums in a node. A leaf's
 * number is {@code -G / (H + lambda)}, and the split taken is that of the largest positive gain
 *
 * <pre>
 * 1/2 (G_L^2 / (H_L + lambda) + G_R^2 / (H_R + lambda) - G^2 / (H + lambda)) - gamma
 * </pre>
 *
 * <p>(Chen and Guestrin, "XGBoost", KDD 2016, equation 7.) With {@code g = -y}, h = 1 and lambda =
 * gamma = 0 it is the least-squares tree of Breiman, Friedman, Olshen and Stone (CART, 1984).
 */
final class RegressionTree {
  /** A leaf has no column; children of node i are left[i] and right[i]. */
  private int[] column = new int[16];

  private double[] threshold = new double[16];
  private int[] left = new int[16];
  private int[] right = new int[16];
  private double[] value = new double[16];
  private int size;

  private RegressionTree() {}

  /**
   * How a tree grows.
   *
   * @param depth the most thresholds on a path, at least 1
   * @param lambda added to each leaf's weight, at least 0
   * @param gamma what a split must gain, at least 0
   */
  record Rules(int depth, double lambda, double gamma) {
    Rules {
      Require.positive("depth", depth);
      if (!(lambda >= 0) || !(gamma >= 0) || Double.isInfinite(lambda + gamma)) {
        throw new IllegalArgumentException(
            "lambda and gamma must be finite and at least 0, not %s and %s."
                .formatted(lambda, gamma));
      }
    }
  }

  /** How many columns, drawn anew at each node, a split may choose among. */
  record ColumnDraw(int columns, RandomGenerator random) {
    int[] from(int all) {
      int[] drawn = IntStream.range(0, all).toArray();
      int count = Math.min(columns, all);
      for (int j = 0; j < count; j++) {
        int other = random.nextInt(j, all);
        int swapped = drawn[j];
        drawn[j] = drawn[other];
        drawn[other] = swapped;
      }
      return Arrays.copyOf(drawn, count);
    }
  }

  /** The examples in the order of each column (d x n): sorted once, for all trees. */
  static int[][] order(Features points) {
    int[][] order = new int[points.columns()][];
    for (int j = 0; j < order.length; j++) {
      int k = j;
      order[j] =
          IntStream.range(0, points.rows())
              .boxed()
              .sorted(Comparator.comparingDouble(i -> points.value(i, k)))
              .mapToInt(Integer::intValue)
              .toArray();
    }
    return order;
  }

  /**
   * Grows a tree.
   *
   * @param points (n x d)
   * @param order {@link #order} of the points
   * @param gradients (n)
   * @param weights (n), each at least 0; an example of weight 0 is left out
   * @param draw null where a split may choose among all columns
   */
  static RegressionTree grow(
      Features points,
      int[][] order,
      double[] gradients,
      double[] weights,
      Rules rules,
      @Nullable ColumnDraw draw) {
    RegressionTree tree = new RegressionTree();
    int[][] members = new int[order.length][];
    for (int j = 0; j < order.length; j++) {
      members[j] = Arrays.stream(order[j]).filter(i -> weights[i] > 0).toArray();
    }
    tree.new Growth(points, gradients, weights, rules, draw).node(members, rules.depth());
    return tree;
  }

  /** The number of the leaf that a point falls into. */
  double at(Features points, int row) {
    int node = 0;
    while (column[node] >= 0) {
      node = points.value(row, column[node]) < threshold[node] ? left[node] : right[node];
    }
    return value[node];
  }

  private int add(double number) {
    if (size == column.length) {
      column = Arrays.copyOf(column, 2 * size);
      threshold = Arrays.copyOf(threshold, 2 * size);
      left = Arrays.copyOf(left, 2 * size);
      right = Arrays.copyOf(right, 2 * size);
      value = Arrays.copyOf(value, 2 * size);
    }
    column[size] = -1;
    value[size] = number;
    return size++;
  }

  private final class Growth {
    private final Features points;
    private final double[] gradients;
    private final double[] weights;
    private final Rules rules;
    private final @Nullable ColumnDraw draw;
    private final boolean[] goesLeft;

    Growth(
        Features points,
        double[] gradients,
        double[] weights,
        Rules rules,
        @Nullable ColumnDraw draw) {
      this.points = points;
      this.gradients = gradients;
      this.weights = weights;
      this.rules = rules;
      this.draw = draw;
      this.goesLeft = new boolean[points.rows()];
    }

    int node(int[][] members, int depth) {
      double gradient = 0;
      double weight = 0;
      for (int i : members[0]) {
        gradient += gradients[i];
        weight += weights[i];
      }
      int node = add(-gradient / (weight + rules.lambda()));
      if (depth == 0 || members[0].length < 2) {
        return node;
      }
      double whole = score(gradient, weight);
      double bestGain = 0;
      int bestColumn = -1;
      double bestThreshold = 0;
      int[] candidates =
          draw == null ? IntStream.range(0, members.length).toArray() : draw.from(members.length);
      for (int j : candidates) {
        double g = 0;
        double h = 0;
        int[] sorted = members[j];
        for (int k = 0; k + 1 < sorted.length; k++) {
          g += gradients[sorted[k]];
          h += weights[sorted[k]];
          double here = points.value(sorted[k], j);
          double next = points.value(sorted[k + 1], j);
          if (here == next) {
            continue;
          }
          double gain = (score(g, h) + score(gradient - g, weight - h) - whole) / 2 - rules.gamma();
          // Sums of floating point make a gain of nothing: it must be worth a split.
          if (gain > bestGain + 1e-12 * whole) {
            bestGain = gain;
            bestColumn = j;
            bestThreshold = here + (next - here) / 2;
          }
        }
      }
      if (bestColumn < 0) {
        return node;
      }
      int[][][] parts = split(members, bestColumn, bestThreshold);
      column[node] = bestColumn;
      threshold[node] = bestThreshold;
      int leftNode = node(parts[0], depth - 1);
      int rightNode = node(parts[1], depth - 1);
      left[node] = leftNode;
      right[node] = rightNode;
      return node;
    }

    private double score(double gradient, double weight) {
      return gradient * gradient / (weight + rules.lambda());
    }

    private int[][][] split(int[][] members, int by, double at) {
      int count = 0;
      for (int i : members[0]) {
        goesLeft[i] = points.value(i, by) < at;
        count += goesLeft[i] ? 1 : 0;
      }
      int[][] lower = new int[members.length][count];
      int[][] upper = new int[members.length][members[0].length - count];
      for (int j = 0; j < members.length; j++) {
        int l = 0;
        int u = 0;
        for (int i : members[j]) {
          if (goesLeft[i]) {
            lower[j][l++] = i;
          } else {
            upper[j][u++] = i;
          }
        }
      }
      return new int[][][] {lower, upper};
    }
  }
}
