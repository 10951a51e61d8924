package dev.assay.methods;

import dev.assay.data.RegressionTable;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Of some methods the one that predicts left-out parts of the examples best, fitted to all of them.
 *
 * <p>M. Stone. Cross-validatory choice and assessment of statistical predictions. Journal of the
 * Royal Statistical Society B 36, 1974.
 *
 * <p><b>Differs from the paper in</b>: parts of equal size are left out instead of one example.
 *
 * @param candidates at least one
 * @param folds parts, at least 2
 */
public record CrossValidatedChoice(List<? extends Surrogate.Method> candidates, int folds)
    implements Surrogate.Method {
  /** Chooses the candidates. */
  public CrossValidatedChoice {
    candidates = List.copyOf(candidates);
    if (candidates.isEmpty() || folds < 2) {
      throw new IllegalArgumentException(
          "A choice needs a candidate and at least 2 folds, not %d and %d."
              .formatted(candidates.size(), folds));
    }
  }

  @Override
  public Surrogate fit(RegressionTable examples, RandomGenerator random) {
    return choose(examples, random).fit(examples, random);
  }

  /** The candidate of the least mean squared error over the left-out parts; the first of equals. */
  public Surrogate.Method choose(RegressionTable examples, RandomGenerator random) {
    int[] order = shuffled(examples.size(), random);
    double least = Double.POSITIVE_INFINITY;
    Surrogate.Method best = candidates.getFirst();
    for (Surrogate.Method candidate : candidates) {
      double sum = 0;
      for (int fold = 0; fold < folds; fold++) {
        int left = fold;
        RegressionTable train = examples.select(part(order, i -> i % folds != left));
        RegressionTable test = examples.select(part(order, i -> i % folds == left));
        double[] predicted = candidate.fit(train, random).predict(test.features());
        double[] targets = test.targets();
        for (int i = 0; i < targets.length; i++) {
          sum += (predicted[i] - targets[i]) * (predicted[i] - targets[i]);
        }
      }
      if (sum < least) {
        least = sum;
        best = candidate;
      }
    }
    return best;
  }

  private static int[] part(int[] order, IntPredicate in) {
    return IntStream.range(0, order.length).filter(in).map(i -> order[i]).toArray();
  }

  private static int[] shuffled(int n, RandomGenerator random) {
    int[] order = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return order;
  }
}
