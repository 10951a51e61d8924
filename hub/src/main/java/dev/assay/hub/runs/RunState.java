package dev.assay.hub.runs;

import java.util.Locale;

/** Where a run stands. */
public enum RunState {
  QUEUED,
  RUNNING,
  /** The worker went away before the end; the run can go on from its finished trials. */
  INTERRUPTED,
  /** Somebody stopped it; it can go on as an interrupted one can. */
  CANCELLED,
  FINISHED,
  /** The run itself went wrong, and said how. */
  FAILED;

  /** Whether events may still come without anybody doing something. */
  public boolean isActive() {
    return this == QUEUED || this == RUNNING;
  }

  public boolean isResumable() {
    return this == INTERRUPTED || this == CANCELLED || this == FAILED;
  }

  /** Its word on pages, and its style. */
  public String label() {
    return this == QUEUED ? "waiting" : name().toLowerCase(Locale.ROOT);
  }
}
