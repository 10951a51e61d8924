package dev.assay.hub.curation;

/** Something a person did that the day's page does not allow, in one sentence for them. */
public final class CurationMistake extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CurationMistake(String sentence) {
    super(sentence);
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
