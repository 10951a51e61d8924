package dev.assay.lab;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Runs claims of one paper by protocol 1 and returns their records.
 *
 * <p>Seeds are taken in order, and evidence is renewed when all arms of a study have a seed, so the
 * verdict does not depend on which trial happened to end first. A study stops when each of its
 * claims is decided, or its tier's seeds are used.
 */
public final class ClaimRun {
  /** The version of the rules that records are made under. */
  public static final int PROTOCOL = 1;

  /** One minus the level of every interval. */
  public static final double ALPHA = 0.05;

  private final String subject;
  private final List<Claim> claims;
  private final Tier tier;
  private final long firstSeed;
  private final TrialStore store;
  private final Runner runner;
  private final Clock clock;
  private final Consumer<RunEvent> listener;
  private int done;

  /**
   * A run of {@code claims}.
   *
   * @param subject what the claims are about: a paper's identifier, or a name of one's own
   * @param firstSeed seeds are {@code firstSeed}, {@code firstSeed + 1} and so on
   * @param listener told of each event, in order, on the calling thread
   */
  public ClaimRun(
      String subject,
      List<Claim> claims,
      Tier tier,
      long firstSeed,
      TrialStore store,
      Runner runner,
      Clock clock,
      Consumer<RunEvent> listener) {
    if (claims.isEmpty()) {
      throw new IllegalArgumentException("there is no claim to run");
    }
    this.subject = subject;
    this.claims = List.copyOf(claims);
    this.tier = tier;
    this.firstSeed = firstSeed;
    this.store = store;
    this.runner = runner;
    this.clock = clock;
    this.listener = listener;
  }

  /** Run to the end; the records stand in the order of the claims. */
  public List<ClaimRecord> run() {
    Map<Study, List<Claim>> byStudy = new LinkedHashMap<>();
    claims.forEach(
        claim -> byStudy.computeIfAbsent(claim.study(), study -> new ArrayList<>()).add(claim));
    int maxTrials =
        byStudy.keySet().stream()
            .mapToInt(study -> study.plan(tier).maxSeeds() * neededArms(byStudy, study).size())
            .sum();
    listener.accept(
        new RunEvent.Started(subject, claims.stream().map(Claim::id).toList(), tier, maxTrials));
    Map<Claim, Progress> progress = new HashMap<>();
    byStudy.forEach(
        (study, ofStudy) ->
            runStudy(study, neededArms(byStudy, study), ofStudy, maxTrials, progress));
    List<ClaimRecord> records = records(progress);
    listener.accept(new RunEvent.Finished(records));
    return records;
  }

  private static List<Arm> neededArms(Map<Study, List<Claim>> byStudy, Study study) {
    List<Claim> ofStudy = byStudy.getOrDefault(study, List.of());
    return study.arms().stream()
        .filter(
            arm ->
                ofStudy.stream()
                    .anyMatch(claim -> claim.expectation().contrast().arms().contains(arm.name())))
        .toList();
  }

  private void runStudy(
      Study study,
      List<Arm> arms,
      List<Claim> ofStudy,
      int maxTrials,
      Map<Claim, Progress> progress) {
    Instant begin = clock.instant();
    Plan plan = study.plan(tier);
    ofStudy.forEach(claim -> progress.put(claim, new Progress(claim)));
    Map<Integer, List<Pending>> window = new HashMap<>();
    for (int index = 0; index < plan.maxSeeds(); index++) {
      // The next seed is begun before this one is complete, so that no processor waits.
      for (int ahead = index; ahead <= Math.min(index + 1, plan.maxSeeds() - 1); ahead++) {
        window.computeIfAbsent(ahead, i -> begin(study, arms, i));
      }
      Map<String, Outcome> outcomes = new LinkedHashMap<>();
      for (Pending pending : window.getOrDefault(index, List.of())) {
        Outcome outcome = pending.stored().join();
        outcomes.put(pending.trial().arm().name(), outcome);
        ofStudy.forEach(claim -> of(progress, claim).add(pending.trial(), outcome));
        done++;
        listener.accept(
            new RunEvent.TrialFinished(
                study.name(),
                pending.trial().arm().name(),
                pending.trial().seed().value(),
                pending.cached(),
                outcome.failure() != null,
                done,
                maxTrials));
      }
      window.remove(index);
      SeedOutcomes seed = new SeedOutcomes(study, outcomes);
      boolean decided = index + 1 >= plan.minSeeds();
      for (Claim claim : ofStudy) {
        Evidence evidence = of(progress, claim).renew(seed);
        listener.accept(
            new RunEvent.EvidenceArrived(claim.id(), claim.expectation().region(), evidence));
        decided &= Verdict.of(claim.expectation(), evidence).decided();
      }
      if (decided) {
        break;
      }
    }
    window.values().forEach(ahead -> ahead.forEach(pending -> pending.running().cancel(false)));
    double seconds = Duration.between(begin, clock.instant()).toNanos() / 1e9;
    for (Claim claim : ofStudy) {
      Progress of = of(progress, claim);
      of.seconds = seconds;
      listener.accept(new RunEvent.Decided(claim.id(), of.verdict()));
    }
  }

