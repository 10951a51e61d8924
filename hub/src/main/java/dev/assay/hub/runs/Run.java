package dev.assay.hub.runs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of a claim, or of all claims of a paper where {@code claim} is null.
 *
 * @param message why it was interrupted or failed
 */
public record Run(
    long id,
    String paper,
    @Nullable String claim,
    String tier,
    RunState state,
    @Nullable String message,
    Instant created,
    Instant updated) {}
