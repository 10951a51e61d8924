package dev.assay.lab;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs claims of one paper by protocol 1 and returns their records.
 *
 * <p>The verdicts depend on the claims, the tier and the first seed, not on how many trials run at
 * once or which ends first.
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

  /** A run at tier QUICK from seed 0 that keeps its trials in memory; change what should differ. */
  public static Builder of(String subject, List<Claim> claims) {
    return new Builder(subject, claims);
  }

  /** Collects how a run is made. */
  public static final class Builder {
    private final String subject;
    private final List<Claim> claims;
    private Tier tier = Tier.QUICK;
    private long firstSeed;
    private TrialStore store = new MemoryTrialStore();
    private Consumer<RunEvent> listener = event -> {};

    private Builder(String subject, List<Claim> claims) {
      this.subject = subject;
      this.claims = claims;
    }

    /** What is spent. */
    public Builder tier(Tier spent) {
      this.tier = spent;
      return this;
    }

    /** Seeds are {@code first}, {@code first + 1} and so on. */
    public Builder firstSeed(long first) {
      this.firstSeed = first;
      return this;
    }

    /** Where outcomes are kept: a run that is repeated over the same store goes on where it was. */
    public Builder store(TrialStore kept) {
      this.store = kept;
      return this;
    }

    /** Who is told of each event, in order, on the calling thread. */
    public Builder listener(Consumer<RunEvent> told) {
      this.listener = told;
      return this;
    }

    /** Run to the end on {@code runner}; the records stand in the order of the claims. */
    public List<ClaimRecord> run(Runner runner, Clock clock) {
      return new ClaimRun(subject, claims, tier, firstSeed, store, runner, clock, listener).run();
    }
  }

  /** Run to the end; the records stand in the order of the claims. */
  public List<ClaimRecord> run() {
    Map<Study, List<Claim>> byStudy = new LinkedHashMap<>();
    claims.forEach(
        claim -> byStudy.computeIfAbsent(claim.study(), study -> new ArrayList<>()).add(claim));
    StoredRunner stored = new StoredRunner(store, runner);
    List<StudyRun> studies = new ArrayList<>();
    byStudy.forEach(
        (study, ofStudy) -> studies.add(new StudyRun(study, ofStudy, tier, firstSeed, stored)));
    int maxTrials = studies.stream().mapToInt(StudyRun::maxTrials).sum();
    listener.accept(
        new RunEvent.Started(subject, claims.stream().map(Claim::id).toList(), tier, maxTrials));
    Told told = new Told(maxTrials);
    Map<Claim, ClaimRecord> records = new HashMap<>();
    for (StudyRun study : studies) {
      Instant begin = clock.instant();
      study.run(told);
      double seconds = Duration.between(begin, clock.instant()).toNanos() / 1e9;
      for (ClaimProgress progress : study.claims()) {
        records.put(progress.claim(), record(progress, study, seconds));
      }
    }
    List<ClaimRecord> corrected =
        Holm.corrected(
            claims.stream().flatMap(claim -> Stream.ofNullable(records.get(claim))).toList());
    listener.accept(new RunEvent.Finished(corrected));
    return corrected;
  }

  private ClaimRecord record(ClaimProgress progress, StudyRun study, double seconds) {
    Claim claim = progress.claim();
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
        study.tunings(claim),
        progress.trials(),
        progress.evidence(),
        progress.trajectory(),
        progress.verdict(),
        progress.verdict().kind(),
        seconds,
        clock.instant(),
        Environment.current());
  }

  /** Passes on what the studies tell, with the trials counted over all of them. */
  private final class Told implements StudyRun.Listener {
    private final int maxTrials;
    private int done;

    Told(int maxTrials) {
      this.maxTrials = maxTrials;
    }

    @Override
    public void trialFinished(Trial trial, boolean cached, Outcome outcome) {
      done++;
      listener.accept(
          new RunEvent.TrialFinished(
              trial.study().name(),
              trial.arm().name(),
              trial.seed(),
              cached,
              outcome.failure() != null,
              done,
              maxTrials));
    }

    @Override
    public void evidenceArrived(Claim claim, Evidence evidence) {
      listener.accept(
          new RunEvent.EvidenceArrived(claim.id(), claim.expectation().region(), evidence));
    }

    @Override
    public void decided(Claim claim, Verdict verdict) {
      listener.accept(new RunEvent.Decided(claim.id(), verdict));
    }
  }
}
