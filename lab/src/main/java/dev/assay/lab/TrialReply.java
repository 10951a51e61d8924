package dev.assay.lab;

import dev.assay.lab.cost.CostMeter;
import org.jspecify.annotations.Nullable;

/**
 * What another process answers to a {@link TrialMessage}, as one line of JSON: the outcome, or why
 * it does not run the trial.
 *
 * @param key the message's key
 */
public record TrialReply(String key, @Nullable Outcome outcome, @Nullable String refusal) {

  /** Run the trial of {@code message} here, or refuse it. */
  public static TrialReply to(TrialMessage message, Studies studies, CostMeter meter) {
    try {
      return new TrialReply(message.key(), meter.run(message.trial(studies)), null);
    } catch (TrialNotRun e) {
      return new TrialReply(message.key(), null, e.getMessage());
    }
  }

  /** Read a reply. */
  public static TrialReply parse(String json) {
    return Json.read(json, TrialReply.class);
  }

  /** One line, without its end. */
  public String json() {
    return Json.write(this);
  }

  /**
   * The outcome.
   *
   * @throws TrialNotRun where the trial was refused
   */
  public Outcome get() {
    if (outcome == null) {
      throw new TrialNotRun(String.valueOf(refusal));
    }
    return outcome;
  }
}
