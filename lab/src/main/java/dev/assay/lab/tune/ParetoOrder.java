package dev.assay.lab.tune;

import dev.assay.lab.Tuning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The crowded-comparison order of NSGA-II (Deb et al., 2002, Section III): by the number of fronts
 * before a point, then by its crowding distance, the larger first.
 */
final class ParetoOrder {
  private ParetoOrder() {}

  /**
   * The positions of {@code scores}, best first; of points that are equal in both, the earlier one
   * first.
   */
  static List<Integer> of(double[][] scores) {
    List<Integer> left = new ArrayList<>(IntStream.range(0, scores.length).boxed().toList());
    List<Integer> order = new ArrayList<>();
    while (!left.isEmpty()) {
      List<Integer> front =
          left.stream()
              .filter(i -> left.stream().noneMatch(j -> Tuning.dominates(scores[j], scores[i])))
              .toList();
      double[] crowding = crowding(scores, front);
      IntStream.range(0, front.size())
          .boxed()
          .sorted(Comparator.comparingDouble(i -> -crowding[i]))
          .map(front::get)
          .forEach(order::add);
      left.removeAll(front);
    }
    return order;
  }

  /**
   * Each point's sum over objectives of the gap between its neighbours, as a share of the range.
   */
  static double[] crowding(double[][] scores, List<Integer> front) {
    double[] crowding = new double[front.size()];
    for (int k = 0; k < scores[front.getFirst()].length; k++) {
      int objective = k;
      List<Integer> sorted =
          IntStream.range(0, front.size())
              .boxed()
              .sorted(Comparator.comparingDouble(i -> scores[front.get(i)][objective]))
              .toList();
      double lowest = scores[front.get(sorted.getFirst())][k];
      double range = scores[front.get(sorted.getLast())][k] - lowest;
      crowding[sorted.getFirst()] = Double.POSITIVE_INFINITY;
      crowding[sorted.getLast()] = Double.POSITIVE_INFINITY;
      for (int s = 1; s < sorted.size() - 1 && range > 0 && Double.isFinite(range); s++) {
        crowding[sorted.get(s)] +=
            (scores[front.get(sorted.get(s + 1))][k] - scores[front.get(sorted.get(s - 1))][k])
                / range;
      }
    }
    return crowding;
  }
}
