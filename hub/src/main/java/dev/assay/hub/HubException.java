package dev.assay.hub;

/** A mistake that a user can mend; its message is one sentence for the user. */
public class HubException extends RuntimeException {
  public HubException(String message) {
    super(message);
  }

  public HubException(String message, Throwable cause) {
    super(message, cause);
  }
}
