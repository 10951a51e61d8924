package dev.assay.methods;

import java.util.Arrays;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.MultivariateJacobianFunction;
import org.hipparchus.util.Pair;

/**
 * Least squares for curves {@code y_i = sum_j c_j f_j(i; t)} that are linear in the coefficients c
 * and bent by few exponents t.
 *
 * <p>For each t the best c follows in closed form (variable projection: Golub and Pereyra, SIAM
 * Journal on Numerical Analysis 10(2), 1973). So t is laid over a grid, and from the best point all
 * parameters are refined together by Levenberg and Marquardt's method. No starting values are
 * needed; the least squares are the global ones where the grid is finer than the valleys.
 */
final class SeparableFit {
  /** Columns that are this nearly dependent, after scaling, determine no coefficients. */
  private static final double SINGULAR = 1e-9;

  private static final int MOST_EVALUATIONS = 10_000;

  private final int exponents;
  private final Basis basis;
  private final double[] y;

  /** The functions that are added up. */
  @FunctionalInterface
  interface Basis {
    /** The values f_j of all j at point i, bent by t. */
    double[] at(int i, double... t);
  }

  /**
   * A curve to be fitted.
   *
   * @param exponents how many bend it
   * @param y its values at points 0, 1 and so on
   */
  SeparableFit(int exponents, Basis basis, double... y) {
    this.exponents = exponents;
    this.basis = basis;
    this.y = y;
  }

  /**
   * The best parameters: the coefficients, then the exponents.
   *
   * @param what the curve's name in the refusal
   * @param grids the values of each exponent to try
   * @throws IllegalArgumentException where the points do not determine the coefficients
   */
  double[] solve(String what, double[]... grids) {
    double[] t = new double[grids.length];
    double[] best = {};
    double least = Double.POSITIVE_INFINITY;
    int count = Arrays.stream(grids).mapToInt(grid -> grid.length).reduce(1, (a, b) -> a * b);
    for (int index = 0; index < count; index++) {
      int rest = index;
      for (int k = 0; k < grids.length; k++) {
        t[k] = grids[k][rest % grids[k].length];
        rest /= grids[k].length;
      }
      double[] parameters = linear(t);
      if (parameters.length > 0 && sumOfSquares(parameters) < least) {
        least = sumOfSquares(parameters);
        best = parameters;
      }
    }
    if (best.length == 0) {
      throw new IllegalArgumentException(
          "The %d points do not determine %s: points that differ in more ways are needed."
              .formatted(y.length, what));
    }
    double[] refined = descend(best);
    return sumOfSquares(refined) < least ? refined : best;
  }

  /** Values from {@code low} to {@code high}, each the same factor from the next. */
  static double[] geometric(double low, double high, int count) {
    double[] grid = new double[count];
    Arrays.setAll(grid, i -> low * Math.pow(high / low, i / (count - 1.0)));
    return grid;
  }

  /** The best coefficients at t, followed by t; empty where they are not determined. */
  private double[] linear(double[] t) {
    int columns = y.length == 0 ? 0 : basis.at(0, t).length;
    if (columns == 0 || y.length < columns + t.length) {
      return new double[0];
    }
    double[][] design = new double[y.length][];
    double[] scale = new double[columns];
    for (int i = 0; i < y.length; i++) {
      design[i] = basis.at(i, t);
      for (int j = 0; j < columns; j++) {
        scale[j] = Math.hypot(scale[j], design[i][j]);
      }
    }
    for (double[] row : design) {
      for (int j = 0; j < columns; j++) {
        row[j] /= scale[j];
      }
    }
    QRDecomposition qr = new QRDecomposition(new Array2DRowRealMatrix(design, false), SINGULAR);
    if (!qr.getSolver().isNonSingular()) {
      return new double[0];
    }
    double[] solution = qr.getSolver().solve(new ArrayRealVector(y, false)).toArray();
    double[] parameters = Arrays.copyOf(solution, columns + t.length);
    for (int j = 0; j < columns; j++) {
      parameters[j] /= scale[j];
    }
    System.arraycopy(t, 0, parameters, columns, t.length);
    return parameters;
  }

  /**
   * Where Levenberg and Marquardt's method leads from these parameters; they themselves where it
   * finds no way.
   */
  double[] descend(double... start) {
    try {
      return new LevenbergMarquardtOptimizer()
          .optimize(
              new LeastSquaresBuilder()
                  .start(start)
                  .target(y)
                  .model((MultivariateJacobianFunction) this::linearized)
                  .maxEvaluations(MOST_EVALUATIONS)
                  .maxIterations(MOST_EVALUATIONS)
                  .build())
          .getPoint()
          .toArray();
    } catch (MathRuntimeException e) {
      return start;
    }
  }

  /** The curve's values and, by central differences, their derivatives. */
  private Pair<RealVector, RealMatrix> linearized(RealVector point) {
    double[] parameters = point.toArray();
    double[][] jacobian = new double[y.length][parameters.length];
    for (int k = 0; k < parameters.length; k++) {
      double step = 1e-6 * Math.max(Math.abs(parameters[k]), 1e-3);
      double[] up = parameters.clone();
      double[] down = parameters.clone();
      up[k] += step;
      down[k] -= step;
      for (int i = 0; i < y.length; i++) {
        jacobian[i][k] = (value(up, i) - value(down, i)) / (2 * step);
      }
    }
    double[] values = new double[y.length];
    Arrays.setAll(values, i -> value(parameters, i));
    return new Pair<>(
        new ArrayRealVector(values, false), new Array2DRowRealMatrix(jacobian, false));
  }

  private double value(double[] parameters, int i) {
    int coefficients = parameters.length - exponents;
    double[] terms = basis.at(i, Arrays.copyOfRange(parameters, coefficients, parameters.length));
    double sum = 0;
    for (int j = 0; j < coefficients; j++) {
      sum += parameters[j] * terms[j];
    }
    return sum;
  }

  private double sumOfSquares(double[] parameters) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double residual = value(parameters, i) - y[i];
      sum += residual * residual;
    }
    return sum;
  }
}
