package dev.assay.hub.sources;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A source that feeds this hub.
 *
 * @param address another than its own, such as a mirror's; null for its own
 * @param since where its first reading begins; null for thirty days before it
 * @param every the time from one reading to the next
 * @param position how far it was read
 * @param message what went wrong, in one sentence, or null
 * @param succeeded when it was last read to its end
 * @param next when it will be read again, null where no hub has planned it
 * @param failures how often in a row it has failed
 * @param last what the latest reading brought
 */
public record ScheduledSource(
    SourceName name,
    @Nullable URI address,
    @Nullable LocalDate since,
    Duration every,
    String position,
    Status status,
    @Nullable String message,
    @Nullable Instant began,
    @Nullable Instant ended,
    @Nullable Instant succeeded,
    @Nullable Instant next,
    int failures,
    Imported last) {
  /** How it stands. */
  public enum Status {
    NEW("not read yet"),
    READING("being read"),
    READ("up to date"),
    OFFLINE("offline"),
    BUSY("busy"),
    FAILED("failed");

    private final String words;

    Status(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }
}
