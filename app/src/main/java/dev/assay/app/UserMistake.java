package dev.assay.app;

/** A mistake of the user's; the message is one sentence that says what was wrong. */
final class UserMistake extends RuntimeException {
  UserMistake(String message) {
    super(message);
  }
}
