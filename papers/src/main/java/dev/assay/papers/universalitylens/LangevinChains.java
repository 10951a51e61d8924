package dev.assay.papers.universalitylens;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.methods.BayesianLinearRegression;
import dev.assay.methods.SgldSampler;
import dev.assay.tensor.DType;
import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.TorchStream;
import dev.assay.tensor.nn.Initializer;
import dev.assay.tensor.nn.Linear;
import dev.assay.tensor.nn.Population;
import dev.assay.tensor.nn.Role;
import dev.assay.tensor.nn.Setting;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Langevin chains on a linear model, whose posterior is known.
 *
 * <p>Settings: {@code stability}, the step times the largest posterior precision, below 4; {@code
 * batch}, examples a step, or 0 for all; {@code length} of the chains in units of 1 / stability.
 */
final class LangevinChains {
  private static final int CHAINS = 64;
  private static final int EXAMPLES = 100;
  private static final int PARAMETERS = 5;
  private static final double NOISE = 0.5;

  /** Steps before the first sample, in units of 1 / stability. */
  private static final double BURN_IN = 50;

  private LangevinChains() {}

  static Outcome run(Configuration configuration, Seed seed) {
    try (TensorScope _ = TensorScope.open()) {
      RandomGenerator data = seed.random("data");
      Tensor x = Tensor.randn(data, EXAMPLES, PARAMETERS);
      Tensor truth = Tensor.randn(data, PARAMETERS, 1);
      Tensor y = x.matmul(truth).squeeze(1).add(Tensor.randn(data, EXAMPLES), NOISE);
      BayesianLinearRegression.Posterior posterior =
          new BayesianLinearRegression(1, NOISE * NOISE).posterior(x, y);
      LinearAlgebra.Eigen eigen = LinearAlgebra.eigh(posterior.precision());
      double[] precision = eigen.values().toDoubleArray();
      double step = configuration.real("stability") / precision[PARAMETERS - 1];
      Moments moments = new Moments(posterior.mean(), eigen.vectors());
      sample(configuration, seed, x, y, step, moments);
      double[] variance = moments.variance();
      double[] mean = moments.mean();
      int batch = configuration.integer("batch");
      double noiseOfBatches = batch == 0 ? 0 : (double) EXAMPLES / batch;
      double ratio = 0;
      double theory = 0;
      double meanError = 0;
      for (int j = 0; j < PARAMETERS; j++) {
        double quarter = step * precision[j] / 4;
        ratio += variance[j] * precision[j] / PARAMETERS;
        theory += (1 + quarter * noiseOfBatches) / (1 - quarter) / PARAMETERS;
        meanError += mean[j] * mean[j] * precision[j] / PARAMETERS;
      }
      return Outcome.of("variance over the posterior's", ratio)
          .with("variance over the posterior's in theory", theory)
          .with("log variance over theory", Math.log(ratio / theory))
          .with("error of the mean in deviations", Math.sqrt(meanError));
    }
  }

  private static void sample(
      Configuration configuration, Seed seed, Tensor x, Tensor y, double step, Moments moments) {
    Tensor inputs = x.to(DType.FLOAT32);
    Tensor outcomes = y.to(DType.FLOAT32);
    RandomStream start = RandomStream.of(seed.number("start"));
    RandomStream batches = RandomStream.of(seed.number("batches"));
    RandomStream noise = RandomStream.of(seed.number("Langevin noise"));
    Population<Linear> chains =
        Population.of(
            CHAINS,
            _ ->
                new Linear(PARAMETERS, 1, false, Role.HEAD, Initializer.inverseRootFanIn(), start));
    List<TorchStream> streams = Stream.generate(() -> TorchStream.of(noise)).limit(CHAINS).toList();
    SgldSampler sampler =
        new SgldSampler(
            chains.network().trainable(),
            Setting.of(step),
            Setting.of(1),
            Setting.of(1),
            EXAMPLES,
            streams);
    double unit = 1 / configuration.real("stability");
    int burnIn = (int) Math.ceil(BURN_IN * unit);
    int steps = burnIn + (int) Math.ceil(configuration.real("length") * unit);
    int batch = configuration.integer("batch");
    Tensor allInputs = inputs.unsqueeze(0).expand(CHAINS, EXAMPLES, PARAMETERS);
    Tensor allOutcomes = outcomes.unsqueeze(0).expand(CHAINS, EXAMPLES);
    for (int t = 0; t < steps; t++) {
      try (TensorScope _ = TensorScope.open()) {
        Tensor seenInputs = allInputs;
        Tensor seenOutcomes = allOutcomes;
        if (batch > 0) {
          long[] drawn = batches.longs((long) CHAINS * batch, 0, EXAMPLES).toArray();
          Tensor positions = Tensor.of(drawn, CHAINS, batch);
          seenInputs = inputs.embedding(positions);
          seenOutcomes = outcomes.at(positions);
        }
        Tensor error = chains.network().forward(seenInputs).squeeze(2).sub(seenOutcomes);
        sampler.step(error.square().mean(1).sum().div(2 * NOISE * NOISE));
        if (t >= burnIn) {
          moments.add(chains.network().weight().value().detach().squeeze(1));
        }
      }
    }
  }

  /** Moments of the samples about the posterior mean, along the posterior's axes. */
  private static final class Moments {
    private final Tensor centre;
    private final Tensor axes;
    private final Tensor sum = Tensor.zeros(PARAMETERS);
    private final Tensor squares = Tensor.zeros(PARAMETERS);
    private int count;

    Moments(Tensor centre, Tensor axes) {
      this.centre = centre;
      this.axes = axes;
    }

    /** Adds samples (chains x parameters). */
    void add(Tensor samples) {
      Tensor projected = samples.to(DType.FLOAT64).sub(centre).matmul(axes);
      sum.addInPlace(projected.sum(0));
      squares.addInPlace(projected.square().sum(0));
      count += samples.size(0);
    }

    double[] mean() {
      return sum.div(count).toDoubleArray();
    }

    double[] variance() {
      return squares.div(count).sub(sum.div(count).square()).toDoubleArray();
    }
  }
}
