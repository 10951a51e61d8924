package dev.assay.lab;

import java.util.MissingResourceException;
import java.util.Optional;

/**
 * A trial has no outcome, and the reason is not the trial: nothing is stored, and a later run does
 * it. The message is one sentence for the user.
 *
 * <p>A workload whose data set is absent need not throw it: a {@link MissingResourceException},
 * which the data sets' {@code DataUnavailableException} is, becomes one in every runner.
 */
public final class TrialNotRun extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Causes may go round in a circle. */
  private static final int DEEPEST = 20;

  public TrialNotRun(String message) {
    super(message);
  }

  public TrialNotRun(String message, Throwable cause) {
    super(message, cause);
  }

  /** What {@code thrown}, or a cause of it, says of something that this machine lacks. */
  public static Optional<TrialNotRun> in(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof TrialNotRun notRun) {
        return Optional.of(notRun);
      }
      if (cause instanceof MissingResourceException missing) {
        return Optional.of(new TrialNotRun(String.valueOf(missing.getMessage()), missing));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }
}
