package dev.assay.data.format;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Weka's attribute-relation file format (Witten and Frank), which OpenML uses too: dense rows of
 * numeric, nominal and string attributes. Dates, relational attributes, sparse rows and weights of
 * rows are refused.
 */
public final class Arff {
  private final List<Attribute> attributes = new ArrayList<>();
  private String line = "";
  private int lineNumber;
  private int position;

  private Arff() {}

  /** An attribute, and its values so far. */
  private static final class Attribute {
    final String name;
    final boolean numeric;

    /** A string attribute's levels are the strings met. */
    final boolean open;

    final Map<String, Integer> levels = new LinkedHashMap<>();
    double[] values = new double[16];
    int size;

    Attribute(String name, boolean numeric, boolean open) {
      this.name = name;
      this.numeric = numeric;
      this.open = open;
    }

    void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    Table.Column column() {
      double[] all = Arrays.copyOf(values, size);
      return numeric
          ? Table.Column.numeric(name, all)
          : Table.Column.nominal(name, List.copyOf(levels.keySet()), all);
    }
  }

  /**
   * Reads a whole file in UTF-8; {@code ?} is a missing value.
   *
   * @throws MalformedDataException where it is no such file, or a row has other fields than
   *     declared
   */
  public static Table read(MemorySegment file) {
    return new Arff().parse(Utf8.read(file));
  }

  private Table parse(String text) {
    boolean data = false;
    for (String each : (Iterable<String>) text.lines()::iterator) {
      lineNumber++;
      line = each;
      position = 0;
      skipBlanks();
      if (position == line.length() || line.charAt(position) == '%') {
        continue;
      }
      if (data) {
        readRow();
      } else {
        data = readDeclaration();
      }
    }
    if (!data) {
      throw malformed("it ends before @data");
    }
    return new Table(attributes.stream().map(Attribute::column).toList());
  }

  /** True for the declaration that the rows follow. */
  private boolean readDeclaration() {
    String keyword = word(false).toLowerCase(Locale.ROOT);
    switch (keyword) {
      case "@relation" -> {}
      case "@attribute" -> readAttribute();
      case "@data" -> {
        if (attributes.isEmpty()) {
          throw malformed("it declares no attribute");
        }
        return true;
      }
      default -> throw malformed("@relation, @attribute or @data were expected");
    }
    return false;
  }

  private void readAttribute() {
    String name = word(false);
    if (attributes.stream().anyMatch(each -> each.name.equals(name))) {
      throw malformed("attribute " + name + " is declared twice");
    }
    if (peek() == '{') {
      position++;
      Attribute attribute = new Attribute(name, false, false);
      do {
        attribute.levels.put(word(true), attribute.levels.size());
      } while (take(','));
      if (!take('}')) {
        throw malformed("the levels of " + name + " end without }");
      }
      attributes.add(attribute);
    } else {
      String type = word(false).toLowerCase(Locale.ROOT);
      switch (type) {
        case "numeric", "real", "integer" -> attributes.add(new Attribute(name, true, false));
        case "string" -> attributes.add(new Attribute(name, false, true));
        default ->
            throw malformed("attribute " + name + " is neither numeric nor nominal nor a string");
      }
    }
    requireLineEnd();
  }

  private void readRow() {
    if (peek() == '{') {
      throw malformed("it holds sparse rows, and only dense ones are read");
    }
    for (int i = 0; i < attributes.size(); i++) {
      if (i > 0 && !take(',')) {
        throw malformed("a row has " + i + " fields instead of " + attributes.size());
      }
      Attribute attribute = attributes.get(i);
      skipBlanks();
      boolean quoted = peek() == '\'' || peek() == '"';
      String field = word(true);
      attribute.add(field.equals("?") && !quoted ? Double.NaN : value(attribute, field));
    }
    requireLineEnd();
  }

  private double value(Attribute attribute, String field) {
    if (attribute.numeric) {
      if (!Csv.isNumber(field)) {
        throw malformed("'" + field + "' is no number for " + attribute.name);
      }
      return Double.parseDouble(field);
    }
    @Nullable Integer code = attribute.levels.get(field);
    if (code == null && attribute.open) {
      code = attribute.levels.size();
      attribute.levels.put(field, code);
    }
    if (code == null) {
      throw malformed("'" + field + "' is no level of " + attribute.name);
    }
    return code;
  }

  /** The next word, quoted or not; within a list an unquoted one ends at a comma or brace. */
  private String word(boolean inList) {
    skipBlanks();
    char quote = peek();
    StringBuilder word = new StringBuilder();
    if (quote == '\'' || quote == '"') {
      position++;
      while (peek() != quote) {
        if (peek() == '\\') {
          position++;
        }
        if (position >= line.length()) {
          throw malformed("a quote is not closed");
        }
        word.append(line.charAt(position++));
      }
      position++;
    } else {
      while (position < line.length() && !endsWord(line.charAt(position), inList)) {
        word.append(line.charAt(position++));
      }
      if (word.isEmpty()) {
        throw malformed("a word is missing");
      }
    }
    skipBlanks();
    return inList ? word.toString().strip() : word.toString();
  }

  private static boolean endsWord(char c, boolean inList) {
    return inList ? c == ',' || c == '}' : c == ' ' || c == '\t' || c == '{';
  }

  private boolean take(char expected) {
    boolean there = peek() == expected;
    if (there) {
      position++;
    }
    return there;
  }

  private char peek() {
    return position < line.length() ? line.charAt(position) : '\0';
  }

  private void skipBlanks() {
    while (peek() == ' ' || peek() == '\t') {
      position++;
    }
  }

  private void requireLineEnd() {
    if (position < line.length() && line.charAt(position) != '%') {
      throw malformed("'" + line.substring(position) + "' is one field too many");
    }
  }

  private MalformedDataException malformed(String what) {
    return new MalformedDataException(
        "This is no good ARFF file: in line " + lineNumber + ", " + what + ".");
  }
}
