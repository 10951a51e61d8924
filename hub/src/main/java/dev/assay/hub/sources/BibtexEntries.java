package dev.assay.hub.sources;

import dev.assay.hub.sources.PaperSource.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The entries of a BibTeX file. An entry that cannot be read is told and passed over: the next one
 * begins at the next line that starts with an at sign.
 */
final class BibtexEntries {
  /** An entry, its fields by names in lower case, as they stand there. */
  record Entry(int line, String type, String key, Map<String, String> fields) {
    Optional<String> field(String name) {
      return Optional.ofNullable(fields.get(name));
    }
  }

  private final String text;
  private final List<Problem> problems;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, String> macros = new LinkedHashMap<>();
  private int at;
  private int line = 1;
  private int counted;

  private BibtexEntries(String text, List<Problem> problems) {
    this.text = text;
    this.problems = problems;
  }

  static List<Entry> parse(String text, List<Problem> problems) {
    BibtexEntries parser = new BibtexEntries(text, problems);
    parser.parse();
    return parser.entries;
  }

  private void parse() {
    for (at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at)) {
      int start = at++;
      try {
        entry(lineOf(start));
      } catch (Malformed e) {
        problems.add(Problem.inLine(lineOf(start), e.why() + "."));
        int next = text.indexOf("\n@", start);
        at = next < 0 ? text.length() : next + 1;
      }
    }
  }

  private void entry(int startLine) throws Malformed {
    String type = word().toLowerCase(Locale.ROOT);
    blanks();
    char open = peek();
    if (type.isEmpty() || (open != '{' && open != '(')) {
      // An address of mail in the text around the entries, say.
      return;
    }
    char close = open == '{' ? '}' : ')';
    at++;
    if (type.equals("comment") || type.equals("preamble")) {
      at--;
      braced();
      return;
    }
    String key = "";
    if (!type.equals("string")) {
      int from = at;
      while (peek() != ',' && peek() != close && peek() != '\n' && peek() != '=') {
        at++;
      }
      key = text.substring(from, at).strip();
      blanks();
      if (peek() == ',') {
        at++;
      } else if (peek() != close) {
        throw new Malformed("the entry has no key");
      }
    }
    Map<String, String> fields = fields(close);
    if (type.equals("string")) {
      macros.putAll(fields);
    } else {
      entries.add(new Entry(startLine, type, key, fields));
    }
  }

  private Map<String, String> fields(char close) throws Malformed {
    Map<String, String> fields = new LinkedHashMap<>();
    while (true) {
      blanks();
      if (peek() == ',') {
        at++;
        continue;
      }
      if (peek() == close) {
        at++;
        return fields;
      }
      String name = word().toLowerCase(Locale.ROOT);
      blanks();
      if (name.isEmpty() || peek() != '=') {
        throw new Malformed(
            fields.isEmpty()
                ? "the entry has no fields"
                : "after \"" + List.copyOf(fields.keySet()).getLast() + "\" no field follows");
      }
      at++;
      fields.put(name, value());
    }
  }

  private String value() throws Malformed {
    StringBuilder value = new StringBuilder();
    while (true) {
      blanks();
      switch (peek()) {
        case '{' -> value.append(braced());
        case '"' -> value.append(quoted());
        default -> {
          String word = word();
          if (word.isEmpty()) {
            throw new Malformed("a field has no value");
          }
          value.append(macros.getOrDefault(word.toLowerCase(Locale.ROOT), word));
        }
      }
      blanks();
      if (peek() != '#') {
        return value.toString();
      }
      at++;
    }
  }

  /** What stands between this brace and the one that closes it. */
  private String braced() throws Malformed {
    char open = peek();
    char close = open == '{' ? '}' : ')';
    int from = ++at;
    int depth = 1;
    while (true) {
      char c = peek();
      at++;
      if (c == '\\' && at < text.length()) {
        at++;
      } else if (c == open) {
        depth++;
      } else if (c == close && --depth == 0) {
        return text.substring(from, at - 1);
      }
    }
  }

  private String quoted() throws Malformed {
    int from = ++at;
    int depth = 0;
    while (true) {
      char c = peek();
      at++;
      if (c == '\\' && at < text.length()) {
        at++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
      } else if (c == '"' && depth <= 0) {
        return text.substring(from, at - 1);
      }
    }
  }

  private String word() {
    int from = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || "-_.:/+".indexOf(c) >= 0;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private char peek() throws Malformed {
    if (at >= text.length()) {
      throw new Malformed("the entry has no end");
    }
    return text.charAt(at);
  }

  /** The line of a position, of which each call asks for a later one. */
  private int lineOf(int position) {
    for (; counted < position; counted++) {
      if (text.charAt(counted) == '\n') {
        line++;
      }
    }
    return line;
  }
}
