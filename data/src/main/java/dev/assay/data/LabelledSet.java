package dev.assay.data;

import dev.assay.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Examples with a class each. Sets never change; those made from another share nothing that could.
 *
 * @param <S> the set's own type
 */
public interface LabelledSet<S extends LabelledSet<S>> {
  /** The classes of the examples (n), each from 0 to below the number of classes; a copy. */
  int[] labels();

  /** The names of the classes. */
  List<String> classNames();

  /**
   * The examples of these positions, in this order; one may be taken several times.
   *
   * @throws IndexOutOfBoundsException where there is no such example
   */
  S select(int... positions);

  /**
   * The same examples with other labels.
   *
   * @throws IllegalArgumentException where there are not as many, or one is no class
   */
  S withLabels(int... labels);

  /** The number of examples n. */
  default int size() {
    return labels().length;
  }

  /** The number of classes. */
  default int classes() {
    return classNames().size();
  }

  /** How many examples each class has. */
  default int[] classCounts() {
    int[] counts = new int[classes()];
    for (int label : labels()) {
      counts[label]++;
    }
    return counts;
  }

  /** The classes (n), int64: what a loss takes. */
  default Tensor labelTensor() {
    return Tensor.of(Arrays.stream(labels()).asLongStream().toArray(), size());
  }

  /** The examples in random order. */
  default S shuffled(RandomGenerator random) {
    return select(Positions.shuffled(size(), random));
  }

  /**
   * So many examples, drawn without replacement.
   *
   * @param count at most {@link #size}
   */
  default S sample(int count, RandomGenerator random) {
    return select(Positions.sample(size(), count, random));
  }

  /**
   * Splits at random.
   *
   * @param testFraction the part to test on, strictly between 0 and 1; rounded to whole examples
   */
  default TrainTest<S> split(double testFraction, RandomGenerator random) {
    TrainTest<int[]> positions = Positions.split(size(), testFraction, random);
    return new TrainTest<>(select(positions.train()), select(positions.test()));
  }
}
