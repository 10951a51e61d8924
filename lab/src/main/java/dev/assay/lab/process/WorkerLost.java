package dev.assay.lab.process;

/**
 * A worker process ended, and its trial is not known to be the reason: somebody else ended it, or
 * the trial was not its first, so that an earlier one may have left it broken or full.
 */
final class WorkerLost extends Exception {
  private static final long serialVersionUID = 1;

  WorkerLost(String message) {
    super(message);
  }
}
