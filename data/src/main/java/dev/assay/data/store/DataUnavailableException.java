package dev.assay.data.store;

import java.util.MissingResourceException;

/**
 * Data that is not to be had: not on this machine, not to be fetched, or not what it should be. The
 * message is one sentence that says which file, why, and what would help.
 */
public final class DataUnavailableException extends MissingResourceException {
  private static final long serialVersionUID = 1;

  public DataUnavailableException(String message) {
    super(message, DataStore.class.getName(), "");
  }

  public DataUnavailableException(String message, Throwable cause) {
    this(message);
    initCause(cause);
  }
}
