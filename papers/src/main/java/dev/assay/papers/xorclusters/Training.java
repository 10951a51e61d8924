package dev.assay.papers.xorclusters;

import dev.assay.data.XorClusterData;
import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.GrokkingTrace;
import dev.assay.methods.SpanGradientDescent;
import dev.assay.tensor.TensorScope;

/**
 * One training of one network on one draw of the clusters, and what the claims read from it.
 *
 * <p>Settings: {@code n} points in {@code p} dimensions, {@code signal} |mu|^2, {@code flip} eta;
 * {@code width} m, {@code init} omega, {@code step} (the step size times p), {@code steps}; {@code
 * test} fresh points.
 */
final class Training {
  private Training() {}

  static Outcome run(Configuration configuration, Seed seed) {
    try (TensorScope _ = TensorScope.open()) {
      XorClusterData data =
          XorClusterData.reduced(
              configuration.integer("n"),
              configuration.integer("p"),
              configuration.real("signal"),
              configuration.real("flip"),
              seed.number("data"));
      SpanGradientDescent descent =
          new SpanGradientDescent(
              configuration.real("step") / configuration.integer("p"),
              configuration.real("init"),
              configuration.integer("width"));
      return outcome(
          GrokkingTrace.record(
              descent,
              data,
              configuration.integer("steps"),
              configuration.integer("test"),
              seed.number("training")));
    }
  }

  private static Outcome outcome(GrokkingTrace trace) {
    int steps = trace.points().size() - 1;
    double[] t = new double[steps];
    double[] train = new double[steps];
    double[] test = new double[steps];
    double lowestTrain = 1;
    for (int i = 0; i < steps; i++) {
      GrokkingTrace.Point point = trace.at(i + 1);
      t[i] = i + 1;
      train[i] = point.trainAccuracy();
      test[i] = point.testAccuracy();
      lowestTrain = Math.min(lowestTrain, train[i]);
    }
    GrokkingTrace.Point first = trace.at(1);
    GrokkingTrace.Point last = trace.at(steps);
    return Outcome.of("train accuracy at 1", first.trainAccuracy())
        .with("test accuracy at 1", first.testAccuracy())
        .with("agreement with the linear rule at 1", first.linearAgreement())
        .with("test accuracy of the linear rule", first.linearAccuracy())
        .with("lowest train accuracy", lowestTrain)
        .with("train accuracy at the end", last.trainAccuracy())
        .with("clean agreement at the end", last.cleanAgreement())
        .with("test accuracy at the end", last.testAccuracy())
        .with("noisy test accuracy at the end", last.noisyTestAccuracy())
        .with("alignment at 1", first.positiveAlignment())
        .with("alignment at the end", last.positiveAlignment())
        .with("negative alignment at the end", last.negativeAlignment())
        .withCurve("train accuracy", t, train)
        .withCurve("test accuracy, clean labels", t, test);
  }
}
