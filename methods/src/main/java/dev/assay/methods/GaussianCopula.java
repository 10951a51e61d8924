package dev.assay.methods;

import dev.assay.data.Features;
import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * A synthetic table: each column has the distribution of its examples, and all of them depend on
 * each other as Gaussians do.
 *
 * <p>Neha Patki, Roy Wedge, Kalyan Veeramachaneni. The Synthetic Data Vault. DSAA 2016. With F_j
 * the {@link GaussianKernelDensity} of column j:
 *
 * <pre>
 * z_j = Phi^-1(F_j(x_j)),  R the Pearson correlation of z
 * sample: z ~ N(0, R),  x_j = F_j^-1(Phi(z_j))
 * </pre>
 *
 * <p><b>Differs from the paper in</b>: nothing known, for columns of numbers without missing
 * values. What must hold between columns is for {@link TableConstraint}.
 */
public final class GaussianCopula {
  /** Probabilities this near to 0 or 1 have no finite place on the Gaussian. */
  private static final double EPSILON = 1e-9;

  private final List<String> names;
  private final GaussianKernelDensity[] marginals;
  private final double[] correlation;
  private final double[] factor;

  private GaussianCopula(
      List<String> names,
      GaussianKernelDensity[] marginals,
      double[] correlation,
      double[] factor) {
    this.names = names;
    this.marginals = marginals;
    this.correlation = correlation;
    this.factor = factor;
  }

  /**
   * Learns from a table.
   *
   * @param table at least two rows; no column constant
   */
  public static GaussianCopula fit(Features table) {
    int n = table.rows();
    int d = table.columns();
    GaussianKernelDensity[] marginals = new GaussianKernelDensity[d];
    double[][] z = new double[d][n];
    for (int j = 0; j < d; j++) {
      double[] column = table.column(table.names().get(j));
      marginals[j] = new GaussianKernelDensity(column);
      for (int i = 0; i < n; i++) {
        double u = Math.clamp(marginals[j].cumulative(column[i]), EPSILON, 1 - EPSILON);
        z[j][i] = -Math.sqrt(2) * InverseErfc.value(2 * u);
      }
    }
    double[] correlation = new double[d * d];
    for (int j = 0; j < d; j++) {
      for (int k = 0; k < d; k++) {
        correlation[j * d + k] = j == k ? 1 : SyntheticQuality.pearson(z[j], z[k]);
      }
    }
    return new GaussianCopula(table.names(), marginals, correlation, root(correlation, d));
  }

  /** A matrix L with L L^T = R, also where R has no inverse. */
  private static double[] root(double[] correlation, int d) {
    try (TensorScope _ = TensorScope.open()) {
      LinearAlgebra.Eigen eigen = LinearAlgebra.eigh(Tensor.of(correlation, d, d));
      return eigen.vectors().mul(eigen.values().clampMin(0).sqrt()).toDoubleArray();
    }
  }

  /** The correlation R (d x d) in row-major order; a copy. */
  public double[] correlation() {
    return correlation.clone();
  }

  /** Draws a table of {@code rows} rows. */
  public Features sample(int rows, RandomGenerator random) {
    int d = names.size();
    double[] values = new double[Math.multiplyExact(Require.positive("rows", rows), d)];
    double[] independent = new double[d];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < d; k++) {
        independent[k] = random.nextGaussian();
      }
      for (int j = 0; j < d; j++) {
        double z = 0;
        for (int k = 0; k < d; k++) {
          z += factor[j * d + k] * independent[k];
        }
        double u = Math.clamp(Erfc.value(-z / Math.sqrt(2)) / 2, EPSILON, 1 - EPSILON);
        values[i * d + j] = marginals[j].quantile(u);
      }
    }
    return Features.of(names, values);
  }

  @Override
  public String toString() {
    return "GaussianCopula(" + names + ")";
  }
}
