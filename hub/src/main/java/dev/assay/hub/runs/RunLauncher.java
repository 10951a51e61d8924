package dev.assay.hub.runs;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Starts the process in which a run's trials happen, so that a crash there leaves the site up. */
@FunctionalInterface
public interface RunLauncher {
  /**
   * Starts a worker that prints one JSON event a line on its standard output and ends after a
   * {@code finished} or {@code failed} event. Launched again for the same request it must go on
   * where it was: trials in the store are not run twice.
   */
  Process launch(RunRequest request) throws IOException;

  /** What to run: all claims of the paper where {@code claim} is null. */
  record RunRequest(long run, String paper, @Nullable String claim, String tier) {}
}