  private static Progress of(Map<Claim, Progress> progress, Claim claim) {
    Progress found = progress.get(claim);
    if (found == null) {
      throw new IllegalStateException("claim " + claim.id() + " was not begun");
    }
    return found;
  }

  private List<Pending> begin(Study study, List<Arm> arms, int index) {
    List<Trial> trials =
        arms.stream()
            .map(arm -> Trial.of(study, tier, arm, new TestSeed(firstSeed + index)))
            .toList();
    List<Pending> pending = new ArrayList<>();
    List<Trial> missing = new ArrayList<>();
    for (Trial trial : trials) {
      var known = store.find(trial.key());
      if (known.isPresent()) {
        CompletableFuture<Outcome> stored = CompletableFuture.completedFuture(known.get());
        pending.add(new Pending(trial, stored, stored, true));
      } else {
        missing.add(trial);
      }
    }
    List<CompletableFuture<Outcome>> futures = runner.submit(missing);
    for (int i = 0; i < missing.size(); i++) {
      Trial trial = missing.get(i);
      // Stored by the thread that ran it: a finished trial is never lost, whoever waits for it.
      CompletableFuture<Outcome> running = futures.get(i);
      pending.add(
          new Pending(
              trial,
              running,
              running.thenApply(outcome -> store.put(trial.key(), outcome)),
              false));
    }
    return pending;
  }

  private List<ClaimRecord> records(Map<Claim, Progress> progress) {
    List<Integer> order =
        IntStream.range(0, claims.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> of(progress, claims.get(i)).verdict().pValue()))
            .toList();
    boolean[] survives = new boolean[claims.size()];
    // Holm, "A simple sequentially rejective multiple test procedure", 1979.
    for (int rank = 0; rank < order.size(); rank++) {
      int claim = order.get(rank);
      double pValue = of(progress, claims.get(claim)).verdict().pValue();
      if (pValue > ALPHA / (order.size() - rank)) {
        break;
      }
      survives[claim] = true;
    }
    Environment environment = Environment.current();
    Instant finished = clock.instant();
    return IntStream.range(0, claims.size())
        .mapToObj(
            i -> {
              Claim claim = claims.get(i);
              Progress of = of(progress, claim);
              Verdict verdict = of.verdict();
              return new ClaimRecord(
                  PROTOCOL,
                  subject,
                  claim.id(),
                  claim.statement(),
                  claim.paperSays(),
                  claim.scale(),
                  tier,
                  claim.study().label(),
                  claim.study().data(),
                  ClaimRecord.ExpectationText.of(claim.expectation()),
                  List.copyOf(of.trials),
                  of.evidence(),
                  List.copyOf(of.trajectory),
                  verdict,
                  survives[i] ? verdict.kind() : Verdict.Kind.INCONCLUSIVE,
                  of.seconds,
                  finished,
                  environment);
            })
        .toList();
  }

  private record Pending(
      Trial trial,
      CompletableFuture<Outcome> running,
      CompletableFuture<Outcome> stored,
      boolean cached) {}

  /** A claim's evidence as it grows. */
  private static final class Progress {
    final Claim claim;
    final List<Double> values = new ArrayList<>();
    final List<ClaimRecord.TrialEntry> trials = new ArrayList<>();
    final List<ClaimRecord.Point> trajectory = new ArrayList<>();
    double seconds;

    Progress(Claim claim) {
      this.claim = claim;
    }

    void add(Trial trial, Outcome outcome) {
      if (claim.expectation().contrast().arms().contains(trial.arm().name())) {
        trials.add(
            new ClaimRecord.TrialEntry(
                trial.key().hex(),
                trial.arm().name(),
                trial.configuration().settings(),
                trial.seed().value(),
                outcome.metrics(),
                outcome.cost(),
                outcome.failure()));
      }
    }

    Evidence renew(SeedOutcomes seed) {
      values.add(claim.expectation().contrast().value().applyAsDouble(seed));
      Evidence evidence = evidence();
      trajectory.add(
          new ClaimRecord.Point(evidence.seeds(), evidence.estimate(), evidence.interval()));
      return evidence;
    }

    Evidence evidence() {
      return Evidence.of(claim.expectation(), values, ALPHA);
    }

    Verdict verdict() {
      return Verdict.of(claim.expectation(), evidence());
    }
  }
}
