package dev.assay.lab;

import java.util.List;

/** What happens while claims are run, in order. */
public sealed interface RunEvent {
  /** The run begins; {@code maxTrials} is the most it may take. */
  record Started(String paper, List<String> claims, Tier tier, int maxTrials) implements RunEvent {}

  /** A trial ended; {@code cached} where the store already held it. */
  record TrialFinished(
      String study, String arm, Seed seed, boolean cached, boolean failed, int done, int maxTrials)
      implements RunEvent {}

  /** All arms have one more seed, and a claim's evidence is renewed. */
  record EvidenceArrived(String claim, Interval region, Evidence evidence) implements RunEvent {}

  /** A claim's verdict, final for this run. */
  record Decided(String claim, Verdict verdict) implements RunEvent {}

  /**
   * A study's trials cannot be run here, such as for want of a data set: its claims get no record
   * in this run, and the run goes on with the others.
   */
  record NotRun(List<String> claims, String reason) implements RunEvent {}

  /** The run is over. */
  record Finished(List<ClaimRecord> records) implements RunEvent {}
}
