package dev.assay.lab;

import java.util.ArrayList;
import java.util.List;

/** A claim's evidence as it grows. */
final class ClaimProgress {
  private final Claim claim;
  private final List<Double> values = new ArrayList<>();
  private final List<ClaimRecord.TrialEntry> trials = new ArrayList<>();
  private final List<ClaimRecord.Point> trajectory = new ArrayList<>();
  private Evidence evidence;
  private Verdict verdict;

  ClaimProgress(Claim claim) {
    this.claim = claim;
    evidence = Evidence.of(claim.expectation(), values, ClaimRun.ALPHA);
    verdict = Verdict.of(claim.expectation(), evidence);
  }

  Claim claim() {
    return claim;
  }

  List<ClaimRecord.TrialEntry> trials() {
    return trials;
  }

  List<ClaimRecord.Point> trajectory() {
    return trajectory;
  }

  void add(ClaimRecord.TrialEntry trial) {
    trials.add(trial);
  }

  /** Take the arms' outcomes at one more seed into the evidence. */
  void renew(SeedOutcomes seed) {
    values.add(claim.expectation().contrast().value().applyAsDouble(seed));
    evidence = Evidence.of(claim.expectation(), values, ClaimRun.ALPHA);
    verdict = Verdict.of(claim.expectation(), evidence);
    trajectory.add(
        new ClaimRecord.Point(evidence.seeds(), evidence.estimate(), evidence.interval()));
  }

  Evidence evidence() {
    return evidence;
  }

  Verdict verdict() {
    return verdict;
  }
}
