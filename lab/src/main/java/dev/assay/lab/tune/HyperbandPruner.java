package dev.assay.lab.tune;

import dev.assay.lab.Pruner;
import dev.assay.lab.Reports;
import java.util.List;

/**
 * Hyperband (Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar, "Hyperband: a novel bandit-based
 * approach to hyperparameter optimization", arXiv 1603.06560) with asynchronous brackets: each is
 * {@link SuccessiveHalvingPruner} with one rung fewer than the bracket before it, among its own
 * trials.
 *
 * <p>Trials go to brackets by their numbers, in the proportions of Algorithm 1: of {@code S}
 * brackets the one that leaves out no rung takes {@code eta^(S-1)} trials, then the next {@code
 * ceil(S / (S - 1) eta^(S-2))}, and so on, over and over.
 *
 * @param first the step of the first rung, at least 1
 * @param last the step of a full trial, at least {@code first}
 * @param eta the share that goes on is one in eta, at least 2
 */
public record HyperbandPruner(int first, int last, int eta) implements Pruner {
  public HyperbandPruner {
    if (first < 1 || last < first || eta < 2) {
      throw new IllegalArgumentException(
          "Hyperband needs 1 <= first rung <= last step and an eta of at least 2, but got %d, %d and %d"
              .formatted(first, last, eta));
    }
  }

  /** The paper's eta of 3. */
  public HyperbandPruner(int first, int last) {
    this(first, last, 3);
  }

  @Override
  public boolean prunes(Reports trial, List<Reports> ended) {
    int bracket = bracket(trial.trial());
    return new SuccessiveHalvingPruner(first, eta, bracket)
        .prunes(trial, ended.stream().filter(other -> bracket(other.trial()) == bracket).toList());
  }

  /** How many brackets there are: as many as there are rungs up to the last step. */
  private int brackets() {
    int brackets = 1;
    for (long rung = (long) first * eta; rung <= last; rung *= eta) {
      brackets++;
    }
    return brackets;
  }

  /** How many rungs the bracket of trial {@code number} leaves out. */
  int bracket(int number) {
    int brackets = brackets();
    long cycle = 0;
    for (int delay = 0; delay < brackets; delay++) {
      cycle += size(brackets, delay);
    }
    long place = number % cycle;
    int delay = 0;
    while (place >= size(brackets, delay)) {
      place -= size(brackets, delay);
      delay++;
    }
    return delay;
  }

  private long size(int brackets, int delay) {
    int s = brackets - 1 - delay;
    return (long) Math.ceil((double) brackets / (s + 1) * Math.pow(eta, s));
  }

  @Override
  public String toString() {
    return "Hyperband (first rung %d, last step %d, eta %d)".formatted(first, last, eta);
  }
}
