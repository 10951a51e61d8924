package dev.assay.lab.tune;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.dense.row.linsol.chol.LinearSolverChol_DDRM;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;

/**
 * Regression by a Gaussian process of mean 0 and variance 1 with a Matern 5/2 kernel and one length
 * a dimension (Rasmussen and Williams, "Gaussian processes for machine learning", 2006, equations
 * 2.25, 2.26, 2.30, 4.17 and 5.9):
 *
 * <pre>
 *   k(x, x') = (1 + sqrt(5) r + 5/3 r^2) exp(-sqrt(5) r),   r^2 = sum_i (x_i - x'_i)^2 / l_i^2
 * </pre>
 *
 * <p>Of a categorical dimension the difference is 0 or 1. The lengths and the noise's variance
 * maximize the marginal likelihood times priors: lengths are log-normal with parameters sqrt(2) +
 * log(d) / 2 and sqrt(3) (Hvarfner, Hellsten and Nardi, "Vanilla Bayesian optimization performs
 * great in high dimensions", arXiv 2402.02229), the noise's variance is log-normal with -4 and 1.
 */
final class GaussianProcess {
  private static final double LEAST_NOISE = 1e-6;
  private static final double LENGTH_LOG_MEAN = Math.sqrt(2);
  private static final double LENGTH_LOG_VARIANCE = 3;
  private static final double NOISE_LOG_MEAN = -4;
  private static final double NOISE_LOG_VARIANCE = 1;
  private static final double SQRT5 = Math.sqrt(5);

  private final boolean[] categorical;
  private final double[][] points;
  private final double[] inverseSquaredLengths;
  private final DMatrixRMaj precision;
  private final double[] alpha;

  private GaussianProcess(
      boolean[] categorical, double[][] points, double[] values, double[] parameters) {
    this.categorical = categorical;
    this.points = points;
    int d = categorical.length;
    inverseSquaredLengths = new double[d];
    for (int i = 0; i < d; i++) {
      inverseSquaredLengths[i] = Math.exp(-2 * parameters[i]);
    }
    Likelihood likelihood = new Likelihood(categorical, points, values);
    likelihood.condition(parameters);
    precision = likelihood.precision;
    alpha = likelihood.alpha;
  }

  /**
   * The process given {@code values} at {@code points} and its parameters: the logarithm of each
   * dimension's length, and of the noise's variance.
   *
   * @param categorical by dimension, whether it has categories
   * @param points by observation, one coordinate a dimension
   */
  static GaussianProcess of(
      boolean[] categorical, double[][] points, double[] values, double[] parameters) {
    return new GaussianProcess(categorical, points, values, parameters);
  }

  /** The parameters before anything is known: the priors' modes. */
  static double[] priorMode(int dimensions) {
    double[] parameters = new double[dimensions + 1];
    Arrays.fill(
        parameters,
        0,
        dimensions,
        LENGTH_LOG_MEAN + Math.log(dimensions) / 2 - LENGTH_LOG_VARIANCE);
    parameters[dimensions] = NOISE_LOG_MEAN - NOISE_LOG_VARIANCE;
    return parameters;
  }

  /** The parameters of the largest posterior, climbing from {@code start}. */
  static double[] fit(
      boolean[] categorical, double[][] points, double[] values, double[] start, int evaluations) {
    Likelihood likelihood = new Likelihood(categorical, points, values);
    NonLinearConjugateGradientOptimizer optimizer =
        new NonLinearConjugateGradientOptimizer(
            NonLinearConjugateGradientOptimizer.Formula.POLAK_RIBIERE,
            new SimpleValueChecker(1e-4, 1e-3));
    try {
      optimizer.optimize(
          new MaxEval(evaluations),
          GoalType.MAXIMIZE,
          new InitialGuess(start),
          new ObjectiveFunction(likelihood::logPosterior),
          new ObjectiveFunctionGradient(likelihood::gradient));
    } catch (MathIllegalStateException e) {
      // Out of evaluations: the best parameters so far are good enough for a surrogate.
    }
    return likelihood.best;
  }

  private static double matern(double s) {
    return (1 + s + s * s / 3) * Math.exp(-s);
  }

  /**
   * Add dimension {@code k}'s part of the squared distances between {@code x} and {@code others}.
   */
  private void addSquares(int k, double x, double[] others, double[] squares) {
    double inverse = inverseSquaredLengths[k];
    for (int j = 0; j < others.length; j++) {
      double difference = others[j] - x;
      squares[j] +=
          inverse * (categorical[k] ? Math.abs(Math.signum(difference)) : difference * difference);
    }
  }

  private static double squaredDifference(boolean categorical, double a, double b) {
    return categorical ? (a == b ? 0 : 1) : (a - b) * (a - b);
  }

