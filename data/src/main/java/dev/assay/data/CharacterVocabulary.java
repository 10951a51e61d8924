package dev.assay.data;

import java.util.Arrays;

/** Characters and their numbers, counted from 0 in Unicode's order. */
public final class CharacterVocabulary {
  private final int[] sorted;

  /** The characters are handed over, sorted and each once. */
  CharacterVocabulary(int[] sorted) {
    this.sorted = sorted;
  }

  /** The number of characters. */
  public int size() {
    return sorted.length;
  }

  /**
   * The number of each character, from 0 to below {@link #size}.
   *
   * @throws IllegalArgumentException where a character is not in the vocabulary
   */
  public int[] encode(String text) {
    return text.codePoints()
        .map(
            c -> {
              int token = Arrays.binarySearch(sorted, c);
              if (token < 0) {
                throw new IllegalArgumentException(
                    "'" + Character.toString(c) + "' is none of the " + size() + " characters.");
              }
              return token;
            })
        .toArray();
  }

  /**
   * The text of some numbers.
   *
   * @throws IndexOutOfBoundsException where a number is no character's
   */
  public String decode(int... tokens) {
    StringBuilder text = new StringBuilder(tokens.length);
    for (int token : tokens) {
      text.appendCodePoint(sorted[token]);
    }
    return text.toString();
  }
}
