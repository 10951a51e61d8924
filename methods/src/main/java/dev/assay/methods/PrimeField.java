package dev.assay.methods;

import java.math.BigInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Linear algebra over the integers modulo a prime.
 *
 * <p>By Gaussian elimination, exactly. What the twin worlds of {@link SubspaceTwins} are made with.
 */
public final class PrimeField {
  private final int q;

  /**
   * The field of q elements.
   *
   * @param q a prime below 2^15, so that no product overflows
   */
  public PrimeField(int q) {
    if (q < 2 || q >= 1 << 15 || !BigInteger.valueOf(q).isProbablePrime(40)) {
      throw new IllegalArgumentException("q must be a prime below 32768, not " + q + ".");
    }
    this.q = q;
  }

  /** The number of elements. */
  public int size() {
    return q;
  }

  /** A vector of independent uniform elements. */
  public int[] randomVector(int length, RandomGenerator random) {
    return random.ints(length, 0, q).toArray();
  }

  /** The sum of the products of two vectors' elements. */
  public int dot(int[] a, int[] b) {
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (long) a[i] * b[i];
    }
    return (int) (sum % q);
  }

  /** The rank of a matrix given by rows of equal length; it is not changed. */
  public int rank(int[][] rows) {
    return eliminate(extended(rows, new int[rows.length])).rank();
  }

  /**
   * One solution x of A x = y, with 0 for what the equations leave free.
   *
   * @param rows A, by rows of equal length
   * @param y one element for each row
   * @return the solution and whether it is the only one; null where there is none
   */
  public @Nullable Solution solve(int[][] rows, int[] y) {
    int[][] system = extended(rows, y);
    Pivots pivots = eliminate(system);
    int columns = rows[0].length;
    for (int i = pivots.rank(); i < system.length; i++) {
      if (system[i][columns] != 0) {
        return null;
      }
    }
    int[] x = new int[columns];
    for (int i = 0; i < pivots.rank(); i++) {
      x[pivots.columns()[i]] = system[i][columns];
    }
    return new Solution(x, pivots.rank() == columns);
  }

  /**
   * A solution of linear equations.
   *
   * @param unique whether there is no other
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Solution(int[] x, boolean unique) {}

  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  private record Pivots(int rank, int[] columns) {}

  private int[][] extended(int[][] rows, int[] y) {
    if (rows.length == 0 || rows.length != y.length) {
      throw new IllegalArgumentException(
          "A system needs at least one row and as many outcomes, not "
              + rows.length
              + " and "
              + y.length
              + ".");
    }
    int columns = rows[0].length;
    int[][] system = new int[rows.length][columns + 1];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new IllegalArgumentException(
            "Row " + i + " has " + rows[i].length + " elements where row 0 has " + columns + ".");
      }
      for (int j = 0; j < columns; j++) {
        system[i][j] = Math.floorMod(rows[i][j], q);
      }
      system[i][columns] = Math.floorMod(y[i], q);
    }
    return system;
  }

  /** Brings a system, whose last column is the outcomes, to reduced echelon form. */
  private Pivots eliminate(int[][] system) {
    int columns = system[0].length - 1;
    int[] pivots = new int[Math.min(system.length, columns)];
    int rank = 0;
    for (int column = 0; column < columns && rank < system.length; column++) {
      int pivot = rank;
      while (pivot < system.length && system[pivot][column] == 0) {
        pivot++;
      }
      if (pivot == system.length) {
        continue;
      }
      int[] row = system[pivot];
      system[pivot] = system[rank];
      system[rank] = row;
      scale(row, inverse(row[column]), column);
      for (int i = 0; i < system.length; i++) {
        if (i != rank && system[i][column] != 0) {
          subtract(system[i], system[i][column], row, column);
        }
      }
      pivots[rank++] = column;
    }
    return new Pivots(rank, pivots);
  }

  private void scale(int[] row, int factor, int from) {
    for (int j = from; j < row.length; j++) {
      row[j] = row[j] * factor % q;
    }
  }

  private void subtract(int[] row, int factor, int[] other, int from) {
    for (int j = from; j < row.length; j++) {
      row[j] = Math.floorMod(row[j] - factor * other[j], q);
    }
  }

  /** By Fermat: a^(q-2). */
  private int inverse(int a) {
    int result = 1;
    int base = a;
    for (int exponent = q - 2; exponent > 0; exponent >>= 1) {
      if ((exponent & 1) == 1) {
        result = result * base % q;
      }
      base = base * base % q;
    }
    return result;
  }

  @Override
  public String toString() {
    return "PrimeField(q=" + q + ")";
  }
}
