package dev.assay.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A record held against the code at hand: its expectation, its arithmetic, and some or all of its
 * trials run again.
 *
 * @param trials how many trials were run again
 * @param problems what did not agree, one sentence each; empty where the record holds
 */
public record Verification(int trials, List<String> problems) {
  /** What is smaller is often what rounding has left of 0, and has no digits to compare. */
  private static final double NEGLIGIBLE = 1e-9;

  public Verification {
    problems = List.copyOf(problems);
  }

  /** Whether all agreed. */
  public boolean holds() {
    return problems.isEmpty();
  }

  /**
   * Check {@code record} against {@code reproduction}.
   *
   * @param sample the most trials to run again; they are taken in the order of their keys, which
   *     nobody who made the record could choose
   * @param tolerance how far a metric may lie from the recorded one, relative to the larger of the
   *     two, or to 1e-9 where that is larger; 0 compares bit by bit, which the same hardware and
   *     libraries keep where no trial shared its arithmetic with others
   */
  public static Verification of(
      ClaimRecord record, Reproduction reproduction, int sample, double tolerance, Runner runner) {
    if (!(tolerance >= 0) || sample < 0) {
      throw new IllegalArgumentException(
          "the tolerance and the sample must not be negative, but are %s and %d"
              .formatted(tolerance, sample));
    }
    Optional<Claim> claim =
        reproduction.claims().stream().filter(each -> each.id().equals(record.claim())).findFirst();
    if (claim.isEmpty()) {
      return new Verification(
          0, List.of("Paper %s has no claim %s now.".formatted(record.paper(), record.claim())));
    }
    List<String> problems = new ArrayList<>(terms(record, claim.get()));
    if (!problems.isEmpty()) {
      // Under other terms neither the arithmetic nor the trials are the record's.
      return new Verification(0, problems);
    }
    problems.addAll(tuning(record, claim.get()));
    problems.addAll(arithmetic(record, claim.get()));
    List<Recorded> chosen =
        recorded(record, claim.get().study()).stream()
            .sorted(Comparator.comparing(each -> each.entry().key()))
            .limit(sample)
            .toList();
    problems.addAll(trials(chosen, tolerance, runner));
    return new Verification(chosen.size(), problems);
  }

  private static List<String> terms(ClaimRecord record, Claim claim) {
    List<String> problems = new ArrayList<>();
    if (record.protocol() != ClaimRun.PROTOCOL) {
      problems.add(
          "It was made by protocol %d; this is protocol %d."
              .formatted(record.protocol(), ClaimRun.PROTOCOL));
    }
    if (!record.expectation().hash().equals(claim.expectation().hash())) {
      problems.add(
          "Its expectation (%s in %s) is not the claim's (%s in %s)."
              .formatted(
                  record.expectation().contrast(),
                  record.expectation().region(),
                  claim.expectation().contrast().formula(),
                  claim.expectation().region()));
    }
    if (!record.study().equals(claim.study().label())) {
      problems.add(
          "Its study is %s; the claim's is %s.".formatted(record.study(), claim.study().label()));
    }
    if (!record.data().equals(claim.study().data())) {
      problems.add("Its data files are not the study's: other names or checksums.");
    }
    return problems;
  }

  private static List<String> arithmetic(ClaimRecord record, Claim claim) {
    Map<Long, Map<String, Outcome>> bySeed = new LinkedHashMap<>();
    for (ClaimRecord.TrialEntry entry : record.trials()) {
      bySeed
          .computeIfAbsent(entry.seed(), seed -> new LinkedHashMap<>())
          .put(entry.arm(), entry.outcome());
    }
    List<Double> values = new ArrayList<>();
    for (Map.Entry<Long, Map<String, Outcome>> seed : bySeed.entrySet()) {
      if (!seed.getValue().keySet().containsAll(claim.expectation().contrast().arms())) {
        return List.of("Seed %d lacks a trial of one of its arms.".formatted(seed.getKey()));
      }
      values.add(
          claim
              .expectation()
              .contrast()
              .value()
              .applyAsDouble(new SeedOutcomes(claim.study(), seed.getValue())));
    }
    Evidence evidence = Evidence.of(claim.expectation(), values, ClaimRun.ALPHA);
    if (!evidence.equals(record.evidence())) {
      return List.of(
          "Its trials give the estimate %s in %s over %d seeds, not the recorded %s in %s over %d."
              .formatted(
                  Numbers.text(evidence.estimate()),
                  evidence.interval(),
                  evidence.seeds(),
                  Numbers.text(record.evidence().estimate()),
                  record.evidence().interval(),
                  record.evidence().seeds()));
    }
    Verdict verdict = Verdict.of(claim.expectation(), evidence);
    return verdict.kind() == record.verdict().kind()
        ? List.of()
        : List.of(
            "Its evidence gives %s, not the recorded %s."
                .formatted(verdict.kind(), record.verdict().kind()));
  }

  private static List<String> tuning(ClaimRecord record, Claim claim) {
    Study study = claim.study();
    List<String> problems = new ArrayList<>();
    for (String name : claim.expectation().contrast().arms()) {
      Arm arm = study.arm(name);
      Optional<ClaimRecord.ArmTuning> recorded =
          record.tuning().stream().filter(each -> each.arm().equals(name)).findFirst();
      if (recorded.isPresent() != arm.space().isPresent()) {
        problems.add(
            "Arm '%s' is %s in the record, and is not now."
                .formatted(name, recorded.isPresent() ? "tuned" : "fixed"));
      } else if (recorded.isPresent()) {
        problems.addAll(replay(record, study, arm, recorded.get()));
      }
    }
    return problems;
  }

