package dev.assay.hub.digest;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
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
  private static final DateTimeFormatter NEXT =
      DateTimeFormatter.ofPattern("EEEE, d MMMM", Locale.ENGLISH);

  /** Whether digests are sent. */
  public boolean isActive() {
    return confirmed != null && ended == null;
  }

  /** "Friday, 27 November": the reader's day of the next one; empty where none is to come. */
  public String nextDay() {
    return next == null ? "" : NEXT.format(schedule.day(next));
  }
}
