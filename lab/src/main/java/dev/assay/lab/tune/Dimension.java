package dev.assay.lab.tune;

import dev.assay.lab.Interval;
import dev.assay.lab.Parameter;

/**
 * A parameter as models see it: a fixed value, a few categories, a row of cells, or a continuum in
 * [0, 1]. A row too long to be worth its table counts as a continuum.
 */
final class Dimension {
  /** How a dimension is modelled. */
  enum Kind {
    FIXED,
    CATEGORIES,
    CELLS,
    CONTINUUM
  }

  private static final int MOST_CELLS = 256;

  final Kind kind;

  /** The number of categories or cells; 0 for a continuum. */
  final int size;

  /** The bounds of the cells, {@code size + 1} of them; empty for other kinds. */
  final double[] edges;

  Dimension(Parameter parameter) {
    long values = parameter.size();
    if (values == 1) {
      kind = Kind.FIXED;
      size = 1;
    } else if (!parameter.ordered()) {
      kind = Kind.CATEGORIES;
      size = Math.toIntExact(values);
    } else if (values <= MOST_CELLS) {
      kind = Kind.CELLS;
      size = (int) values;
    } else {
      kind = Kind.CONTINUUM;
      size = 0;
    }
    edges = kind == Kind.CELLS ? edges(parameter, size) : new double[0];
  }

  private static double[] edges(Parameter parameter, int size) {
    double[] edges = new double[size + 1];
    for (int i = 0; i < size; i++) {
      Object value =
          switch (parameter) {
            case Parameter.Int whole -> whole.low() + i;
            case Parameter.Ordinal ordinal -> ordinal.values().get(i);
            case Parameter.Real _, Parameter.Categorical _ ->
                throw new IllegalArgumentException(parameter + " has no cells");
          };
      Interval cell = parameter.cell(value);
      edges[i] = cell.low();
      edges[i + 1] = cell.high();
    }
    return edges;
  }

  /** The category or cell that {@code unit} lies in. */
  int index(double unit) {
    if (kind != Kind.CELLS) {
      return Math.clamp((long) (unit * size), 0, size - 1);
    }
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (edges[middle] <= unit) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** The middle of category or cell {@code index}. */
  double unit(int index) {
    return kind == Kind.CELLS ? (edges[index] + edges[index + 1]) / 2 : (index + 0.5) / size;
  }
}
