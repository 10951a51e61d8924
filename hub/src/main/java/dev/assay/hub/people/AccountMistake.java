package dev.assay.hub.people;

import org.jspecify.annotations.Nullable;

/** Something a person did that the rules of accounts do not allow, in one sentence for them. */
public final class AccountMistake extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final @Nullable String field;

  public AccountMistake(String sentence) {
    super(sentence);
    this.field = null;
  }

  /** Something wrong with one field of a form. */
  public AccountMistake(String field, String sentence) {
    super(sentence);
    this.field = field;
  }

  /** The name of the field that it is about, null where it is about none. */
  public @Nullable String field() {
    return field;
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
