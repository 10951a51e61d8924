package dev.assay.hub.sources;

/** A document that is not what it should be; the message says why, as in "it is {@code why}". */
final class Malformed extends Exception {
  Malformed(String why) {
    super(why);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
