package dev.assay.papers.generalizationdynamics;

import dev.assay.data.ReluTeacher;
import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.TwoLayerReluNetwork;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;

/**
 * A network of one hidden ReLU layer, all of it trained by full-batch gradient descent, on the
 * noisy answers of another such network. Test errors are exact, and without the noise.
 *
 * <p>Settings: {@code examples}, {@code inputs}, {@code teacher}, {@code noise}, {@code width},
 * {@code scale} of all first weights, {@code steps}.
 */
final class TrainedNetworks {
  static final String END = "test error at the end";
  static final String LEAST = "least test error over time";
  static final String GAP = "test error at the end less the least";
  static final String TRAIN = "train error at the end";

  /** The step size, but for a scale above 1, where the slopes grow with its square. */
  private static final double RATE = 0.5;

  private TrainedNetworks() {}

  static Outcome run(Configuration configuration, Seed seed) {
    try (TensorScope _ = TensorScope.withoutGradient()) {
      int inputs = configuration.integer("inputs");
      ReluTeacher teacher =
          new ReluTeacher(
              inputs,
              configuration.integer("teacher"),
              configuration.real("noise"),
              seed.random("teacher"));
      ReluTeacher.Sample sample =
          teacher.sample(
              configuration.integer("examples"), seed.random("inputs"), seed.random("noise"));
      double scale = configuration.real("scale");
      TwoLayerReluNetwork network =
          new TwoLayerReluNetwork(
              configuration.integer("width"), inputs, scale, seed.random("student"));
      double rate = RATE / Math.max(1, scale * scale);
      Tensor hidden = teacher.hidden();
      Tensor output = teacher.output();
      double least = network.distance(hidden, output);
      int steps = configuration.integer("steps");
      double train = Double.NaN;
      int next = 1;
      for (int step = 1; step <= steps; step++) {
        train = network.step(sample.inputs(), sample.targets(), rate);
        if (step == next) {
          least = Math.min(least, network.distance(hidden, output));
          next = Math.max(next + 1, (int) (1.1 * next));
        }
      }
      double end = network.distance(hidden, output);
      least = Math.min(least, end);
      return Outcome.of(END, end).with(LEAST, least).with(GAP, end - least).with(TRAIN, train);
    }
  }
}
