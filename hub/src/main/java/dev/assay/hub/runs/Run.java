package dev.assay.hub.runs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of a claim, or of all claims of a paper where {@code claim} is null.
 *
 * @param title the paper's
 * @param message why it was interrupted, failed or waits again
 * @param person who asked for it, null where nobody did or they have gone
 * @param by their name
 * @param taken when its latest worker was started
 */
public record Run(
    long id,
    String paper,
    String title,
    @Nullable String claim,
    String tier,
    RunState state,
    @Nullable String message,
    @Nullable Long person,
    @Nullable String by,
    Instant created,
    Instant updated,
    @Nullable Instant taken) {}
