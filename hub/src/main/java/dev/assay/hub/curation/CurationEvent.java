package dev.assay.hub.curation;

import dev.assay.hub.catalogue.ArxivId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a curator did to a day's page.
 *
 * @param version of the page, to which it led
 * @param person the curator's name, null where their account is gone
 * @param paper what it was done to, null where an earlier change was taken back
 * @param undone the version that was taken back, null where none was
 */
public record CurationEvent(
    int version,
    @Nullable String person,
    Instant at,
    Action action,
    @Nullable ArxivId paper,
    @Nullable Integer undone,
    List<ArxivId> before,
    List<ArxivId> after) {
  /** What can be done. */
  public enum Action {
    FEATURED,
    UNFEATURED,
    MOVED,
    /** A paper that somebody had submitted. */
    TAKEN_OFF,
    UNDONE
  }

  public CurationEvent {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }
}
