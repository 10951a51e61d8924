package dev.assay.data.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of rows and named columns. */
public record Table(List<Column> columns) {
  public Table {
    columns = List.copyOf(columns);
  }

  /** The number of rows. */
  public int rows() {
    return columns.isEmpty() ? 0 : columns.getFirst().size();
  }

  /**
   * The column of this name.
   *
   * @throws MalformedDataException where there is none
   */
  public Column column(String name) {
    @Nullable Column found =
        columns.stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
    if (found == null) {
      throw new MalformedDataException(
          "The table has no column "
              + name
              + ", it has "
              + String.join(", ", columns.stream().map(Column::name).toList())
              + ".");
    }
    return found;
  }

  /** One value for each row: all numbers, or all words of a small set. */
  public static final class Column {
    private final String name;
    private final List<String> levels;
    private final double[] values;

    private Column(String name, List<String> levels, double[] values) {
      this.name = name;
      this.levels = levels;
      this.values = values;
    }

    static Column numeric(String name, double[] values) {
      return new Column(name, List.of(), values);
    }

    /** The codes count the levels from 0; NaN where the word is missing. */
    static Column nominal(String name, List<String> levels, double[] codes) {
      return new Column(name, List.copyOf(levels), codes);
    }

    /** The name. */
    public String name() {
      return name;
    }

    /** The number of rows. */
    public int size() {
      return values.length;
    }

    /** Whether it holds words. */
    public boolean isNominal() {
      return !levels.isEmpty();
    }

    /** The words, none for numbers. */
    public List<String> levels() {
      return levels;
    }

    /**
     * The numbers, NaN where one is missing.
     *
     * @throws MalformedDataException where the column holds words
     */
    public double[] numbers() {
      if (isNominal()) {
        throw new MalformedDataException(
            "Column " + name + " holds words such as '" + levels.getFirst() + "', not numbers.");
      }
      return values.clone();
    }

    /**
     * The words as their places in {@link #levels}, or the numbers where they are whole.
     *
     * @throws MalformedDataException where a value is missing or not whole
     */
    public int[] codes() {
      int[] codes = new int[values.length];
      for (int i = 0; i < codes.length; i++) {
        codes[i] = (int) values[i];
        if (codes[i] != values[i]) {
          throw new MalformedDataException(
              "Column " + name + " holds " + values[i] + " in row " + i + ", not a whole number.");
        }
      }
      return codes;
    }
  }
}
