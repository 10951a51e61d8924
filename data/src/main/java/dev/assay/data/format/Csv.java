package dev.assay.data.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Comma-separated values (RFC 4180) in UTF-8, the first line naming the columns. */
public final class Csv {
  /** Java would also read 1d, 0x1p3 and Infinity. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?+|\\.\\d++)(?:[eE][+-]?\\d++)?+");

  private Csv() {}

  /**
   * Reads a whole file. A column whose fields are all numbers or empty is numeric; any other holds
   * words, whose levels are in alphabetical order. An empty field is a missing value.
   *
   * @throws MalformedDataException where lines differ in their number of fields, a quote is not
   *     closed, two columns share a name, or the text is not UTF-8
   */
  public static Table read(MemorySegment file) {
    List<List<String>> records = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .allowExtraFields(false)
            .allowMissingFields(false)
            .allowExtraCharsAfterClosingQuote(false)
            .ofCsvRecord(Utf8.read(file))) {
      for (CsvRecord each : reader) {
        records.add(each.getFields());
      }
    } catch (CsvParseException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new MalformedDataException("This is no good CSV file: " + cause.getMessage() + ".", e);
    } catch (IOException e) {
      throw new AssertionError("A string cannot fail to be read.", e);
    }
    if (records.isEmpty()) {
      throw new MalformedDataException("This is no good CSV file: it names no columns.");
    }
    List<String> names = records.removeFirst();
    if (names.stream().distinct().count() != names.size()) {
      throw new MalformedDataException(
          "This is no good CSV file: two columns share a name among "
              + String.join(", ", names)
              + ".");
    }
    List<Table.Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(column(names.get(i), i, records));
    }
    return new Table(columns);
  }

  private static Table.Column column(String name, int index, List<List<String>> records) {
    double[] values = new double[records.size()];
    for (int i = 0; i < values.length; i++) {
      String field = records.get(i).get(index);
      if (!field.isEmpty() && !isNumber(field)) {
        return words(name, index, records);
      }
      values[i] = field.isEmpty() ? Double.NaN : Double.parseDouble(field);
    }
    return Table.Column.numeric(name, values);
  }

  private static Table.Column words(String name, int index, List<List<String>> records) {
    TreeMap<String, Integer> codes = new TreeMap<>();
    for (List<String> each : records) {
      codes.put(each.get(index), 0);
    }
    codes.remove("");
    List<String> levels = List.copyOf(codes.keySet());
    for (int i = 0; i < levels.size(); i++) {
      codes.put(levels.get(i), i);
    }
    double[] values = new double[records.size()];
    for (int i = 0; i < values.length; i++) {
      Integer code = codes.get(records.get(i).get(index));
      values[i] = code == null ? Double.NaN : code;
    }
    return Table.Column.nominal(name, levels, values);
  }

  static boolean isNumber(String field) {
    return NUMBER.matcher(field).matches();
  }
}
