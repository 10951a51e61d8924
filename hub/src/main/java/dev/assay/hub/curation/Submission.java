package dev.assay.hub.curation;

import dev.assay.hub.catalogue.ArxivId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A paper that somebody put on a day's page.
 *
 * @param person who did
 * @param day whose page it is on
 * @param withdrawn when it was taken off again, null where it was not
 */
public record Submission(
    ArxivId paper,
    String title,
    long person,
    LocalDate day,
    Instant posted,
    @Nullable Instant withdrawn) {}