  /** Follow the search from the recorded outcomes: it must ask for the recorded trials. */
  private static List<String> replay(
      ClaimRecord record, Study study, Arm arm, ClaimRecord.ArmTuning recorded) {
    Map<String, Outcome> known = new HashMap<>();
    recorded.trials().forEach(entry -> known.put(entry.key(), entry.outcome()));
    Configuration chosen;
    try {
      chosen =
          new ArmTuner(study, record.tier(), firstSeed(record))
              .tune(
                  arm,
                  trials ->
                      trials.stream()
                          .map(trial -> known.get(trial.key().hex()))
                          .map(
                              outcome ->
                                  outcome == null
                                      ? CompletableFuture.<Outcome>failedFuture(
                                          new NoSuchElementException())
                                      : CompletableFuture.completedFuture(outcome))
                          .toList());
    } catch (CompletionException e) {
      return List.of(
          "The search of arm '%s' asks for a trial that the record lacks.".formatted(arm.name()));
    }
    return chosen.settings().equals(recorded.chosen())
        ? List.of()
        : List.of(
            "The tuning trials of arm '%s' lead to %s, not the recorded %s."
                .formatted(arm.name(), chosen, new Configuration(recorded.chosen())));
  }

  private static long firstSeed(ClaimRecord record) {
    return record.trials().stream().mapToLong(ClaimRecord.TrialEntry::seed).min().orElse(0);
  }

  /** A recorded trial and what it would be now. */
  private record Recorded(ClaimRecord.TrialEntry entry, Trial trial) {}

  private static List<Recorded> recorded(ClaimRecord record, Study study) {
    Map<String, Configuration> chosen = new HashMap<>();
    List<Recorded> all = new ArrayList<>();
    for (ClaimRecord.ArmTuning tuning : record.tuning()) {
      chosen.put(tuning.arm(), new Configuration(tuning.chosen()));
      for (ClaimRecord.TrialEntry entry : tuning.trials()) {
        all.add(
            new Recorded(
                entry,
                new Trial(
                    study,
                    study.arm(entry.arm()),
                    new Configuration(entry.configuration()),
                    new TuningSeed(entry.seed()))));
      }
    }
    for (ClaimRecord.TrialEntry entry : record.trials()) {
      all.add(
          new Recorded(
              entry,
              Trial.of(
                  study,
                  record.tier(),
                  study.arm(entry.arm()),
                  chosen.getOrDefault(entry.arm(), Configuration.empty()),
                  new TestSeed(entry.seed()))));
    }
    return all;
  }

  private static List<String> trials(List<Recorded> chosen, double tolerance, Runner runner) {
    List<String> problems = new ArrayList<>();
    List<Recorded> again = new ArrayList<>();
    for (Recorded each : chosen) {
      if (!each.trial().configuration().settings().equals(each.entry().configuration())) {
        problems.add(
            "%s was configured as %s, not %s."
                .formatted(
                    named(each.entry()),
                    each.entry().configuration(),
                    each.trial().configuration()));
      } else if (!each.trial().key().hex().equals(each.entry().key())) {
        problems.add(
            "%s has the key %s; its content gives %s."
                .formatted(named(each.entry()), each.entry().key(), each.trial().key().hex()));
      } else {
        again.add(each);
      }
    }
    List<CompletableFuture<Outcome>> outcomes =
        runner.submit(again.stream().map(Recorded::trial).toList());
    for (int i = 0; i < again.size(); i++) {
      compare(again.get(i).entry(), outcomes.get(i).join(), tolerance, problems);
    }
    return problems;
  }

  private static void compare(
      ClaimRecord.TrialEntry entry, Outcome outcome, double tolerance, List<String> problems) {
    String failure = outcome.failure();
    if ((failure == null) != (entry.failure() == null)) {
      problems.add(
          failure == null
              ? "%s failed in the record and does not now.".formatted(named(entry))
              : "%s fails now: %s".formatted(named(entry), failure));
      return;
    }
    if (!outcome.metrics().keySet().equals(entry.metrics().keySet())) {
      problems.add(
          "%s gave the metrics %s; now they are %s."
              .formatted(named(entry), entry.metrics().keySet(), outcome.metrics().keySet()));
      return;
    }
    entry
        .metrics()
        .forEach(
            (metric, recorded) -> {
              double now = outcome.metrics().getOrDefault(metric, Double.NaN);
              if (!agree(recorded, now, tolerance)) {
                problems.add(
                    "%s gave %s = %s; now it is %s."
                        .formatted(named(entry), metric, recorded, now));
              }
            });
  }

  private static boolean agree(double recorded, double now, double tolerance) {
    return Double.doubleToLongBits(recorded) == Double.doubleToLongBits(now)
        || Math.abs(recorded - now)
            <= tolerance * Math.max(NEGLIGIBLE, Math.max(Math.abs(recorded), Math.abs(now)));
  }

  private static String named(ClaimRecord.TrialEntry entry) {
    return "Arm '%s' at seed %d".formatted(entry.arm(), entry.seed());
  }
}
