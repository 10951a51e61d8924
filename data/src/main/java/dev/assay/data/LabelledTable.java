package dev.assay.data;

import dev.assay.data.format.MalformedDataException;
import dev.assay.data.format.Table;
import java.util.List;

/** Examples of some features with a class each. */
public final class LabelledTable implements LabelledSet<LabelledTable> {
  private final Features features;
  private final int[] labels;
  private final List<String> classNames;

  /**
   * A table.
   *
   * @param labels (n), each from 0 to below the number of classes
   * @throws IllegalArgumentException where the numbers do not fit each other
   */
  public LabelledTable(Features features, int[] labels, List<String> classNames) {
    this.features = features;
    this.labels = Positions.checkLabels(labels, features.rows(), classNames.size());
    this.classNames = List.copyOf(classNames);
  }

  /**
   * Takes one column as the class and all others, which must hold numbers, as features.
   *
   * @throws MalformedDataException where the class is a number, a feature a word, or a value
   *     missing
   */
  public static LabelledTable of(Table table, String classColumn) {
    Table.Column labels = table.column(classColumn);
    if (!labels.isNominal()) {
      throw new MalformedDataException(
          "Column " + classColumn + " holds numbers, not names of classes.");
    }
    return new LabelledTable(
        RegressionTable.features(table, classColumn), labels.codes(), labels.levels());
  }

  /** The features (n x d). */
  public Features features() {
    return features;
  }

  @Override
  public int[] labels() {
    return labels.clone();
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public LabelledTable select(int... positions) {
    int[] selected = new int[positions.length];
    for (int i = 0; i < positions.length; i++) {
      selected[i] = labels[positions[i]];
    }
    return new LabelledTable(features.select(positions), selected, classNames);
  }

  @Override
  public LabelledTable withLabels(int... others) {
    return new LabelledTable(features, others, classNames);
  }

  /** The same examples with other features; see {@link Features#standardizedBy}. */
  public LabelledTable withFeatures(Features others) {
    return new LabelledTable(others, labels, classNames);
  }

  @Override
  public String toString() {
    return features + " in " + classNames.size() + " classes";
  }
}
