package dev.assay.data;

import dev.assay.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A matrix of numbers (n examples x d features) whose columns have names. */
public final class Features {
  private final List<String> names;
  private final int rows;
  private final double[] values;

  private Features(List<String> names, int rows, double[] values) {
    this.names = names;
    this.rows = rows;
    this.values = values;
  }

  /**
   * Copies values.
   *
   * @param names the names (d), at least one
   * @param values (n x d) in row-major order
   */
  public static Features of(List<String> names, double... values) {
    if (names.isEmpty() || values.length % names.size() != 0) {
      throw new IllegalArgumentException(
          values.length + " values are not some rows of " + names.size() + " features.");
    }
    return new Features(List.copyOf(names), values.length / names.size(), values.clone());
  }

  /** Values of features that are called x1 to xd. */
  static Features numbered(int count, double... values) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      names.add("x" + i);
    }
    return of(names, values);
  }

  /** The names (d). */
  public List<String> names() {
    return names;
  }

  /** The number of examples n. */
  public int rows() {
    return rows;
  }

  /** The number of features d. */
  public int columns() {
    return names.size();
  }

  /** The value of one feature of one example. */
  public double value(int row, int column) {
    return values[
        Objects.checkIndex(row, rows) * columns() + Objects.checkIndex(column, columns())];
  }

  /**
   * One column (n); a copy.
   *
   * @throws IllegalArgumentException where none has this name
   */
  public double[] column(String name) {
    int j = indexOf(name);
    double[] column = new double[rows];
    for (int i = 0; i < rows; i++) {
      column[i] = value(i, j);
    }
    return column;
  }

  /**
   * These features with one column replaced.
   *
   * @param column its numbers (n)
   * @throws IllegalArgumentException where none has this name, or the number of rows differs
   */
  public Features withColumn(String name, double... column) {
    int j = indexOf(name);
    if (column.length != rows) {
      throw new IllegalArgumentException(
          "A column of " + rows + " rows needs as many numbers, not " + column.length + ".");
    }
    double[] result = values.clone();
    for (int i = 0; i < rows; i++) {
      result[i * columns() + j] = column[i];
    }
    return new Features(names, rows, result);
  }

  /** The columns of these names, in this order. */
  public Features columns(List<String> chosen) {
    int[] indices = chosen.stream().mapToInt(this::indexOf).toArray();
    double[] result = new double[rows * indices.length];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < indices.length; k++) {
        result[i * indices.length + k] = value(i, indices[k]);
      }
    }
    return of(chosen, result);
  }

  private int indexOf(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("There is no column " + name + " among " + names + ".");
    }
    return index;
  }

  /** All values (n x d) in row-major order; a copy. */
  public double[] values() {
    return values.clone();
  }

  /** All values (n x d), float64. */
  public Tensor tensor() {
    return Tensor.of(values, rows, columns());
  }

  /** The rows of these positions, in this order. */
  public Features select(int... positions) {
    double[] selected = new double[positions.length * columns()];
    for (int i = 0; i < positions.length; i++) {
      Objects.checkIndex(positions[i], rows);
      System.arraycopy(values, positions[i] * columns(), selected, i * columns(), columns());
    }
    return new Features(names, positions.length, selected);
  }

  /**
   * Takes each column's mean over a reference away and divides by its standard deviation there
   * (that of the population, over n); a column that is constant there is only centred. The
   * reference of test data is the training data.
   *
   * @param reference features of the same number, at least one example
   */
  public Features standardizedBy(Features reference) {
    if (reference.columns() != columns() || reference.rows() == 0) {
      throw new IllegalArgumentException(
          columns()
              + " features cannot be standardized by "
              + reference.rows()
              + " examples of "
              + reference.columns()
              + " features.");
    }
    double[] result = new double[values.length];
    for (int j = 0; j < columns(); j++) {
      double mean = 0;
      for (int i = 0; i < reference.rows; i++) {
        mean += reference.value(i, j) / reference.rows;
      }
      double variance = 0;
      for (int i = 0; i < reference.rows; i++) {
        variance += Math.pow(reference.value(i, j) - mean, 2) / reference.rows;
      }
      double scale = variance > 0 ? Math.sqrt(variance) : 1;
      for (int i = 0; i < rows; i++) {
        result[i * columns() + j] = (value(i, j) - mean) / scale;
      }
    }
    return new Features(names, rows, result);
  }

  @Override
  public String toString() {
    return rows + " x " + columns() + " features";
  }
}
