package dev.assay.methods;

import dev.assay.data.Features;
import dev.assay.data.RegressionTable;
import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The least-squares polynomial of all columns: a constant, a plane, or a quadric with all products.
 *
 * <p>Box and Wilson, "On the experimental attainment of optimum conditions", 1951: the response
 * surface. With d columns a quadric has {@code (d + 1)(d + 2) / 2} coefficients.
 *
 * <p><b>Differs from the paper in</b>: the columns are standardized first, which changes rounding
 * and not the surface.
 *
 * @param degree 0, 1 or 2
 */
public record PolynomialSurrogate(int degree) implements Surrogate.Method {
  /** Chooses the degree. */
  public PolynomialSurrogate {
    if (degree < 0 || degree > 2) {
      throw new IllegalArgumentException("degree must be 0, 1 or 2, not " + degree + ".");
    }
  }

  /**
   * Fits the surface.
   *
   * @throws IllegalArgumentException where the examples do not determine it
   */
  @Override
  public Surrogate fit(RegressionTable examples, RandomGenerator random) {
    Features reference = examples.features();
    double[] coefficients;
    try (TensorScope _ = TensorScope.open()) {
      Tensor design = design(reference, reference);
      Tensor singular = LinearAlgebra.singularValues(design);
      double[] values = singular.toDoubleArray();
      int terms = design.size(1);
      if (values.length < terms || !(values[terms - 1] > 1e-10 * values[0])) {
        throw new IllegalArgumentException(
            "%d examples do not determine a polynomial of degree %d in %d columns."
                .formatted(examples.size(), degree, reference.columns()));
      }
      Tensor targets = examples.targetTensor().reshape(examples.size(), 1);
      coefficients = LinearAlgebra.leastSquares(design, targets).toDoubleArray();
    }
    return points -> {
      try (TensorScope _ = TensorScope.open()) {
        Tensor weights = Tensor.of(coefficients, coefficients.length);
        return design(points, reference).matmul(weights).toDoubleArray();
      }
    };
  }

  /** The terms (n x coefficients): 1, each column, each product of two. */
  private Tensor design(Features points, Features reference) {
    Features scaled = points.standardizedBy(reference);
    int n = scaled.rows();
    int d = scaled.columns();
    int terms = degree == 0 ? 1 : degree == 1 ? d + 1 : (d + 1) * (d + 2) / 2;
    double[] values = new double[n * terms];
    double[] row = new double[d + 1];
    for (int i = 0; i < n; i++) {
      row[0] = 1;
      for (int j = 0; j < d; j++) {
        row[j + 1] = scaled.value(i, j);
      }
      double[] written = degree == 2 ? products(row) : Arrays.copyOf(row, terms);
      System.arraycopy(written, 0, values, i * terms, terms);
    }
    return Tensor.of(values, n, terms);
  }

  private static double[] products(double[] row) {
    double[] products = new double[row.length * (row.length + 1) / 2];
    int at = 0;
    for (int j = 0; j < row.length; j++) {
      for (int k = j; k < row.length; k++) {
        products[at++] = row[j] * row[k];
      }
    }
    return products;
  }
}
