package dev.assay.methods;

import dev.assay.tensor.Tensor;
import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * Invariant causal prediction: regress on those treatments that are in every set of treatments
 * whose residuals look alike in all environments.
 *
 * <p>Jonas Peters, Peter Bühlmann, Nicolai Meinshausen. Causal inference by using invariant
 * prediction: identification and confidence intervals. Journal of the Royal Statistical Society B
 * 78(5), 2016, arXiv 1501.01332.
 *
 * <p>A set is accepted where no environment's residuals differ from the others' in mean (Welch's
 * test) or variance (F test), at a level corrected for both tests and for the environments.
 *
 * <p><b>Differs from the paper in</b>: random sets are tried instead of all (as Akbar et al., arXiv
 * 2510.25128, do): first a size is drawn, then a set of that size. Environments of one example are
 * left out of the tests.
 */
public final class InvariantCausalPrediction {
  private final double level;
  private final int sets;

  /**
   * Chooses the test.
   *
   * @param level of a set's acceptance, strictly between 0 and 1
   * @param sets how many are tried, at least 1
   */
  public InvariantCausalPrediction(double level, int sets) {
    this.level = Require.openProbability("level", level);
    this.sets = Require.positive("sets", sets);
  }

  /**
   * Fits h (d); all 0 where no set is accepted, or no treatment is in all that are.
   *
   * @param x (n x d), centred
   * @param y (n)
   * @param environments of the n examples
   */
  public Tensor fit(Tensor x, Tensor y, Environments environments, RandomGenerator random) {
    Moments.require(x, y);
    int n = x.size(0);
    int d = x.size(1);
    double[] xs = x.toDoubleArray();
    double[] ys = y.toDoubleArray();
    int[] ids = environments.ids();
    BitSet common = new BitSet();
    common.set(0, d);
    boolean any = false;
    for (int tried = 0; tried < sets; tried++) {
      int[] set = draw(d, random);
      double[] residuals = ys.clone();
      double[] h = regress(xs, ys, d, set);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < set.length; j++) {
          residuals[i] -= xs[i * d + set[j]] * h[j];
        }
      }
      if (pValue(residuals, ids, environments.count()) > level) {
        BitSet accepted = new BitSet();
        Arrays.stream(set).forEach(accepted::set);
        common.and(accepted);
        any = true;
      }
    }
    double[] result = new double[d];
    if (any && !common.isEmpty()) {
      int[] set = common.stream().toArray();
      double[] h = regress(xs, ys, d, set);
      for (int j = 0; j < set.length; j++) {
        result[set[j]] = h[j];
      }
    }
    return Tensor.of(result, d);
  }

  private static int[] draw(int d, RandomGenerator random) {
    int size = 1 + random.nextInt(d);
    int[] order = new int[d];
    Arrays.setAll(order, i -> i);
    for (int i = 0; i < size; i++) {
      int other = random.nextInt(i, d);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return Arrays.copyOf(order, size);
  }

  private static double[] regress(double[] xs, double[] ys, int d, int[] set) {
    double[][] gram = new double[set.length][set.length];
    double[] target = new double[set.length];
    for (int i = 0; i < ys.length; i++) {
      for (int j = 0; j < set.length; j++) {
        double xj = xs[i * d + set[j]];
        target[j] += xj * ys[i];
        for (int k = 0; k <= j; k++) {
          gram[j][k] += xj * xs[i * d + set[k]];
        }
      }
    }
    for (int j = 0; j < set.length; j++) {
      for (int k = j + 1; k < set.length; k++) {
        gram[j][k] = gram[k][j];
      }
    }
    return new SingularValueDecomposition(new Array2DRowRealMatrix(gram, false))
        .getSolver()
        .solve(new ArrayRealVector(target, false))
        .toArray();
  }

  /** The smallest p-value over environments, times their number; 0 where none can be tested. */
  private static double pValue(double[] residuals, int[] ids, int count) {
    double[] sums = new double[count];
    double[] squares = new double[count];
    int[] sizes = new int[count];
    double sum = 0;
    double square = 0;
    for (int i = 0; i < ids.length; i++) {
      double r = residuals[i];
      sums[ids[i]] += r;
      squares[ids[i]] += r * r;
      sizes[ids[i]]++;
      sum += r;
      square += r * r;
    }
    double smallest = Double.POSITIVE_INFINITY;
    for (int e = 0; e < count; e++) {
      int others = ids.length - sizes[e];
      if (sizes[e] > 1 && others > 1) {
        smallest =
            Math.min(
                smallest,
                pValue(
                    Group.of(sums[e], squares[e], sizes[e]),
                    Group.of(sum - sums[e], square - squares[e], others)));
      }
    }
    return smallest == Double.POSITIVE_INFINITY ? 0 : smallest * count;
  }

  private record Group(double mean, double variance, int size) {
    static Group of(double sum, double squares, int size) {
      double mean = sum / size;
      return new Group(mean, (squares - size * mean * mean) / (size - 1), size);
    }
  }

  private static double pValue(Group in, Group out) {
    double a = in.variance() / in.size();
    double b = out.variance() / out.size();
    double freedom = (a + b) * (a + b) / (a * a / (in.size() - 1) + b * b / (out.size() - 1));
    double t = Math.abs(in.mean() - out.mean()) / Math.sqrt(a + b);
    double ofMeans = 2 * new TDistribution(freedom).cumulativeProbability(-t);
    double below =
        new FDistribution(in.size() - 1, out.size() - 1)
            .cumulativeProbability(in.variance() / out.variance());
    double ofVariances = 2 * Math.min(below, 1 - below);
    return 2 * Math.min(ofMeans, ofVariances);
  }

  @Override
  public String toString() {
    return "InvariantCausalPrediction(level=" + level + ", sets=" + sets + ")";
  }
}
