package dev.assay.tensor.nn;

import dev.assay.tensor.Tensor;
import java.util.Arrays;

/**
 * A tensor that is learned.
 *
 * <p>In a population the values of all members are stacked along a new first dimension. Change
 * values in place: operations in place are not recorded for gradients.
 */
public final class Parameter {
  private final Role role;
  private Tensor value;
  private boolean frozen;

  Parameter(Role role, Tensor initial) {
    this.role = role;
    this.value = initial.requireGradient();
  }

  /** What it is to its network. */
  public Role role() {
    return role;
  }

  /** The values: a leaf that records gradients unless {@link #isFrozen}. */
  public Tensor value() {
    return value;
  }

  /** Whether it keeps its values: no gradient is recorded. */
  public boolean isFrozen() {
    return frozen;
  }

  /** Freezes it, or lets it learn again. */
  public void setFrozen(boolean frozen) {
    this.frozen = frozen;
    value.requireGradient(!frozen);
  }

  void replace(Tensor newValue) {
    value = newValue.detach().requireGradient(!frozen);
  }

  @Override
  public String toString() {
    return role + Arrays.toString(value.shape()) + (frozen ? " frozen" : "");
  }
}
