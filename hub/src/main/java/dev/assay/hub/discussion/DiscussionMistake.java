package dev.assay.hub.discussion;

/** Something that the rules of the discussion do not allow, in one sentence for who tried. */
public final class DiscussionMistake extends RuntimeException {
  private static final long serialVersionUID = 1;

  DiscussionMistake(String sentence) {
    super(sentence);
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
