package dev.assay.lab;

import java.util.SortedMap;

/**
 * A trial as it is sent to another process, as one line of JSON. The study's code is not sent: who
 * receives it finds the study by name and version in its own {@link Studies}.
 *
 * @param configuration the trial's settings
 * @param tuning whether the seed is a {@link TuningSeed}
 * @param key the trial's key where it was sent; the receiver computes it again and must agree
 */
public record TrialMessage(
    String study,
    int version,
    String arm,
    SortedMap<String, Object> configuration,
    long seed,
    boolean tuning,
    String key) {

  /** The message for {@code trial}. */
  public static TrialMessage of(Trial trial) {
    return new TrialMessage(
        trial.study().name(),
        trial.study().version(),
        trial.arm().name(),
        trial.configuration().settings(),
        trial.seed().value(),
        trial.seed() instanceof TuningSeed,
        trial.key().hex());
  }

  /** Read a message. */
  public static TrialMessage parse(String json) {
    return Json.read(json, TrialMessage.class);
  }

  /** One line, without its end. */
  public String json() {
    return Json.write(this);
  }

  /**
   * The trial, as {@code studies} has it.
   *
   * @throws TrialNotRun where the study is not there, or is another one under the same name: its
   *     key differs
   */
  public Trial trial(Studies studies) {
    Study here = studies.require(study, version);
    Trial trial;
    try {
      trial =
          new Trial(
              here,
              here.arm(arm),
              new Configuration(configuration),
              tuning ? new TuningSeed(seed) : new TestSeed(seed));
    } catch (IllegalArgumentException e) {
      throw new TrialNotRun(
          "the worker cannot run a trial of %s@%d: %s".formatted(study, version, e.getMessage()),
          e);
    }
    if (!trial.key().hex().equals(key)) {
      throw new TrialNotRun(
          "the worker's study %s@%d is not the one that was asked for: its trial of arm '%s', seed %d has the key %.12s..., not %.12s...; give the worker the same jars and data"
              .formatted(study, version, arm, seed, trial.key().hex(), key));
    }
    return trial;
  }
}
