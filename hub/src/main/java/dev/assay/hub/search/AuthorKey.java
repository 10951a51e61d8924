package dev.assay.hub.search;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * Where an author is found in a sorted list of names: by the name as written and by its last word,
 * so that {@code geo} and {@code hin} both lead to Geoffrey Hinton.
 */
final class AuthorKey {
  private static final char SEPARATOR = '\u0001';

  /** In characters. */
  static final int MAX_NAME = 100;

  private AuthorKey() {}

  /** The keys; each ends with the name itself. Empty where the name is too long to be one. */
  static List<String> of(String author) {
    String name = author.strip();
    if (name.isEmpty() || name.length() > MAX_NAME) {
      return List.of();
    }
    String folded = folded(name);
    int space = folded.lastIndexOf(' ');
    return space < 0
        ? List.of(folded + SEPARATOR + name)
        : List.of(
            folded + SEPARATOR + name,
            folded.substring(space + 1) + " " + folded.substring(0, space) + SEPARATOR + name);
  }

  /** The name that a key leads to. */
  static String name(String key) {
    return key.substring(key.indexOf(SEPARATOR) + 1);
  }

  /** In lower case, without accents and commas. */
  static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}|[,\\p{Cntrl}]", "")
        .replaceAll("\\s+", " ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
