package dev.assay.data;

/** A long text to learn a language from. */
public record Corpus(String text) {

  /**
   * Splits into the beginning and the end.
   *
   * @param testFraction the part to test on, strictly between 0 and 1
   */
  public TrainTest<Corpus> split(double testFraction) {
    if (!(testFraction > 0 && testFraction < 1)) {
      throw new IllegalArgumentException(
          "testFraction must lie strictly between 0 and 1, not be " + testFraction + ".");
    }
    int end = (int) ((1 - testFraction) * text.length());
    if (end > 0 && end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
      end--;
    }
    return new TrainTest<>(new Corpus(text.substring(0, end)), new Corpus(text.substring(end)));
  }

  /** The characters that occur, each once, in Unicode's order: a vocabulary. */
  public CharacterVocabulary characters() {
    return new CharacterVocabulary(text.codePoints().sorted().distinct().toArray());
  }

  @Override
  public String toString() {
    return "a text of " + text.length() + " characters";
  }
}
