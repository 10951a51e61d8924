package dev.assay.lab;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The durable result of a claim's run: all that a reader needs to judge it, and all that a machine
 * needs to run it again.
 *
 * @param tuning how each tuned arm's configuration was chosen; the other arms' are fixed
 * @param corrected the verdict with the claims of the run corrected together (Holm)
 * @param trajectory the evidence after each seed
 */
public record ClaimRecord(
    int protocol,
    String paper,
    String claim,
    String statement,
    String paperSays,
    Scale scale,
    Tier tier,
    String study,
    SortedMap<String, String> data,
    ExpectationText expectation,
    List<ArmTuning> tuning,
    List<TrialEntry> trials,
    Evidence evidence,
    List<Point> trajectory,
    Verdict verdict,
    Verdict.Kind corrected,
    double seconds,
    Instant finished,
    Environment environment) {
  public ClaimRecord {
    // A record may come from a file that leaves parts out.
    for (Object part :
        new Object[] {paper, claim, tier, study, expectation, evidence, verdict, environment}) {
      Objects.requireNonNull(part, "a part of the record is missing");
    }
    data = Collections.unmodifiableSortedMap(new TreeMap<>(data));
    tuning = List.copyOf(tuning);
    trials = List.copyOf(trials);
    trajectory = List.copyOf(trajectory);
  }

  /** This record with the verdict that correction leaves. */
  ClaimRecord corrected(Verdict.Kind left) {
    return new ClaimRecord(
        protocol,
        paper,
        claim,
        statement,
        paperSays,
        scale,
        tier,
        study,
        data,
        expectation,
        tuning,
        trials,
        evidence,
        trajectory,
        verdict,
        left,
        seconds,
        finished,
        environment);
  }

  /** The expectation as it stood at the run. */
  public record ExpectationText(
      String contrast, Interval region, String inference, String because, String hash) {
    static ExpectationText of(Expectation expectation) {
      return new ExpectationText(
          expectation.contrast().formula(),
          expectation.region(),
          expectation.inference().description(),
          expectation.because(),
          expectation.hash());
    }
  }

  /**
   * How an arm's configuration was chosen.
   *
   * @param chosen the settings that were tuned
   * @param trials every trial on tuning seeds, in the order of the proposals
   */
  public record ArmTuning(
      String arm,
      String sampler,
      Objective objective,
      SortedMap<String, Object> chosen,
      List<TrialEntry> trials) {
    public ArmTuning {
      trials = List.copyOf(trials);
    }
  }

  /** One trial of the run; its curves stay in the trial store under {@code key}. */
  public record TrialEntry(
      String key,
      String arm,
      SortedMap<String, Object> configuration,
      long seed,
      SortedMap<String, Double> metrics,
      Cost cost,
      @Nullable String failure) {
    static TrialEntry of(Trial trial, Outcome outcome) {
      return new TrialEntry(
          trial.key().hex(),
          trial.arm().name(),
          trial.configuration().settings(),
          trial.seed().value(),
          outcome.metrics(),
          outcome.cost(),
          outcome.failure());
    }

    /** What the trial returned, without its curves. */
    public Outcome outcome() {
      return new Outcome(metrics, new TreeMap<>(), cost, failure);
    }
  }

  /** The estimate and interval after {@code seeds} seeds. */
  public record Point(int seeds, double estimate, Interval interval) {}
}
