package dev.assay.data.store;

/**
 * Data that is not to be had: not on this machine, not to be fetched, or not what it should be. The
 * message is one sentence that says which file, why, and what would help.
 */
public final class DataUnavailableException extends RuntimeException {
  public DataUnavailableException(String message) {
    super(message);
  }

  public DataUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
