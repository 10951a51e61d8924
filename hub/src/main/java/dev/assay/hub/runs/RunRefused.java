package dev.assay.hub.runs;

/** A run that the site's limits do not allow, in one sentence for who asked. */
public final class RunRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean forNow;

  /**
   * @param forNow whether waiting helps
   */
  RunRefused(String sentence, boolean forNow) {
    super(sentence);
    this.forNow = forNow;
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }

  public boolean isForNow() {
    return forNow;
  }
}
