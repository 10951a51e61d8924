package dev.assay.hub.identity;

/** Another site did not say who somebody is, in one sentence for them. */
public final class IdentityRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  IdentityRefused(String sentence) {
    super(sentence);
  }

  IdentityRefused(String sentence, Exception cause) {
    super(sentence, cause);
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
