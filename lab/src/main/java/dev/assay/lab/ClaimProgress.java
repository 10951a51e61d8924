package dev.assay.lab;

import java.util.ArrayList;
import java.util.List;

/** A claim's evidence as it grows. */
final class ClaimProgress {
  private final Claim claim;
  private final List<Double> values = new ArrayList<>();
  private final List<ClaimRecord.TrialEntry> trials = new ArrayList<>();
  private final List<ClaimRecord.Point> trajectory = new ArrayList<>();

  ClaimProgress(Claim claim) {
    this.claim = claim;
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
  Evidence renew(SeedOutcomes seed) {
    values.add(claim.expectation().contrast().value().applyAsDouble(seed));
    Evidence evidence = evidence();
    trajectory.add(
        new ClaimRecord.Point(evidence.seeds(), evidence.estimate(), evidence.interval()));
    return evidence;
  }

  Evidence evidence() {
    return Evidence.of(claim.expectation(), values, ClaimRun.ALPHA);
  }

  Verdict verdict() {
    return Verdict.of(claim.expectation(), evidence());
  }
}
