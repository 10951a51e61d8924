package dev.assay.lab.process;

import dev.assay.lab.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A line that a worker process writes: that it is ready (no key), a trial's outcome, or why it
 * cannot run the trial.
 */
record WorkerReply(@Nullable String key, @Nullable Outcome outcome, @Nullable String refusal) {
  static final WorkerReply READY = new WorkerReply(null, null, null);
}
