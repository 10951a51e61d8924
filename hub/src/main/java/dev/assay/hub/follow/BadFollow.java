package dev.assay.hub.follow;

/** Something that cannot be followed; the message is one sentence for the reader. */
public final class BadFollow extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public BadFollow(String message) {
    super(message);
  }
}
