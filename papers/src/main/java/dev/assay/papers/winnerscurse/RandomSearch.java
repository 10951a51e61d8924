package dev.assay.papers.winnerscurse;

import dev.assay.data.HpoTable;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A random search of a table: {@code draws} configurations are drawn, each is scored by the mean of
 * {@code seeds} of its seeds, and the best is chosen. A draw whose configuration has no seed left
 * over is drawn anew.
 *
 * @param shared whether all configurations of a search are scored by the same seeds, of a table
 *     where each has equally many; otherwise each draws its own
 */
record RandomSearch(int draws, int seeds, boolean shared) {
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
    int[] order = {};
    for (int i = 0; i < draws; i++) {
      double[] scores = draw(table, random);
      if (!shared || i == 0) {
        order = order(scores.length, random);
      }
      scores = ordered(scores, order);
      double seen = sign * mean(scores, 0, seeds);
      if (seen > best) {
        best = seen;
        kept = sign * mean(scores, seeds, scores.length);
      }
    }
    return best - kept;
  }

  /** The scores of a random configuration. */
  private double[] draw(HpoTable table, RandomGenerator random) {
    while (true) {
      double[] scores = table.scores(table.keys().get(random.nextInt(table.size())));
      if (scores.length > seeds) {
        return scores;
      }
    }
  }

  /** The seeds 0 to {@code count - 1} in an order whose first ones are random. */
  private int[] order(int count, RandomGenerator random) {
    int[] order = IntStream.range(0, count).toArray();
    for (int i = 0; i < seeds; i++) {
      int other = random.nextInt(i, count);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return order;
  }

  private static double[] ordered(double[] scores, int[] order) {
    if (scores.length != order.length) {
      throw new IllegalArgumentException(
          "shared seeds need equally many scores a configuration, but there are %d and %d"
              .formatted(order.length, scores.length));
    }
    return IntStream.of(order).mapToDouble(seed -> scores[seed]).toArray();
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }
}
