package dev.assay.hub.sources;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source that does not answer, or not with papers; its message is one sentence for people. */
public final class SourceUnavailable extends RuntimeException {
  /** Why. */
  public enum Reason {
    /** It cannot be reached: this machine or the source is off the network. */
    OFFLINE,
    /** It answers, and asks to come back later or fails. */
    BUSY,
    /** It answers with something else than papers. */
    MALFORMED,
    /** It says no, and will say so again. */
    REFUSED
  }

  private final Reason reason;
  private final @Nullable Instant notBefore;

  SourceUnavailable(Reason reason, String message, @Nullable Throwable cause) {
    this(reason, message, null, cause);
  }

  SourceUnavailable(
      Reason reason, String message, @Nullable Instant notBefore, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.notBefore = notBefore;
  }

  public Reason reason() {
    return reason;
  }

  /** When the source asks to be asked again. */
  public Optional<Instant> notBefore() {
    return Optional.ofNullable(notBefore);
  }
}
