package dev.assay.lab;

/**
 * A trial has no outcome, and the reason is not the trial: nothing is stored, and a later run does
 * it. The message is one sentence for the user.
 */
public final class TrialNotRun extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TrialNotRun(String message) {
    super(message);
  }

  public TrialNotRun(String message, Throwable cause) {
    super(message, cause);
  }
}
