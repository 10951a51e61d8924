package dev.assay.lab.stats;

import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * Exact null distributions of sums of ranks, given the ties (the shift algorithm: Streitberg and
 * Roehmel, "Exact distributions for permutation and rank tests", Statistical Software Newsletter
 * 12, 1986). Ranks are doubled, so that midranks are whole numbers.
 */
final class RankSums {
  private RankSums() {}

  /** Twice the rank of each value, ties at their middle. */
  static int[] doubledRanks(double[] values) {
    double[] ranks = new NaturalRanking(TiesStrategy.AVERAGE).apply(values);
    int[] doubled = new int[ranks.length];
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] = (int) Math.round(2 * ranks[i]);
    }
    return doubled;
  }

  /** The two-sided p-value of a sum over ranks that are each in it with probability 1/2. */
  static double signed(int[] doubledRanks, int sum) {
    double[] chance = new double[total(doubledRanks) + 1];
    chance[0] = 1;
    int reached = 0;
    for (int rank : doubledRanks) {
      reached += rank;
      for (int s = reached; s >= 0; s--) {
        chance[s] = (chance[s] + (s < rank ? 0 : chance[s - rank])) / 2;
      }
    }
    return twoSided(chance, sum);
  }

  /** The two-sided p-value of a sum over {@code count} ranks drawn without replacement. */
  static double drawn(int[] doubledRanks, int count, int sum) {
    double[][] ways = new double[count + 1][total(doubledRanks) + 1];
    ways[0][0] = 1;
    int reached = 0;
    for (int i = 0; i < doubledRanks.length; i++) {
      int rank = doubledRanks[i];
      reached += rank;
      for (int drawn = Math.min(i + 1, count); drawn >= 1; drawn--) {
        for (int s = reached; s >= rank; s--) {
          ways[drawn][s] += ways[drawn - 1][s - rank];
        }
      }
    }
    return twoSided(ways[count], sum);
  }

  private static int total(int[] doubledRanks) {
    int total = 0;
    for (int rank : doubledRanks) {
      total += rank;
    }
    return total;
  }

  private static double twoSided(double[] weights, int sum) {
    double all = 0;
    double below = 0;
    double above = 0;
    for (int s = 0; s < weights.length; s++) {
      all += weights[s];
      below += s <= sum ? weights[s] : 0;
      above += s >= sum ? weights[s] : 0;
    }
    return Math.min(1, 2 * Math.min(below, above) / all);
  }
}
