package dev.assay.hub.web;

/** Something asked for is not there; the message is one sentence for the reader. */
final class NotThere extends RuntimeException {
  private final String wanted;

  /**
   * @param wanted what the reader may have meant, to look for something near
   */
  NotThere(String message, String wanted) {
    super(message);
    this.wanted = wanted;
  }

  String wanted() {
    return wanted;
  }
}
