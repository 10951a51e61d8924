package dev.assay.papers.invariantaugmentation;

import dev.assay.tensor.DType;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.nn.AdamW;
import dev.assay.tensor.nn.Parameter;
import dev.assay.tensor.nn.Role;
import dev.assay.tensor.nn.Setting;
import dev.assay.tensor.nn.UnaryLayer;
import java.util.Arrays;
import java.util.Collections;
import java.util.random.RandomGenerator;

/**
 * Trains linear hypotheses on an objective by Adam, one for each penalty and all at once.
 *
 * @param rate the learning rate
 * @param cooled whether it falls to 0 in the end
 * @param steps their number
 * @param batch examples a step, or 0 for all of them
 */
record LinearTraining(double rate, boolean cooled, int steps, int batch) {
  /** What the authors' program does: its configuration asks for more, and is not read. */
  static LinearTraining asRun(int examples) {
    return new LinearTraining(1e-3, false, 40 * Math.ceilDiv(examples, 128), 128);
  }

  /** On whitened examples, from their least squares: far enough for each objective here. */
  static LinearTraining trainedOut() {
    return new LinearTraining(0.1, true, 400, 0);
  }

  /** The same with so large a part of the steps, for tests. */
  LinearTraining part(double share) {
    return new LinearTraining(rate, cooled, Math.max(1, (int) (share * steps)), batch);
  }

  /** The loss of each member on a batch. */
  @FunctionalInterface
  interface Objective {
    /**
     * The loss (members).
     *
     * @param hypotheses what predicts (members x n) from x (n x d)
     * @param rows of the examples in the batch
     */
    Tensor loss(UnaryLayer hypotheses, int[] rows);
  }

  /**
   * The trained hypotheses (members x d), FLOAT64, in the scope in which this is called.
   *
   * @param start where all of them start (d)
   */
  Tensor train(
      int members, Tensor start, int examples, Objective objective, RandomGenerator random) {
    try (TensorScope scope = TensorScope.open()) {
      Hypotheses hypotheses = new Hypotheses(members, start);
      AdamW optimizer =
          new AdamW(hypotheses.trainable(), Setting.of(rate), Setting.of(0), 0.9, 0.999, 1e-8);
      int[] order = new int[examples];
      Arrays.setAll(order, i -> i);
      int used = examples;
      for (int step = 0; step < steps; step++) {
        int[] rows = order;
        if (batch > 0) {
          if (used >= examples) {
            shuffle(order, random);
            used = 0;
          }
          rows = Arrays.copyOfRange(order, used, Math.min(used + batch, examples));
          used += batch;
        }
        optimizer.setLearningRate(Setting.of(cooled ? rate * (steps - step) / steps : rate));
        try (TensorScope _ = TensorScope.open()) {
          optimizer.step(objective.loss(hypotheses, rows).sum());
        }
      }
      return scope.keep(hypotheses.weights.value().detach().to(DType.FLOAT64));
    }
  }

  private static void shuffle(int[] order, RandomGenerator random) {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
  }

  /** Linear hypotheses without intercept: (n x d) becomes (members x n). */
  private static final class Hypotheses extends UnaryLayer {
    private final Parameter weights;

    Hypotheses(int members, Tensor start) {
      weights =
          parameter("weights", Role.MATRIX, Tensor.stack(Collections.nCopies(members, start), 0));
    }

    @Override
    public Tensor forward(Tensor x) {
      return weights.value().matmul(x.transpose());
    }
  }
}
