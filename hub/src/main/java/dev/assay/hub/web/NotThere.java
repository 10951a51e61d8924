package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.Paper;

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

  /**
   * The paper of an identifier.
   *
   * @throws NotThere where there is none
   */
  static Paper paper(Library library, String id) {
    return library
        .find(id)
        .orElseThrow(() -> new NotThere("There is no paper " + Words.shortened(id) + " here.", id));
  }

  String wanted() {
    return wanted;
  }
}
