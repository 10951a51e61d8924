package dev.assay.lab;

import dev.assay.lab.stats.Holm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs claims of one paper by protocol 1 and returns their records.
 *
 * <p>The verdicts depend on the claims, the tier and the seeds, not on how many trials run at once
 * or which ends first.
 */
public final class ClaimRun {
  /** The version of the rules that records are made under. */
  public static final int PROTOCOL = 1;

  /** One minus the level of every interval. */
  public static final double ALPHA = 0.05;

  private final String subject;
  private final List<Claim> claims;
  private Tier tier = Tier.QUICK;
  private long firstSeed;
  private int mostSeeds = Integer.MAX_VALUE;
  private TrialStore store = new MemoryTrialStore();
  private Consumer<RunEvent> listener = event -> {};

  private ClaimRun(String subject, List<Claim> claims) {
    if (claims.isEmpty()) {
      throw new IllegalArgumentException("there is no claim to run");
    }
    this.subject = subject;
    this.claims = List.copyOf(claims);
  }

  /**
   * A run at tier QUICK from seed 0 that keeps its trials in memory; change what should differ.
   *
   * @param subject what the claims are about: a paper's identifier, or a name of one's own
   */
  public static ClaimRun of(String subject, List<Claim> claims) {
    return new ClaimRun(subject, claims);
  }

  /** What is spent. */
  public ClaimRun tier(Tier spent) {
    this.tier = spent;
    return this;
  }

  /** Seeds are {@code first}, {@code first + 1} and so on. */
  public ClaimRun firstSeed(long first) {
    this.firstSeed = first;
    return this;
  }

  /** End after {@code most} seeds, where a study's plan has more; not fewer than its least. */
  public ClaimRun mostSeeds(int most) {
    this.mostSeeds = most;
    return this;
  }

  /** Where outcomes are kept: a run that is repeated over the same store goes on where it was. */
  public ClaimRun store(TrialStore kept) {
    this.store = kept;
    return this;
  }

  /** Who is told of each event, in order, on the calling thread. */
  public ClaimRun listener(Consumer<RunEvent> told) {
    this.listener = told;
    return this;
  }

  /**
   * Run to the end on {@code runner}; the records stand in the order of the claims. Claims whose
   * data is not on this machine get none, and the others are run.
   *
   * @throws CompletionException of a {@link TrialNotRun} where there is data for none of them, or
   *     where trials cannot be run for another reason
   */
  public List<ClaimRecord> run(Runner runner, Clock clock) {
    Map<Study, List<Claim>> byStudy = new LinkedHashMap<>();
    claims.forEach(
        claim -> byStudy.computeIfAbsent(claim.study(), study -> new ArrayList<>()).add(claim));
    StoredRunner stored = new StoredRunner(store, runner);
    List<StudyRun> studies = new ArrayList<>();
    byStudy.forEach(
        (study, ofStudy) ->
            studies.add(new StudyRun(study, ofStudy, tier, firstSeed, mostSeeds, stored)));
    int maxTrials = studies.stream().mapToInt(StudyRun::maxTrials).sum();
    listener.accept(
        new RunEvent.Started(subject, claims.stream().map(Claim::id).toList(), tier, maxTrials));
    Told told = new Told(maxTrials);
    Map<Claim, ClaimRecord> records = new HashMap<>();
    List<CompletionException> notRun = new ArrayList<>();
    for (StudyRun study : studies) {
      Instant begin = clock.instant();
      try {
        study.run(told);
      } catch (CompletionException e) {
        notRun.add(e);
        listener.accept(new RunEvent.NotRun(study.ids(), absentData(e)));
        continue;
      }
      double seconds = Duration.between(begin, clock.instant()).toNanos() / 1e9;
      for (ClaimProgress progress : study.claims()) {
        records.put(progress.claim(), record(progress, study, seconds, clock.instant()));
      }
    }
    if (records.isEmpty()) {
      throw notRun.getFirst();
    }
    List<ClaimRecord> corrected =
        corrected(claims.stream().flatMap(claim -> Stream.ofNullable(records.get(claim))).toList());
    listener.accept(new RunEvent.Finished(corrected));
    return corrected;
  }

  /** What {@code e} says of data that is not here; another reason stops the run. */
  private static String absentData(CompletionException e) {
    return TrialNotRun.in(e)
        .filter(reason -> reason.getCause() instanceof MissingResourceException)
        .map(reason -> String.valueOf(reason.getMessage()))
        .orElseThrow(() -> e);
  }

  /**
   * {@code records} with the verdicts that are left when they are corrected together, so that the
   * chance of even one false verdict among them stays below {@link #ALPHA}.
   */
  private static List<ClaimRecord> corrected(List<ClaimRecord> records) {
    double[] adjusted =
        Holm.adjusted(
            records.stream()
                .mapToDouble(record -> record.verdict().pValue())
                // A region that holds every number has no p-value: it decides nothing.
                .map(pValue -> Double.isNaN(pValue) ? 1 : pValue)
                .toArray());
    return IntStream.range(0, records.size())
        .mapToObj(
            i ->
                records
                    .get(i)
                    .corrected(
                        adjusted[i] <= ALPHA
                            ? records.get(i).verdict().kind()
                            : Verdict.Kind.INCONCLUSIVE))
        .toList();
  }

  private ClaimRecord record(
      ClaimProgress progress, StudyRun study, double seconds, Instant finished) {
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
        finished,
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
