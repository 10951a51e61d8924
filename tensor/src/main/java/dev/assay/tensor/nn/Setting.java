package dev.assay.tensor.nn;

import dev.assay.tensor.Tensor;
import java.util.Arrays;

/**
 * An optimizer's hyperparameter: one number, or one for each member of a population.
 *
 * <p>A member whose learning rate is 0 rests: it keeps its parameters.
 */
public final class Setting {
  private final double[] values;

  private Setting(double[] values) {
    this.values = values;
  }

  /** The same for all. */
  public static Setting of(double value) {
    return new Setting(new double[] {value});
  }

  /** One for each member, in their order; at least one. */
  public static Setting each(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("A setting needs a value for each member, not none.");
    }
    return new Setting(values.clone());
  }

  /** This setting, and 0 for the members that are not in the mask. */
  public Setting masked(boolean... active) {
    double[] masked = new double[active.length];
    for (int i = 0; i < active.length; i++) {
      masked[i] = active[i] ? at(i) : 0;
    }
    return new Setting(masked);
  }

  /** Times a number: a schedule's factor. */
  public Setting times(double factor) {
    return new Setting(Arrays.stream(values).map(v -> v * factor).toArray());
  }

  /** One member's number. */
  public double at(int member) {
    return values.length == 1 ? values[0] : values[member];
  }

  /** The numbers of some members, in their order. */
  Setting of(int... members) {
    return isShared() ? this : each(Arrays.stream(members).mapToDouble(this::at).toArray());
  }

  boolean isShared() {
    return values.length == 1;
  }

  /**
   * The members' numbers for a stacked parameter (members, ...): (members, 1, ...), or shape []
   * where they are the same.
   */
  Tensor on(Tensor parameter) {
    if (isShared()) {
      return Tensor.scalar(values[0]).to(parameter.dtype()).to(parameter.device());
    }
    if (parameter.dimensions() == 0 || parameter.size(0) != values.length) {
      throw new IllegalArgumentException(
          values.length
              + " settings were given for a parameter of shape "
              + Arrays.toString(parameter.shape())
              + ": one for each member is needed, or one for all.");
    }
    long[] shape = new long[parameter.dimensions()];
    Arrays.fill(shape, 1);
    shape[0] = values.length;
    return Tensor.of(values, shape).to(parameter.dtype()).to(parameter.device());
  }

  /** Refuses values outside of [low, infinity). */
  void requireAtLeast(double low, String name) {
    for (double value : values) {
      if (!(value >= low) || Double.isInfinite(value)) {
        throw new IllegalArgumentException(
            "The " + name + " is " + value + " where a number of at least " + low + " is needed.");
      }
    }
  }

  @Override
  public String toString() {
    return isShared() ? Double.toString(values[0]) : Arrays.toString(values);
  }
}
