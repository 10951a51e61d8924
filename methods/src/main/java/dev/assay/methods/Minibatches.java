package dev.assay.methods;

import dev.assay.tensor.Tensor;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Positions of examples, some at a time: each once before any comes again, in random order. */
final class Minibatches {
  private final int[] order;
  private final int size;
  private final RandomGenerator random;
  private int next;

  /**
   * Minibatches.
   *
   * @param examples how many there are, at least 1
   * @param size how many a batch has; the last of a pass may have fewer
   */
  Minibatches(int examples, int size, RandomGenerator random) {
    this.order = IntStream.range(0, examples).toArray();
    this.size = size;
    this.random = random;
    this.next = examples;
  }

  /** The next positions. */
  Tensor next() {
    if (next >= order.length) {
      for (int i = order.length - 1; i > 0; i--) {
        int other = random.nextInt(i + 1);
        int swapped = order[i];
        order[i] = order[other];
        order[other] = swapped;
      }
      next = 0;
    }
    long[] chosen = new long[Math.min(size, order.length - next)];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = order[next++];
    }
    return Tensor.of(chosen, chosen.length);
  }

  /** How many batches make a pass. */
  int count() {
    return Math.ceilDiv(order.length, size);
  }
}
