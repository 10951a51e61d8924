package dev.assay.papers.universalitylens;

import dev.assay.data.Datasets;
import dev.assay.data.LabelledImages;
import dev.assay.lab.Seed;
import dev.assay.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The digits for a population: each member trains on images of its own seed's choice, is validated
 * on {@link #POOL} others and tested on the rest.
 */
final class DigitData {
  static final int PIXELS = 64;
  static final int CLASSES = 10;
  static final int POOL = 600;

  private final Tensor images;
  private final Tensor labels;
  private final long[][] order;
  private final int examples;

  /** Orders the images anew by each member's seed; {@code examples} of them are trained on. */
  DigitData(List<Seed> members, int examples) {
    LabelledImages digits = Datasets.digits().load();
    Tensor pixels = digits.images().reshape(digits.size(), PIXELS);
    images = pixels.sub(pixels.mean()).div(pixels.std());
    labels = digits.labelTensor();
    this.examples = examples;
    order =
        members.stream()
            .map(seed -> shuffled(digits.size(), seed.random("split")))
            .toArray(long[][]::new);
  }

  private static long[] shuffled(int size, RandomGenerator random) {
    long[] order = new long[size];
    Arrays.setAll(order, i -> i);
    for (int i = size - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      long swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return order;
  }

  int examples() {
    return examples;
  }

  /** One training image of each member for each number drawn: (members x batch). */
  Tensor batch(List<? extends RandomGenerator> streams, int size) {
    long[] drawn = new long[order.length * size];
    for (int m = 0; m < order.length; m++) {
      for (int i = 0; i < size; i++) {
        drawn[m * size + i] = order[m][streams.get(m).nextInt(examples)];
      }
    }
    return Tensor.of(drawn, order.length, size);
  }

  Tensor train() {
    return positions(0, examples);
  }

  Tensor pool() {
    return positions(examples, examples + POOL);
  }

  Tensor trainAndPool() {
    return positions(0, examples + POOL);
  }

  Tensor test() {
    return positions(examples + POOL, order[0].length);
  }

  private Tensor positions(int from, int to) {
    long[] chosen =
        Arrays.stream(order).flatMapToLong(all -> Arrays.stream(all, from, to)).toArray();
    return Tensor.of(chosen, order.length, to - from);
  }

  /** The images at positions (members x n): (members x n x pixels). */
  Tensor images(Tensor positions) {
    return images.embedding(positions);
  }

  /** The labels at positions (members x n). */
  Tensor labels(Tensor positions) {
    return labels.at(positions);
  }
}