  /** Means and standard deviations at each of {@code where}, without noise. */
  Prediction predict(double[][] where) {
    int n = points.length;
    int m = where.length;
    DMatrixRMaj cross = new DMatrixRMaj(n, m);
    double[][] columns = new double[categorical.length][m];
    for (int j = 0; j < m; j++) {
      for (int k = 0; k < categorical.length; k++) {
        columns[k][j] = where[j][k];
      }
    }
    double[] squares = new double[m];
    for (int i = 0; i < n; i++) {
      Arrays.fill(squares, 0);
      for (int k = 0; k < categorical.length; k++) {
        addSquares(k, points[i][k], columns[k], squares);
      }
      for (int j = 0; j < m; j++) {
        cross.unsafe_set(i, j, matern(SQRT5 * Math.sqrt(squares[j])));
      }
    }
    DMatrixRMaj weights = new DMatrixRMaj(n, where.length);
    CommonOps_DDRM.mult(precision, cross, weights);
    double[] means = new double[where.length];
    double[] deviations = new double[where.length];
    Arrays.fill(deviations, 1);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < where.length; j++) {
        double k = cross.unsafe_get(i, j);
        means[j] += k * alpha[i];
        deviations[j] -= k * weights.unsafe_get(i, j);
      }
    }
    for (int j = 0; j < where.length; j++) {
      deviations[j] = Math.sqrt(Math.max(deviations[j], 1e-12));
    }
    return new Prediction(means, deviations);
  }

  /** Posterior means and standard deviations. */
  static final class Prediction {
    final double[] means;
    final double[] deviations;

    Prediction(double[] means, double[] deviations) {
      this.means = means;
      this.deviations = deviations;
    }
  }

  /** The logarithm of the marginal likelihood times the priors, and its gradient. */
  static final class Likelihood {
    private final double[] values;
    private final int n;
    private final int d;

    /** Squared differences by dimension and pair (i, j), j &lt; i. */
    private final double[][] differences;

    private double[] at = new double[0];
    private double logLikelihood;
    private DMatrixRMaj precision = new DMatrixRMaj(0, 0);
    private double[] alpha = new double[0];
    private double[] best = new double[0];
    private double highest = Double.NEGATIVE_INFINITY;

    Likelihood(boolean[] categorical, double[][] points, double[] values) {
      this.values = values;
      n = points.length;
      d = categorical.length;
      differences = new double[d][n * (n - 1) / 2];
      for (int k = 0; k < d; k++) {
        int pair = 0;
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < i; j++) {
            differences[k][pair++] = squaredDifference(categorical[k], points[i][k], points[j][k]);
          }
        }
      }
    }

    double logPosterior(double[] parameters) {
      condition(parameters);
      double prior = 0;
      for (int i = 0; i < d; i++) {
        double deviation = parameters[i] - lengthLogMean();
        prior -= deviation * deviation / (2 * LENGTH_LOG_VARIANCE) + parameters[i];
      }
      double deviation = parameters[d] - NOISE_LOG_MEAN;
      prior -= deviation * deviation / (2 * NOISE_LOG_VARIANCE) + parameters[d];
      double value = logLikelihood + prior;
      if (value > highest || best.length == 0) {
        highest = value;
        best = parameters.clone();
      }
      return value;
    }

    double[] gradient(double[] parameters) {
      condition(parameters);
      double[] gradient = new double[d + 1];
      double[] inverse = precision.data;
      int pair = 0;
      double[] outer = distances(parameters);
      double trace = 0;
      for (int i = 0; i < n; i++) {
        trace += alpha[i] * alpha[i] - inverse[i * n + i];
        for (int j = 0; j < i; j++) {
          double s = outer[pair];
          // Twice one half, since the matrix is symmetric.
          outer[pair++] =
              (alpha[i] * alpha[j] - inverse[i * n + j]) * 5 / 3 * (1 + s) * Math.exp(-s);
        }
      }
      for (int k = 0; k < d; k++) {
        double sum = 0;
        for (int p = 0; p < outer.length; p++) {
          sum += outer[p] * differences[k][p];
        }
        gradient[k] =
            sum * Math.exp(-2 * parameters[k])
                - (parameters[k] - lengthLogMean()) / LENGTH_LOG_VARIANCE
                - 1;
      }
      gradient[d] =
          0.5 * trace * Math.exp(parameters[d])
              - (parameters[d] - NOISE_LOG_MEAN) / NOISE_LOG_VARIANCE
              - 1;
      return gradient;
    }

    private double lengthLogMean() {
      return LENGTH_LOG_MEAN + Math.log(d) / 2;
    }

    /** sqrt(5) r of each pair. */
    private double[] distances(double[] parameters) {
      double[] squares = new double[n * (n - 1) / 2];
      for (int k = 0; k < d; k++) {
        double inverse = Math.exp(-2 * parameters[k]);
        double[] of = differences[k];
        for (int p = 0; p < squares.length; p++) {
          squares[p] += of[p] * inverse;
        }
      }
      for (int p = 0; p < squares.length; p++) {
        squares[p] = SQRT5 * Math.sqrt(squares[p]);
      }
      return squares;
    }

    /** Set the precision matrix, alpha and the likelihood at {@code parameters}. */
    void condition(double[] parameters) {
      if (Arrays.equals(at, parameters)) {
        return;
      }
      at = parameters.clone();
      DMatrixRMaj covariance = new DMatrixRMaj(n, n);
      double[] distances = distances(parameters);
      int pair = 0;
      for (int i = 0; i < n; i++) {
        covariance.unsafe_set(i, i, 1 + LEAST_NOISE + Math.exp(parameters[d]));
        for (int j = 0; j < i; j++) {
          double s = distances[pair++];
          double k = matern(s);
          covariance.unsafe_set(i, j, k);
          covariance.unsafe_set(j, i, k);
        }
      }
      LinearSolverChol_DDRM solver = (LinearSolverChol_DDRM) LinearSolverFactory_DDRM.chol(n);
      if (!solver.setA(covariance)) {
        throw new IllegalStateException("a covariance matrix was not positive definite");
      }
      precision = new DMatrixRMaj(n, n);
      solver.invert(precision);
      DMatrixRMaj factor = solver.getDecomposition().getT(null);
      alpha = new double[n];
      double fit = 0;
      double logDeterminant = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          alpha[i] += precision.unsafe_get(i, j) * values[j];
        }
        fit += alpha[i] * values[i];
        logDeterminant += 2 * Math.log(factor.unsafe_get(i, i));
      }
      logLikelihood = -0.5 * (fit + logDeterminant + n * Math.log(2 * Math.PI));
    }
  }
}
