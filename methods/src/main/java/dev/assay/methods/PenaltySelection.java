package dev.assay.methods;

import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.stream.LongStream;

/** Chooses among penalties of a linear method, and fits it again with the chosen one. */
public final class PenaltySelection {
  private final double[] penalties;

  /** A linear method. */
  @FunctionalInterface
  public interface Learner {
    /**
     * Fits it with each penalty.
     *
     * @param rows INT64 positions of the examples to fit to
     * @return (penalties x d)
     */
    Tensor fit(double[] penalties, Tensor rows);
  }

  /**
   * What was chosen.
   *
   * @param penalty one of those to choose from
   * @param hypothesis the fit with it to all examples (d)
   */
  public record Chosen(double penalty, Tensor hypothesis) {}

  /** To choose from these, at least one. */
  public PenaltySelection(double... penalties) {
    if (penalties.length == 0) {
      throw new IllegalArgumentException("There is no penalty to choose from.");
    }
    this.penalties = penalties.clone();
  }

  /**
   * The penalty with the least squared error on examples that are held out.
   *
   * @param held which of the n are held out: some, not all
   * @param x (n x d) that is predicted from
   * @param y (n)
   */
  public Chosen byHeldOut(Learner learner, boolean[] held, Tensor x, Tensor y) {
    Moments.require(x, y);
    try (TensorScope scope = TensorScope.open()) {
      Tensor test = rows(held, true);
      Tensor fitted = learner.fit(penalties, rows(held, false));
      double[] errors =
          x.indexSelect(0, test)
              .matmul(fitted.transpose())
              .sub(y.indexSelect(0, test).unsqueeze(1))
              .square()
              .mean(0)
              .toDoubleArray();
      return chosen(scope, learner, least(errors), held.length);
    }
  }

  /**
   * The penalty with which the fit's length is nearest to a wanted one: Janzing's confounder
   * correction, where that is {@code sqrt(1 - beta)} times the length of the unpenalised fit, for
   * the {@linkplain ConfoundingStrength share} beta of confounding.
   *
   * @param length at least 0
   * @param count the number n of examples
   */
  public Chosen byLength(Learner learner, double length, int count) {
    Require.notNegative("length", length);
    try (TensorScope scope = TensorScope.open()) {
      double[] lengths =
          learner.fit(penalties, Tensor.range(0, count)).square().sum(1).sqrt().toDoubleArray();
      double[] errors = new double[lengths.length];
      for (int i = 0; i < errors.length; i++) {
        errors[i] = Math.abs(lengths[i] - length);
      }
      return chosen(scope, learner, least(errors), count);
    }
  }

  private Chosen chosen(TensorScope scope, Learner learner, int best, int count) {
    double penalty = penalties[best];
    Tensor fitted = learner.fit(new double[] {penalty}, Tensor.range(0, count));
    return new Chosen(penalty, scope.keep(fitted.select(0, 0).copy()));
  }

  private static int least(double[] errors) {
    int best = 0;
    for (int i = 1; i < errors.length; i++) {
      if (errors[i] < errors[best]) {
        best = i;
      }
    }
    return best;
  }

  private static Tensor rows(boolean[] held, boolean which) {
    long[] rows = LongStream.range(0, held.length).filter(i -> held[(int) i] == which).toArray();
    if (rows.length == 0) {
      throw new IllegalArgumentException("Some examples must be held out, and not all of them.");
    }
    return Tensor.of(rows, rows.length);
  }
}
