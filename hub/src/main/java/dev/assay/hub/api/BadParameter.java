package dev.assay.hub.api;

import org.springframework.http.HttpStatus;

/** A request that cannot be answered; the message is one sentence for who made it. */
final class BadParameter extends RuntimeException {
  private final HttpStatus status;

  private BadParameter(HttpStatus status, String message) {
    super(message);
    this.status = status;
  }

  static BadParameter malformed(String message) {
    return new BadParameter(HttpStatus.BAD_REQUEST, message);
  }

  static BadParameter absent(String message) {
    return new BadParameter(HttpStatus.NOT_FOUND, message);
  }

  HttpStatus status() {
    return status;
  }

  /** At most 60 characters of what somebody sent. */
  static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
