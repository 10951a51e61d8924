package dev.assay.lab.tune;

import dev.assay.lab.Pruner;
import dev.assay.lab.Reports;
import java.util.List;

/**
 * Asynchronous successive halving, ASHA (Li et al., "A system for massively parallel hyperparameter
 * tuning", arXiv 1810.05934), in the form that stops trials instead of pausing them: at each rung,
 * the steps {@code first eta^(i + delay)}, a trial goes on only where it is among the best {@code
 * 1/eta} of those that have come there before it and itself.
 *
 * <p>A trial reaches a rung with its first report at that step or later. Of fewer than eta trials
 * the best one goes on. A failed value is the worst.
 *
 * @param first the step of the first rung, at least 1
 * @param eta the share that goes on is one in eta, at least 2
 * @param delay how many rungs are left out, at least 0
 */
public record SuccessiveHalvingPruner(int first, int eta, int delay) implements Pruner {
  public SuccessiveHalvingPruner {
    if (first < 1 || eta < 2 || delay < 0) {
      throw new IllegalArgumentException(
          "successive halving needs a first rung of at least 1, an eta of at least 2 and a delay of at least 0, but got %d, %d and %d"
              .formatted(first, eta, delay));
    }
  }

  /** Rungs at 1, 3, 9, ... */
  public SuccessiveHalvingPruner() {
    this(1, 3, 0);
  }

  @Override
  public boolean prunes(Reports trial, List<Reports> ended) {
    int last = trial.size() - 1;
    long rung = reached(trial.step(last));
    if (rung < 0 || (last > 0 && trial.step(last - 1) >= rung)) {
      return false;
    }
    double own = MedianPruner.worstIfFailed(trial.value(last));
    int competitors = 1;
    int better = 0;
    for (Reports other : ended) {
      int index = other.indexFrom((int) rung);
      if (index < other.size()) {
        competitors++;
        better += MedianPruner.worstIfFailed(other.value(index)) < own ? 1 : 0;
      }
    }
    return better >= Math.max(1, competitors / eta);
  }

  /** The highest rung at or below {@code step}, or -1. */
  private long reached(int step) {
    long rung = first;
    for (int i = 0; i < delay && rung <= step; i++) {
      rung *= eta;
    }
    if (rung > step) {
      return -1;
    }
    while (rung * eta <= step) {
      rung *= eta;
    }
    return rung;
  }

  @Override
  public String toString() {
    return "successive halving (first rung %d, eta %d, delay %d)".formatted(first, eta, delay);
  }
}
