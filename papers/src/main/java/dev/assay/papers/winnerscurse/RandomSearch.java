package dev.assay.papers.winnerscurse;

import dev.assay.data.HpoTable;
import java.util.random.RandomGenerator;

/**
 * A random search of a table: {@code draws} configurations are drawn, each is scored by the mean of
 * {@code seeds} of its seeds, and the best is chosen. A draw whose configuration has no seed left
 * over is drawn anew.
 */
record RandomSearch(int draws, int seeds) {
  RandomSearch {
    if (draws < 1 || seeds < 1) {
      throw new IllegalArgumentException(
          "a search needs at least 1 draw and 1 seed, but got %d and %d".formatted(draws, seeds));
    }
  }

  /**
   * By how much the chosen configuration's score is better than its mean over the seeds it was not
   * chosen by: what the search promises and does not keep, in the table's unit.
   */
  double overstatement(HpoTable table, RandomGenerator random) {
    double sign = table.family().maximize() ? 1 : -1;
    double best = Double.NEGATIVE_INFINITY;
    double kept = 0;
    for (int i = 0; i < draws; i++) {
      double[] scores = draw(table, random);
      double seen = sign * mean(scores, 0, seeds);
      if (seen > best) {
        best = seen;
        kept = sign * mean(scores, seeds, scores.length);
      }
    }
    return best - kept;
  }

  /** The scores of a random configuration, in random order. */
  private double[] draw(HpoTable table, RandomGenerator random) {
    while (true) {
      double[] scores = table.scores(table.keys().get(random.nextInt(table.size())));
      if (scores.length > seeds) {
        for (int i = 0; i < seeds; i++) {
          int other = random.nextInt(i, scores.length);
          double swapped = scores[i];
          scores[i] = scores[other];
          scores[other] = swapped;
        }
        return scores;
      }
    }
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }
}
