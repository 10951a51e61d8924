package dev.assay.data;

import dev.assay.data.format.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Language models of several sizes, trained on several numbers of tokens, with what they reached:
 * what scaling laws are fitted to.
 *
 * @param runs the models, by training set, size and tokens
 */
public record ScalingTestbed(List<Run> runs) {
  private static final String LOSS = "loss_";
  private static final String ERROR = "error_";

  public ScalingTestbed {
    runs = List.copyOf(runs);
  }

  /**
   * A trained model.
   *
   * @param trainingSet what it was trained on
   * @param parameters their number N, embeddings included
   * @param withoutInputEmbedding their number without the input embedding
   * @param tokensPerParameter D / N for the number D of tokens it was trained on
   * @param losses cross entropy in nats a token, by validation set
   * @param errors one minus the accuracy, by downstream task
   */
  public record Run(
      String trainingSet,
      double parameters,
      double withoutInputEmbedding,
      double tokensPerParameter,
      SortedMap<String, Double> losses,
      SortedMap<String, Double> errors) {
    public Run {
      losses = Collections.unmodifiableSortedMap(new TreeMap<>(losses));
      errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
    }

    /** The number D of tokens it was trained on. */
    public double tokens() {
      return tokensPerParameter * parameters;
    }

    /** The usual estimate of what training cost: 6 N D floating point operations. */
    public double flops() {
      return 6 * parameters * tokens();
    }

    /** The loss on a validation set. */
    public double loss(String validationSet) {
      return value(losses, validationSet);
    }

    /** The mean error over tasks, at least one. */
    public double error(Collection<String> tasks) {
      return tasks.stream()
          .mapToDouble(task -> value(errors, task))
          .average()
          .orElseThrow(() -> new IllegalArgumentException("A mean error needs a task, not none."));
    }

    private static double value(SortedMap<String, Double> values, String name) {
      Double value = values.get(name);
      if (value == null) {
        throw new IllegalArgumentException(
            "There is no '%s': there are %s.".formatted(name, values.keySet()));
      }
      return value;
    }
  }

  /** Reads one run a row; the columns of losses and errors are named after what they are of. */
  static ScalingTestbed of(Table table) {
    Table.Column sets = table.column("training_set");
    double[] parameters = table.column("parameters").numbers();
    double[] without = table.column("without_input_embedding").numbers();
    double[] tokensPerParameter = table.column("tokens_per_parameter").numbers();
    List<Run> runs = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      runs.add(
          new Run(
              sets.levels().get(sets.codes()[row]),
              parameters[row],
              without[row],
              tokensPerParameter[row],
              values(table, LOSS, row),
              values(table, ERROR, row)));
    }
    return new ScalingTestbed(runs);
  }

  private static SortedMap<String, Double> values(Table table, String prefix, int row) {
    SortedMap<String, Double> values = new TreeMap<>();
    for (Table.Column column : table.columns()) {
      if (column.name().startsWith(prefix)) {
        values.put(column.name().substring(prefix.length()), column.numbers()[row]);
      }
    }
    return values;
  }

  @Override
  public String toString() {
    return "a testbed of " + runs.size() + " trained models";
  }
}
