package dev.assay.methods;

import dev.assay.data.Features;
import java.util.Arrays;
import java.util.List;

/**
 * What must hold in each row of a synthetic table, made to hold by changing a column before a model
 * learns it and back after it is sampled.
 *
 * <p>As in the Synthetic Data Vault (Patki, Wedge, Veeramachaneni, DSAA 2016): a column that must
 * exceed a bound is learnt as {@code log(column - bound + 1)}.
 */
public sealed interface TableConstraint {
  /** The table that is learnt. */
  Features forward(Features table);

  /** The table as it was, of one that was learnt or sampled. */
  Features backward(Features learnt);

  /** {@code low <= high} in each row. */
  static TableConstraint inequality(String low, String high) {
    return new Inequality(low, high);
  }

  /** {@code column >= bound}. */
  static TableConstraint atLeast(String column, double bound) {
    return new AtLeast(column, bound);
  }

  /** Applies all, in this order, {@link #forward}. */
  static Features forward(Features table, List<TableConstraint> constraints) {
    for (TableConstraint each : constraints) {
      table = each.forward(table);
    }
    return table;
  }

  /** Takes all back, the last one first. */
  static Features backward(Features learnt, List<TableConstraint> constraints) {
    for (TableConstraint each : constraints.reversed()) {
      learnt = each.backward(learnt);
    }
    return learnt;
  }

  /** See {@link #inequality}. */
  record Inequality(String low, String high) implements TableConstraint {
    @Override
    public Features forward(Features table) {
      double[] bound = table.column(low);
      return table.withColumn(high, logExcess(table.column(high), bound, this));
    }

    @Override
    public Features backward(Features learnt) {
      double[] bound = learnt.column(low);
      return learnt.withColumn(high, addExcess(learnt.column(high), bound));
    }
  }

  /** See {@link #atLeast}. */
  record AtLeast(String column, double bound) implements TableConstraint {
    public AtLeast {
      if (!Double.isFinite(bound)) {
        throw new IllegalArgumentException("bound must be finite, not " + bound + ".");
      }
    }

    @Override
    public Features forward(Features table) {
      return table.withColumn(column, logExcess(table.column(column), bounds(table), this));
    }

    @Override
    public Features backward(Features learnt) {
      return learnt.withColumn(column, addExcess(learnt.column(column), bounds(learnt)));
    }

    private double[] bounds(Features table) {
      double[] bounds = new double[table.rows()];
      Arrays.fill(bounds, bound);
      return bounds;
    }
  }

  private static double[] logExcess(double[] values, double[] bounds, TableConstraint broken) {
    double[] logs = new double[values.length];
    for (int i = 0; i < logs.length; i++) {
      if (!(values[i] >= bounds[i])) {
        throw new IllegalArgumentException(
            "%s does not hold in row %d: %s is below %s."
                .formatted(broken, i, values[i], bounds[i]));
      }
      logs[i] = Math.log1p(values[i] - bounds[i]);
    }
    return logs;
  }

  private static double[] addExcess(double[] logs, double[] bounds) {
    double[] values = new double[logs.length];
    for (int i = 0; i < values.length; i++) {
      // A density reaches below the smallest excess that was learnt.
      values[i] = bounds[i] + Math.max(0, Math.expm1(logs[i]));
    }
    return values;
  }
}
