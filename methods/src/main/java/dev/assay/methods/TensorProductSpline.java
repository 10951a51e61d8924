package dev.assay.methods;

import dev.assay.data.Features;
import dev.assay.data.RegressionTable;
import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The cubic spline of all columns that bends least for how well it fits.
 *
 * <p>John T. Hwang, Joaquim R. R. A. Martins. A fast-prediction surrogate model for large datasets
 * (regularized minimal-energy tensor-product splines). Aerospace Science and Technology 75, 2018.
 * Each column is scaled to [0, 1] and cut into equal elements, and the spline is a sum of products
 * of one cubic basis function a column, whose coefficients minimize
 *
 * <pre>
 * 1/n sum_i (f(x_i) - y_i)^2 + energy * integral of the sum of all squared second derivatives
 * </pre>
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>The residuals are squared, not raised to the fourth power, so that one linear system gives
 *       the coefficients.
 *   <li>There are far fewer elements: the system is dense. The energy's weight is ours.
 *   <li>A point outside the examples' box has the value of the nearest point within.
 * </ol>
 *
 * @param basis the functions of one column
 * @param elements of each column, at least 1
 * @param energy the weight of the energy, positive
 */
public record TensorProductSpline(Basis basis, int elements, double energy)
    implements Surrogate.Method {
  /** Beyond this many coefficients a dense system is no cheap surrogate. */
  private static final int MOST = 3000;

  /** Four points of Gauss integrate products of two cubics exactly. */
  private static final double[] NODES = {
    -0.8611363115940526, -0.3399810435848563, 0.3399810435848563, 0.8611363115940526
  };

  private static final double[] WEIGHTS = {
    0.34785484513745385, 0.6521451548625461, 0.6521451548625461, 0.34785484513745385
  };

  /** Cubic functions on equal elements of [0, 1]. */
  public enum Basis {
    /** B-splines: two derivatives are continuous; {@code elements + 3} functions. */
    B_SPLINE,
    /** Hermite's: one derivative is continuous; {@code 2 (elements + 1)} functions. */
    HERMITE;

    int size(int elements) {
      return this == B_SPLINE ? elements + 3 : 2 * (elements + 1);
    }

    /** Adds the functions' derivatives of this order at x in [0, 1] to {@code values}. */
    void add(double x, int elements, int order, double factor, double[] values) {
      int element = Math.min((int) (x * elements), elements - 1);
      double t = x * elements - element;
      // The coefficients of 1, t, t^2, t^3 of the four functions that live on an element.
      double[][] cubics = this == B_SPLINE ? SPLINES : HERMITES;
      double chain = Math.pow(elements, order);
      for (int k = 0; k < 4; k++) {
        double[] c = cubics[k];
        double value =
            switch (order) {
              case 0 -> c[0] + t * (c[1] + t * (c[2] + t * c[3]));
              case 1 -> c[1] + t * (2 * c[2] + t * 3 * c[3]);
              default -> 2 * c[2] + t * 6 * c[3];
            };
        int function = this == B_SPLINE ? element + k : 2 * element + k;
        values[function] += factor * chain * value;
      }
    }

    private static final double[][] SPLINES = {
      {1 / 6.0, -0.5, 0.5, -1 / 6.0},
      {4 / 6.0, 0, -1, 0.5},
      {1 / 6.0, 0.5, 0.5, -0.5},
      {0, 0, 0, 1 / 6.0}
    };

    /** Value and slope (a step of one element) at the left end, then at the right. */
    private static final double[][] HERMITES = {
      {1, 0, -3, 2}, {0, 1, -2, 1}, {0, 0, 3, -2}, {0, 0, -1, 1}
    };
  }

  /** Chooses the hyperparameters. */
  public TensorProductSpline {
    Require.positive("elements", elements);
    Require.positive("energy", energy);
  }

  /**
   * Fits a spline.
   *
   * @throws IllegalArgumentException where it would have too many coefficients
   */
  @Override
  public Surrogate fit(RegressionTable examples, RandomGenerator random) {
    Features points = examples.features();
    int d = points.columns();
    double count = Math.pow(basis.size(elements), d);
    if (count > MOST) {
      throw new IllegalArgumentException(
          "%d elements in each of %d columns make %.0f coefficients: at most %d are fitted."
              .formatted(elements, d, count, MOST));
    }
    double[] low = new double[d];
    double[] width = new double[d];
    for (int j = 0; j < d; j++) {
      double[] column = points.column(points.names().get(j));
      low[j] = Arrays.stream(column).min().orElseThrow();
      width[j] = Arrays.stream(column).max().orElseThrow() - low[j];
    }
    double[] coefficients;
    try (TensorScope _ = TensorScope.open()) {
      Tensor design = design(points, low, width);
      Tensor transposed = design.transpose();
      Tensor targets = examples.targetTensor().reshape(examples.size(), 1);
      double share = 1.0 / examples.size();
      // What neither examples nor energy determine stays near 0.
      Tensor system =
          transposed
              .matmul(design)
              .mul(share)
              .add(energyMatrix(d).mul(energy))
              .add(Tensor.eye((int) count).mul(1e-10));
      coefficients =
          LinearAlgebra.choleskySolve(
                  LinearAlgebra.cholesky(system), transposed.matmul(targets).mul(share))
              .toDoubleArray();
    }
    return asked -> {
      try (TensorScope _ = TensorScope.open()) {
        Tensor weights = Tensor.of(coefficients, coefficients.length);
        return design(asked, low, width).matmul(weights).toDoubleArray();
      }
    };
  }

  /** Products of one function a column (n x coefficients), the last column's running fastest. */
  private Tensor design(Features points, double[] low, double[] width) {
    int d = low.length;
    int size = basis.size(elements);
    int count = (int) Math.pow(size, d);
    double[] values = new double[Math.multiplyExact(points.rows(), count)];
    double[] one = new double[size];
    for (int i = 0; i < points.rows(); i++) {
      double[] product = {1};
      for (int j = 0; j < d; j++) {
        Arrays.fill(one, 0);
        // A column that was constant says nothing, whatever it is now.
        double x = width[j] == 0 ? 0 : Math.clamp((points.value(i, j) - low[j]) / width[j], 0, 1);
        basis.add(x, elements, 0, 1, one);
        double[] longer = new double[product.length * size];
        for (int a = 0; a < product.length; a++) {
          for (int b = 0; b < size; b++) {
            longer[a * size + b] = product[a] * one[b];
          }
        }
        product = longer;
      }
      System.arraycopy(product, 0, values, i * count, count);
    }
    return Tensor.of(values, points.rows(), count);
  }

  /** The integral of all squared second derivatives, mixed ones twice, as a quadratic form. */
  private Tensor energyMatrix(int d) {
    Tensor[] gram = {gram(0), gram(1), gram(2)};
    Tensor sum =
        Tensor.zeros((long) Math.pow(gram[0].size(0), d), (long) Math.pow(gram[0].size(0), d));
    for (int i = 0; i < d; i++) {
      for (int j = i; j < d; j++) {
        Tensor product = Tensor.ones(1, 1);
        for (int k = 0; k < d; k++) {
          int order = (k == i ? 1 : 0) + (k == j ? 1 : 0);
          product = product.kron(gram[order]);
        }
        sum = sum.add(product, i == j ? 1 : 2);
      }
    }
    return sum;
  }

  /** The integrals of products of the functions' derivatives of this order. */
  private Tensor gram(int order) {
    int size = basis.size(elements);
    double[] gram = new double[size * size];
    double[] values = new double[size];
    for (int e = 0; e < elements; e++) {
      for (int q = 0; q < NODES.length; q++) {
        Arrays.fill(values, 0);
        basis.add((e + (1 + NODES[q]) / 2) / elements, elements, order, 1, values);
        for (int a = 0; a < size; a++) {
          for (int b = 0; b < size; b++) {
            gram[a * size + b] += WEIGHTS[q] / (2 * elements) * values[a] * values[b];
          }
        }
      }
    }
    return Tensor.of(gram, size, size);
  }
}
