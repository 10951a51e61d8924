package dev.assay.hub.runs;

/** Where a run stands. */
public enum RunState {
  QUEUED,
  RUNNING,
  /** The worker went away before the end; the run can go on from its finished trials. */
  INTERRUPTED,
  FINISHED,
  /** The run itself went wrong, and said how. */
  FAILED;

  /** Whether events may still come without anybody doing something. */
  public boolean isActive() {
    return this == QUEUED || this == RUNNING;
  }

  public boolean isResumable() {
    return this == INTERRUPTED || this == FAILED;
  }
}
