package dev.assay.lab;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * One study's part of a run: its tuning plan, then its test plan.
 *
 * <p>Seeds are taken in order, and evidence is renewed when all arms have a seed, so the verdicts
 * do not depend on which trial happened to end first. It stops when each claim is decided, or the
 * tier's seeds are used.
 */
final class StudyRun {
  private final Study study;
  private final List<ClaimProgress> claims;
  private final List<Arm> arms;
  private final Tier tier;
  private final Plan plan;
  private final long firstSeed;
  private final StoredRunner runner;
  private final Map<Arm, Configuration> tuned = new HashMap<>();
  private final List<ClaimRecord.ArmTuning> tunings = new ArrayList<>();

  /** A run of {@code mostSeeds} seeds at most, where the tier's plan has more. */
  StudyRun(
      Study study,
      List<Claim> claims,
      Tier tier,
      long firstSeed,
      int mostSeeds,
      StoredRunner runner) {
    this.study = study;
    this.claims = claims.stream().map(ClaimProgress::new).toList();
    this.arms =
        study.arms().stream()
            .filter(arm -> claims.stream().anyMatch(claim -> reads(claim, arm)))
            .toList();
    this.tier = tier;
    this.plan = study.plan(tier).atMost(mostSeeds);
    this.firstSeed = firstSeed;
    this.runner = runner;
  }

  private static boolean reads(Claim claim, Arm arm) {
    return claim.expectation().contrast().arms().contains(arm.name());
  }

  /** What is told of a run while it goes on, on the calling thread. */
  interface Listener {
    void trialFinished(Trial trial, boolean cached, Outcome outcome);

    void evidenceArrived(Claim claim, Evidence evidence);

    void decided(Claim claim, Verdict verdict);
  }

  /** The claims and their evidence so far. */
  List<ClaimProgress> claims() {
    return claims;
  }

  /** The claims' identifiers. */
  List<String> ids() {
    return claims.stream().map(progress -> progress.claim().id()).toList();
  }

  /** How the arms that {@code claim} reads were tuned. */
  List<ClaimRecord.ArmTuning> tunings(Claim claim) {
    return tunings.stream()
        .filter(tuning -> claim.expectation().contrast().arms().contains(tuning.arm()))
        .toList();
  }

  /** The most trials it may take. */
  int maxTrials() {
    return arms.stream().mapToInt(plan::most).sum();
  }

  void run(Listener listener) {
    arms.stream().filter(arm -> arm.space().isPresent()).forEach(arm -> tune(arm, listener));
    test(listener);
    claims.forEach(progress -> listener.decided(progress.claim(), progress.verdict()));
  }

  private void tune(Arm arm, Listener listener) {
    Deque<StoredRunner.Begun> begun = new ArrayDeque<>();
    List<ClaimRecord.TrialEntry> entries = new ArrayList<>();
    Configuration chosen =
        new ArmTuner(study, tier, firstSeed)
            .tune(
                arm,
                trials -> {
                  List<StoredRunner.Begun> now = runner.begin(trials);
                  begun.addAll(now);
                  while (!begun.isEmpty() && begun.getFirst().stored().isDone()) {
                    end(begun.removeFirst(), entries, listener);
                  }
                  return now.stream().map(StoredRunner.Begun::stored).toList();
                });
    begun.forEach(trial -> end(trial, entries, listener));
    TuningPlan by = study.tuning().orElseThrow();
    tunings.add(
        new ClaimRecord.ArmTuning(
            arm.name(), by.sampler().toString(), by.objective(), chosen.settings(), entries));
    tuned.put(arm, chosen);
  }

  private static void end(
      StoredRunner.Begun begun, List<ClaimRecord.TrialEntry> entries, Listener listener) {
    Outcome outcome = begun.stored().join();
    entries.add(ClaimRecord.TrialEntry.of(begun.trial(), outcome));
    listener.trialFinished(begun.trial(), begun.cached(), outcome);
  }

  private void test(Listener listener) {
    // The plan's least seeds are run whatever they say: begun at once, they can run together.
    int next = plan.minSeeds();
    Deque<List<StoredRunner.Begun>> ahead =
        new ArrayDeque<>(
            bySeed(
                runner.begin(
                    IntStream.range(0, next)
                        .mapToObj(this::trials)
                        .flatMap(List::stream)
                        .toList())));
    try {
      boolean decided = false;
      for (int index = 0; index < plan.maxSeeds() && !decided; index++) {
        // The next seed is begun before this one is complete, so that no processor waits.
        while (next <= index + 1 && next < plan.maxSeeds()) {
          ahead.add(runner.begin(trials(next++)));
        }
        SeedOutcomes seed = outcomes(ahead.getFirst(), listener);
        ahead.removeFirst();
        decided = index + 1 >= plan.minSeeds();
        for (ClaimProgress progress : claims) {
          progress.renew(seed);
          listener.evidenceArrived(progress.claim(), progress.evidence());
          decided &= progress.verdict().decided();
        }
      }
    } finally {
      ahead.forEach(seed -> seed.forEach(trial -> trial.running().cancel(false)));
    }
  }

  private List<List<StoredRunner.Begun>> bySeed(List<StoredRunner.Begun> begun) {
    return IntStream.range(0, begun.size() / arms.size())
        .mapToObj(seed -> begun.subList(seed * arms.size(), (seed + 1) * arms.size()))
        .toList();
  }

  private List<Trial> trials(int index) {
    return arms.stream()
        .map(
            arm ->
                Trial.of(
                    study,
                    tier,
                    arm,
                    Optional.ofNullable(tuned.get(arm)).orElse(Configuration.empty()),
                    new TestSeed(firstSeed + index)))
        .toList();
  }

  private SeedOutcomes outcomes(List<StoredRunner.Begun> seed, Listener listener) {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (StoredRunner.Begun begun : seed) {
      CompletableFuture<Outcome> stored = begun.stored();
      Outcome outcome = stored.join();
      outcomes.put(begun.trial().arm().name(), outcome);
      claims.stream()
          .filter(progress -> reads(progress.claim(), begun.trial().arm()))
          .forEach(progress -> progress.add(ClaimRecord.TrialEntry.of(begun.trial(), outcome)));
      listener.trialFinished(begun.trial(), begun.cached(), outcome);
    }
    return new SeedOutcomes(study, outcomes);
  }
}
