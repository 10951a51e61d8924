package dev.assay.data.format;

/** A file that is not what it claims to be; the message is one sentence that says where. */
public final class MalformedDataException extends RuntimeException {
  public MalformedDataException(String message) {
    super(message);
  }

  public MalformedDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
