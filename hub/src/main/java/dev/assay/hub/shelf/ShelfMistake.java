package dev.assay.hub.shelf;

/** Something a person did that lists and collections do not allow, in one sentence for them. */
public final class ShelfMistake extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ShelfMistake(String sentence) {
    super(sentence);
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
