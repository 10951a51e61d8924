package dev.assay.lab.stats;

import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;
import org.hipparchus.optim.univariate.UnivariatePointValuePair;

/**
 * Least squares for {@code y = a e^(b u)} or {@code y = a e^(b u) + c}, where u runs from 0 to 1:
 * for each b the best a and c follow in closed form, so only b is searched for (variable
 * projection: Golub and Pereyra, "The differentiation of pseudo-inverses and nonlinear least
 * squares problems whose variables separate", SIAM Journal on Numerical Analysis 10(2), 1973). The
 * search is over the whole range of b, first on a grid and then by Brent's method, and needs no
 * starting values.
 */
final class SeparableLeastSquares {
  /** Beyond it the curve is a step at an end: it changes by e^50 over the points. */
  private static final double LARGEST = 50;

  /** Within it of 0, a curve with an offset is a line in u, and a and c are not determined. */
  private static final double SMALLEST = 1e-3;

  private static final int GRID = 60;
  private static final int MOST_EVALUATIONS = 500;

  private final double[] u;
  private final double[] y;
  private final boolean offset;

  SeparableLeastSquares(double[] u, double[] y, boolean offset) {
    this.u = u;
    this.y = y;
    this.offset = offset;
  }

  /**
   * The curve {@code start + slope (e^(b u) - 1) / b} where there is an offset, which stays well
   * conditioned as b nears 0, and {@code slope e^(b u)} where there is none.
   */
  record Solution(boolean offset, double b, double start, double slope) {
    double at(double u) {
      return start + slope * basis(offset, b, u);
    }

    /** What stands before {@code e^(b u)}. */
    double a() {
      return offset && slope != 0 ? slope / b : slope;
    }

    /** What is added to {@code a e^(b u)}. */
    double c() {
      return offset ? start - a() : 0;
    }

    /** Whether the points determine how the curve bends, not only that it does so extremely. */
    boolean determined() {
      return Math.abs(b) < LARGEST * (1 - 1e-6) && !(offset && Math.abs(b) < SMALLEST);
    }
  }

  private static double basis(boolean offset, double b, double u) {
    return !offset ? Math.exp(b * u) : b == 0 ? u : Math.expm1(b * u) / b;
  }

  Solution solve() {
    double[] grid = grid();
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < grid.length; i++) {
      double squares = squares(grid[i]);
      if (squares < least) {
        least = squares;
        best = i;
      }
    }
    double low = grid[Math.max(0, best - 1)];
    double high = grid[Math.min(grid.length - 1, best + 1)];
    UnivariatePointValuePair refined =
        new BrentOptimizer(1e-12, 1e-14)
            .optimize(
                new UnivariateObjectiveFunction(this::squares),
                GoalType.MINIMIZE,
                new SearchInterval(low, high, grid[best]),
                new MaxEval(MOST_EVALUATIONS));
    return linear(refined.getValue() < least ? refined.getPoint() : grid[best]);
  }

  /** From -LARGEST to LARGEST, each the same factor from the next, with 0 in the middle. */
  private static double[] grid() {
    double[] grid = new double[2 * GRID + 1];
    for (int i = 0; i < GRID; i++) {
      double size = SMALLEST * Math.pow(LARGEST / SMALLEST, i / (GRID - 1.0));
      grid[GRID + 1 + i] = size;
      grid[GRID - 1 - i] = -size;
    }
    return grid;
  }

  private double squares(double b) {
    Solution solution = linear(b);
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
      double residual = y[i] - solution.at(u[i]);
      sum += residual * residual;
    }
    return sum;
  }

  /** The best curve with this b. */
  Solution linear(double b) {
    double[] basis = new double[u.length];
    double meanBasis = 0;
    double meanY = 0;
    for (int i = 0; i < u.length; i++) {
      basis[i] = basis(offset, b, u[i]);
      meanBasis += offset ? basis[i] / u.length : 0;
      meanY += offset ? y[i] / u.length : 0;
    }
    double products = 0;
    double squares = 0;
    for (int i = 0; i < u.length; i++) {
      products += (basis[i] - meanBasis) * (y[i] - meanY);
      squares += (basis[i] - meanBasis) * (basis[i] - meanBasis);
    }
    double slope = products / squares;
    return new Solution(offset, b, meanY - slope * meanBasis, slope);
  }
}
