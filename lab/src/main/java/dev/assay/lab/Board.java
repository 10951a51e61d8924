package dev.assay.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A leaderboard that a study's records fill: its arms, compared by one metric.
 *
 * <p>Papers that name the same task, data set and metric share a board, so name them alike where
 * the numbers may be compared, and differently where they may not: another size of the problem is
 * another data set.
 *
 * @param task what is to be done, such as {@code matrix sensing}
 * @param dataset what it is done on, with its size: {@code 20 x 20 of rank 2 from 1000
 *     measurements}
 * @param objective the study's metric that ranks, and which way is better
 * @param arms the arms that compete
 */
public record Board(
    String task, String dataset, Objective objective, Study study, List<String> arms) {
  public Board {
    Names.require("a task", task);
    Names.require("a data set", dataset);
    if (arms.isEmpty()) {
      throw new IllegalArgumentException("a board needs at least one arm");
    }
    arms = List.copyOf(arms);
    arms.forEach(study::arm);
  }

  /** A board of all arms of {@code study}. */
  public static Board of(String task, String dataset, Objective objective, Study study) {
    return new Board(
        task, dataset, objective, study, study.arms().stream().map(Arm::name).toList());
  }

  /**
   * One arm's number, from one record.
   *
   * @param tier what the record spent: numbers of different tiers may not be compared
   * @param claim the claim whose record it is
   * @param evidence the mean of the metric over seeds, with a confidence sequence: a run ends when
   *     its verdict is decided, which an interval for a fixed number of seeds would not allow for
   * @param tuningTrials how many trials chose the arm's configuration
   * @param failed how many trials failed; they count with the study's worst value
   * @param wallSeconds the mean of a trial, empty where one was not measured
   * @param cpuSeconds likewise
   */
  public record Row(
      String arm,
      Tier tier,
      String claim,
      Evidence evidence,
      int tuningTrials,
      int failed,
      OptionalDouble wallSeconds,
      OptionalDouble cpuSeconds) {}

  /**
   * The rows that {@code record} gives, in the order of the board's arms: none where it is of
   * another study or version, or lacks the board's metric.
   */
  public List<Row> rows(ClaimRecord record) {
    if (!record.study().equals(study.label()) || record.protocol() != ClaimRun.PROTOCOL) {
      return List.of();
    }
    Map<String, List<ClaimRecord.TrialEntry>> byArm = new LinkedHashMap<>();
    record
        .trials()
        .forEach(trial -> byArm.computeIfAbsent(trial.arm(), arm -> new ArrayList<>()).add(trial));
    List<Row> rows = new ArrayList<>();
    for (String arm : arms) {
      List<ClaimRecord.TrialEntry> trials = byArm.getOrDefault(arm, List.of());
      if (!trials.isEmpty() && trials.stream().allMatch(this::counts)) {
        rows.add(row(record, arm, trials));
      }
    }
    return rows;
  }

  private boolean counts(ClaimRecord.TrialEntry trial) {
    return trial.failure() != null || trial.metrics().containsKey(objective.metric());
  }

  private Row row(ClaimRecord record, String arm, List<ClaimRecord.TrialEntry> trials) {
    List<Double> values =
        trials.stream().map(trial -> study.metric(trial.outcome(), objective.metric())).toList();
    Inference mean = Inference.mean();
    return new Row(
        arm,
        record.tier(),
        record.claim(),
        new Evidence(
            values, mean.estimate(values), mean.interval(values, ClaimRun.ALPHA), ClaimRun.ALPHA),
        record.tuning().stream()
            .filter(tuning -> tuning.arm().equals(arm))
            .mapToInt(tuning -> tuning.trials().size())
            .sum(),
        (int) trials.stream().filter(trial -> trial.failure() != null).count(),
        mean(trials, Cost::wallSeconds),
        mean(trials, Cost::cpuSeconds));
  }

  private static OptionalDouble mean(
      List<ClaimRecord.TrialEntry> trials, Function<Cost, OptionalDouble> part) {
    List<OptionalDouble> parts =
        trials.stream().map(ClaimRecord.TrialEntry::cost).map(part).toList();
    return parts.stream().allMatch(OptionalDouble::isPresent)
        ? parts.stream().mapToDouble(OptionalDouble::getAsDouble).average()
        : OptionalDouble.empty();
  }
}
