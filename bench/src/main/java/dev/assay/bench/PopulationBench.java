package dev.assay.bench;

import dev.assay.tensor.DType;
import dev.assay.tensor.Loss;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.TorchStream;
import dev.assay.tensor.nn.Activation;
import dev.assay.tensor.nn.AdamW;
import dev.assay.tensor.nn.Mlp;
import dev.assay.tensor.nn.Population;
import dev.assay.tensor.nn.Setting;
import dev.assay.tensor.nn.SmallCnn;
import dev.assay.tensor.nn.UnaryLayer;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Processor time of many small networks as one program, against one after another.
 *
 * <p>The data have the size of the 8 x 8 digits: batches of 32, each member its own. A trial is 20
 * epochs of 1,437 examples: 900 steps. Both ways are measured in turn in one process, and ratios
 * are medians over the rounds. Argument: the number of rounds.
 */
public final class PopulationBench {
  private static final int BATCH = 32;
  private static final int STEPS_OF_A_TRIAL = 900;

  private PopulationBench() {}

  /** Measures perceptrons and convolutional networks, 16 and 64 at once. */
  public static void main(String[] arguments) {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
    IntFunction<Mlp> tiny = i -> new Mlp(Activation.RELU, RandomStream.of(i), 64, 32, 10);
    IntFunction<Mlp> deep = i -> new Mlp(Activation.RELU, RandomStream.of(i), 64, 64, 64, 10);
    IntFunction<SmallCnn> cnn = i -> new SmallCnn(1, 8, 8, 32, 10, RandomStream.of(i));
    System.out.println(
        "network            members  alone us/step  together us/step  ratio  trials/min alone"
            + "  together");
    for (int members : new int[] {16, 64}) {
      measure("mlp 64-32-10", members, rounds, 400, tiny, 64);
      measure("mlp 64-64-64-10", members, rounds, 300, deep, 64);
      measure("cnn 8-16, 32", members, rounds, 60, cnn, 1, 8, 8);
    }
  }

  private static void measure(
      String name,
      int members,
      int rounds,
      int steps,
      IntFunction<? extends UnaryLayer> make,
      long... shape) {
    try (TensorScope _ = TensorScope.open()) {
      long[] batch = new long[shape.length + 2];
      batch[0] = members;
      batch[1] = BATCH;
      System.arraycopy(shape, 0, batch, 2, shape.length);
      Tensor x = Tensor.randn(RandomStream.of(1), batch).to(DType.FLOAT32);
      Tensor y = TorchStream.of(1).randint(0, 10, members, BATCH);
      UnaryLayer single = make.apply(0);
      UnaryLayer together = Population.<UnaryLayer>of(members, make::apply).network();
      AdamW one = optimizer(single, 1);
      AdamW all = optimizer(together, members);
      Tensor x1 = x.select(0, 0).copy();
      Tensor y1 = y.select(0, 0).copy();
      double[] alone = new double[rounds];
      double[] populated = new double[rounds];
      double[] ratios = new double[rounds];
      for (int round = -1; round < rounds; round++) {
        // One member's steps are timed as often as all members' together, since each step costs the
        // same whichever member takes it.
        double a = time(single, one, x1, y1, steps * 10) * members;
        double p = time(together, all, x, y, steps);
        if (round >= 0) {
          alone[round] = a;
          populated[round] = p;
          ratios[round] = a / p;
        }
      }
      System.out.printf(
          "%-18s %7d %14.0f %17.0f %6.2f %17.0f %9.0f%n",
          name,
          members,
          median(alone),
          median(populated),
          median(ratios),
          60e6 * members / (median(alone) * STEPS_OF_A_TRIAL),
          60e6 * members / (median(populated) * STEPS_OF_A_TRIAL));
    }
  }

  private static AdamW optimizer(UnaryLayer network, int members) {
    double[] rates = new double[members];
    Arrays.setAll(rates, i -> 1e-3 / (i + 1));
    return new AdamW(
        network.trainable(),
        members == 1 ? Setting.of(1e-3) : Setting.each(rates),
        Setting.of(0.01));
  }

  /** Microseconds of processor time a step. */
  private static double time(UnaryLayer network, AdamW optimizer, Tensor x, Tensor y, int steps) {
    long before = TensorBench.processNanos();
    for (int step = 0; step < steps; step++) {
      try (TensorScope _ = TensorScope.open()) {
        Tensor logits = network.forward(x);
        optimizer.step(
            logits.dimensions() == 2
                ? Loss.crossEntropy(logits, y)
                : Population.crossEntropy(logits, y).sum());
      }
    }
    return (TensorBench.processNanos() - before) / 1e3 / steps;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
