package dev.assay.hub.digest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address's wish for the digest.
 *
 * @param key stands in its letters: whoever has it may confirm, change and end the subscription
 * @param confirmed when the address answered, null while it has not
 * @param ended when it wanted no more, null where it does
 * @param next when the next digest is due, null before the address has answered
 */
public record Subscription(
    long id,
    String email,
    String key,
    Schedule schedule,
    Instant created,
    @Nullable Instant confirmed,
    @Nullable Instant ended,
    @Nullable Instant next) {
  /** Whether digests are sent. */
  public boolean isActive() {
    return confirmed != null && ended == null;
  }
}
