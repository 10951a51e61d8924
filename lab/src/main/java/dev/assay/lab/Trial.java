package dev.assay.lab;

/**
 * One (study, arm, configuration, seed): the unit of work.
 *
 * @param configuration the arm's, with what was tuned and the tier's settings laid over it
 */
public record Trial(Study study, Arm arm, Configuration configuration, Seed seed) {
  /**
   * The trial of {@code arm} and {@code seed} as {@code tier} runs it, for an arm that is fixed.
   */
  public static Trial of(Study study, Tier tier, Arm arm, Seed seed) {
    return of(study, tier, arm, Configuration.empty(), seed);
  }

  /**
   * The trial of {@code arm} and {@code seed} as {@code tier} runs it.
   *
   * @param tuned a point of the arm's search space; empty for an arm that is fixed
   */
  public static Trial of(Study study, Tier tier, Arm arm, Configuration tuned, Seed seed) {
    return new Trial(
        study, arm, arm.configuration().with(tuned).with(study.plan(tier).settings()), seed);
  }

  /** What the trial's outcome depends on, hashed: equal keys mean equal outcomes. */
  public TrialKey key() {
    return TrialKey.of(
        "assay-trial\nprotocol=%d\nstudy=%s@%d\ndata=%s\narm=%s\nconfiguration=%s\nseed=%s"
            .formatted(
                ClaimRun.PROTOCOL,
                study.name(),
                study.version(),
                study.data(),
                arm.name(),
                configuration,
                seed.label()));
  }
}
