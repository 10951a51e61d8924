package dev.assay.hub.listing;

/** An address that names no list; the message is one sentence for the reader. */
public final class BadListing extends IllegalArgumentException {
  private final boolean absent;

  private BadListing(String message, boolean absent) {
    super(message);
    this.absent = absent;
  }

  /** What was asked for cannot be read. */
  static BadListing malformed(String message) {
    return new BadListing(message, false);
  }

  /** What was asked for is understood, and is not there. */
  static BadListing absent(String message) {
    return new BadListing(message, true);
  }

  /** Whether it was understood, and is not there. */
  public boolean isAbsent() {
    return absent;
  }
}
