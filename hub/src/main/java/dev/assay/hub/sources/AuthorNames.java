package dev.assay.hub.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of authors that stand in one line. */
final class AuthorNames {
  private static final Set<String> SUFFIXES = Set.of("jr", "jr.", "sr", "sr.", "ii", "iii", "iv");

  private AuthorNames() {}

  /**
   * The names in a line such as "A. Lovelace (London), C. Babbage Jr and L. Menabrea", without what
   * stands in parentheses.
   */
  static List<String> split(String line) {
    List<String> names = new ArrayList<>();
    for (String part : withoutParentheses(line).split("\\s*,\\s*(?:and\\s+)?|\\s+and\\s+", -1)) {
      String name = PlainText.line(part);
      if (SUFFIXES.contains(name.toLowerCase(Locale.ROOT)) && !names.isEmpty()) {
        names.add(names.removeLast() + " " + name);
      } else if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  private static String withoutParentheses(String line) {
    StringBuilder kept = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth = Math.max(0, depth - 1);
      } else if (depth == 0) {
        kept.append(c);
      }
    }
    return kept.toString();
  }
}
