package dev.assay.methods;

import dev.assay.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Which environment each of some examples was seen in. */
public final class Environments {
  private final int[] ids;
  private final int count;
  private final double[] averaging;

  private Environments(int[] ids, int count) {
    this.ids = ids;
    this.count = count;
    int[] sizes = new int[count];
    for (int id : ids) {
      sizes[id]++;
    }
    averaging = new double[ids.length * count];
    for (int i = 0; i < ids.length; i++) {
      averaging[i * count + ids[i]] = 1.0 / sizes[ids[i]];
    }
  }

  /** Examples with equal labels share an environment; at least one. */
  public static Environments of(long... labels) {
    if (labels.length == 0) {
      throw new IllegalArgumentException("Environments need an example, not none.");
    }
    Map<Long, Integer> numbers = new HashMap<>();
    int[] ids = new int[labels.length];
    for (int i = 0; i < ids.length; i++) {
      Integer known = numbers.putIfAbsent(labels[i], numbers.size());
      ids[i] = known == null ? numbers.size() - 1 : known;
    }
    return new Environments(ids, numbers.size());
  }

  /**
   * Makes environments of an augmentation's parameters: examples share one where the first of them
   * lie on the same side of the middle of their range.
   *
   * @param parameters G (n x k)
   * @param coordinates how many are looked at, from 1 to k and at most 62
   */
  public static Environments bySides(Tensor parameters, int coordinates) {
    int k = parameters.size(1);
    if (coordinates < 1 || coordinates > Math.min(k, 62)) {
      throw new IllegalArgumentException(
          "coordinates must lie from 1 to %d, not be %d.".formatted(Math.min(k, 62), coordinates));
    }
    double[] values = parameters.toDoubleArray();
    long[] labels = new long[values.length / k];
    for (int j = 0; j < coordinates; j++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < labels.length; i++) {
        low = Math.min(low, values[i * k + j]);
        high = Math.max(high, values[i * k + j]);
      }
      for (int i = 0; i < labels.length; i++) {
        labels[i] = 2 * labels[i] + (values[i * k + j] >= (low + high) / 2 ? 1 : 0);
      }
    }
    return of(labels);
  }

  /** Their number. */
  public int count() {
    return count;
  }

  /** The number of examples. */
  public int size() {
    return ids.length;
  }

  /** Each example's environment, from 0 to below {@link #count}; a copy. */
  public int[] ids() {
    return ids.clone();
  }

  /** The environments of some examples, in this order. */
  public Environments select(int... examples) {
    int[] numbers = new int[count];
    int[] selected = new int[examples.length];
    int known = 0;
    for (int i = 0; i < selected.length; i++) {
      int id = ids[examples[i]];
      if (numbers[id] == 0) {
        numbers[id] = ++known;
      }
      selected[i] = numbers[id] - 1;
    }
    return new Environments(selected, known);
  }

  /**
   * The examples of at least so large a part of the environments, drawn without regard to their
   * sizes.
   *
   * @param part of the environments, strictly between 0 and 1
   */
  public boolean[] draw(double part, RandomGenerator random) {
    Require.openProbability("part", part);
    int wanted = Math.max(1, (int) Math.round(part * count));
    boolean[] chosen = new boolean[count];
    for (int drawn = 0; drawn < wanted; ) {
      int environment = random.nextInt(count);
      if (!chosen[environment]) {
        chosen[environment] = true;
        drawn++;
      }
    }
    boolean[] examples = new boolean[ids.length];
    for (int i = 0; i < ids.length; i++) {
      examples[i] = chosen[ids[i]];
    }
    return examples;
  }

  /** The mean of values (members x n) over the examples of each environment (members x count). */
  Tensor means(Tensor values) {
    return values.matmul(Tensor.of(averaging, ids.length, count).to(values.dtype()));
  }

  @Override
  public String toString() {
    return ids.length + " examples of " + count + " environments";
  }
}
