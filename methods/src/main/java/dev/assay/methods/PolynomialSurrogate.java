package dev.assay.methods;

import dev.assay.data.Features;
import dev.assay.data.RegressionTable;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.jspecify.annotations.Nullable;

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
  /** A term that the others explain to this, in units of the root of the number of examples. */
  private static final double SINGULAR = 1e-9;

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
    double[][] design = design(reference, reference);
    if (design.length < design[0].length) {
      throw undetermined(examples, null);
    }
    double[] coefficients;
    try {
      // In Java: LAPACK's solver differs from call to call in its last bits.
      coefficients =
          new QRDecomposition(new Array2DRowRealMatrix(design, false), SINGULAR)
              .getSolver()
              .solve(new ArrayRealVector(examples.targets(), false))
              .toArray();
    } catch (MathIllegalArgumentException e) {
      throw undetermined(examples, e);
    }
    return points -> {
      double[][] terms = design(points, reference);
      double[] values = new double[terms.length];
      for (int i = 0; i < values.length; i++) {
        for (int k = 0; k < coefficients.length; k++) {
          values[i] += terms[i][k] * coefficients[k];
        }
      }
      return values;
    };
  }

  private IllegalArgumentException undetermined(RegressionTable examples, @Nullable Throwable e) {
    return new IllegalArgumentException(
        "%d examples do not determine a polynomial of degree %d in %d columns."
            .formatted(examples.size(), degree, examples.features().columns()),
        e);
  }

  /** The terms (n x coefficients): 1, each column, each product of two. */
  private double[][] design(Features points, Features reference) {
    Features scaled = points.standardizedBy(reference);
    int d = scaled.columns();
    double[][] design = new double[scaled.rows()][];
    double[] row = new double[d + 1];
    for (int i = 0; i < design.length; i++) {
      row[0] = 1;
      for (int j = 0; j < d; j++) {
        row[j + 1] = scaled.value(i, j);
      }
      design[i] = degree == 2 ? products(row) : Arrays.copyOf(row, degree == 1 ? d + 1 : 1);
    }
    return design;
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
