package dev.assay.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a {@link Tuner} found: every trial, in order of their numbers.
 *
 * <p>A trial counts as a candidate where it ended with finite metrics, was not stopped by a pruner,
 * and had the largest budget of all such trials.
 */
public final class Tuning {
  private final List<Objective> objectives;
  private final List<Entry> entries;

  /** One trial: failed ones and those that a pruner stopped are here, too. */
  public record Entry(Proposal proposal, Outcome outcome, boolean stopped) {}

  Tuning(List<Objective> objectives, List<Entry> entries) {
    this.objectives = List.copyOf(objectives);
    this.entries = List.copyOf(entries);
  }

  /** All trials, in order of their numbers. */
  public List<Entry> entries() {
    return entries;
  }

  /**
   * The candidate with the best value of the first objective, the earlier of two equal ones.
   *
   * @throws IllegalStateException where every trial failed or was stopped
   */
  public Entry best() {
    return candidates().stream()
        .min(Comparator.comparingDouble(entry -> scores(entry)[0]))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "none of %d trials ended with a finite %s"
                        .formatted(entries.size(), objectives.getFirst().metric())));
  }

  /** The candidates that no other is better than in one objective and as good in all. */
  public List<Entry> front() {
    List<Entry> candidates = candidates();
    return candidates.stream()
        .filter(
            entry ->
                candidates.stream().noneMatch(other -> dominates(scores(other), scores(entry))))
        .toList();
  }

  /**
   * The trials that led to {@code entry} by going on from one another, the first one first: the
   * whole schedule of a population's member.
   */
  public List<Entry> lineage(Entry entry) {
    List<Entry> lineage = new ArrayList<>();
    Entry current = entry;
    lineage.addFirst(current);
    for (OptionalInt parent = current.proposal().parent();
        parent.isPresent();
        parent = current.proposal().parent()) {
      current = entries.get(parent.getAsInt());
      lineage.addFirst(current);
    }
    return lineage;
  }

  private List<Entry> candidates() {
    List<Entry> ended =
        entries.stream().filter(entry -> !entry.stopped() && finite(scores(entry))).toList();
    double budget = ended.stream().mapToDouble(entry -> entry.proposal().budget()).max().orElse(1);
    return ended.stream().filter(entry -> entry.proposal().budget() == budget).toList();
  }

  private double[] scores(Entry entry) {
    return objectives.stream().mapToDouble(objective -> objective.score(entry.outcome())).toArray();
  }

  private static boolean finite(double[] scores) {
    for (double score : scores) {
      if (!Double.isFinite(score)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the scores {@code a} are nowhere worse than {@code b} and better in one; smaller is
   * better.
   */
  public static boolean dominates(double[] a, double[] b) {
    boolean better = false;
    for (int i = 0; i < a.length; i++) {
      if (a[i] > b[i]) {
        return false;
      }
      better |= a[i] < b[i];
    }
    return better;
  }
}
