package dev.assay.hub.people;

/** Something a person did that the rules of accounts do not allow, in one sentence for them. */
public final class AccountMistake extends RuntimeException {
  private static final long serialVersionUID = 1;

  public AccountMistake(String sentence) {
    super(sentence);
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
