package dev.assay.data;

import dev.assay.data.format.MalformedDataException;
import dev.assay.data.format.Table;
import dev.assay.tensor.Tensor;
import java.util.List;
import java.util.random.RandomGenerator;

/** Examples of some features with a number each that is to be predicted. */
public final class RegressionTable {
  private final Features features;
  private final double[] targets;

  /**
   * A table.
   *
   * @param targets as many as there are examples
   */
  public RegressionTable(Features features, double... targets) {
    if (targets.length != features.rows()) {
      throw new IllegalArgumentException(
          features.rows() + " examples need as many targets, not " + targets.length + ".");
    }
    this.features = features;
    this.targets = targets.clone();
  }

  /**
   * Takes one column as the target and all others as features.
   *
   * @throws MalformedDataException where a column holds words, or a value is missing
   */
  public static RegressionTable of(Table table, String targetColumn) {
    double[] targets = numbers(table.column(targetColumn));
    return new RegressionTable(features(table, targetColumn), targets);
  }

  static Features features(Table table, String except) {
    List<Table.Column> columns =
        table.columns().stream().filter(each -> !each.name().equals(except)).toList();
    double[] values = new double[Math.multiplyExact(table.rows(), columns.size())];
    for (int j = 0; j < columns.size(); j++) {
      double[] column = numbers(columns.get(j));
      for (int i = 0; i < column.length; i++) {
        values[i * columns.size() + j] = column[i];
      }
    }
    return Features.of(columns.stream().map(Table.Column::name).toList(), values);
  }

  private static double[] numbers(Table.Column column) {
    double[] numbers = column.numbers();
    for (int i = 0; i < numbers.length; i++) {
      if (Double.isNaN(numbers[i])) {
        throw new MalformedDataException(
            "Column " + column.name() + " has no value in row " + i + ".");
      }
    }
    return numbers;
  }

  /** The features (n x d). */
  public Features features() {
    return features;
  }

  /** The targets (n); a copy. */
  public double[] targets() {
    return targets.clone();
  }

  /** The targets (n), float64. */
  public Tensor targetTensor() {
    return Tensor.of(targets, targets.length);
  }

  /** The number of examples n. */
  public int size() {
    return targets.length;
  }

  /** The examples of these positions, in this order. */
  public RegressionTable select(int... positions) {
    double[] selected = new double[positions.length];
    for (int i = 0; i < positions.length; i++) {
      selected[i] = targets[positions[i]];
    }
    return new RegressionTable(features.select(positions), selected);
  }

  /** Splits at random; see {@link LabelledSet#split}. */
  public TrainTest<RegressionTable> split(double testFraction, RandomGenerator random) {
    TrainTest<int[]> positions = Positions.split(size(), testFraction, random);
    return new TrainTest<>(select(positions.train()), select(positions.test()));
  }

  /** The same targets with other features; see {@link Features#standardizedBy}. */
  public RegressionTable withFeatures(Features others) {
    return new RegressionTable(others, targets);
  }

  /**
   * Adds independent Gaussian noise to each target.
   *
   * @param deviation its standard deviation, at least 0
   */
  public RegressionTable withNoise(double deviation, RandomGenerator random) {
    Require.notNegative("deviation", deviation);
    double[] noisy = targets.clone();
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] += deviation * random.nextGaussian();
    }
    return new RegressionTable(features, noisy);
  }

  @Override
  public String toString() {
    return features + " and a target";
  }
}
