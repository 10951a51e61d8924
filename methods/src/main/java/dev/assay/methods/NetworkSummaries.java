package dev.assay.methods;

import dev.assay.methods.NetworkSummary.LayerNorms;
import dev.assay.tensor.DType;
import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.TorchStream;
import dev.assay.tensor.nn.Parameter;
import dev.assay.tensor.nn.Population;
import dev.assay.tensor.nn.UnaryLayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes the {@link NetworkSummary} of each member of a population of trained perceptrons.
 *
 * <p>Weight matrices are the parameters of three dimensions, (members, out, in); noise is put on
 * all parameters, biases too, as Dziugaite et al. (NeurIPS 2020) do.
 */
public final class NetworkSummaries {
  private static final double PERCENTILE = 0.1;
  private static final int ASCENT_STEPS = 8;

  private final Population<? extends UnaryLayer> population;
  private final List<Tensor> start;

  /** Remembers where the networks start; make it before they are trained, in a scope that lasts. */
  public NetworkSummaries(Population<? extends UnaryLayer> population) {
    this.population = population;
    this.start = matrices().stream().map(w -> w.detach().copy()).toList();
  }

  private List<Tensor> matrices() {
    return population.network().parameters().values().stream()
        .map(Parameter::value)
        .filter(value -> value.dimensions() == 3)
        .toList();
  }

  /**
   * Looks at the networks as they are now, and leaves them so.
   *
   * @param inputs each member's training examples (members x m x in)
   * @param labels INT64 (members x m)
   * @param noisy examples to see the noise's effect on, the first of each member's; at most m
   * @param networks noisy networks to average over, at least 1
   * @param climbed examples to see gradient ascent's effect on, the first of each member's; at most
   *     m
   * @param noise one stream for each member
   */
  public List<NetworkSummary> summarize(
      Tensor inputs, Tensor labels, int noisy, int networks, int climbed, List<TorchStream> noise) {
    int examples = inputs.size(1);
    requireSome("noisy", noisy, examples);
    requireSome("climbed", climbed, examples);
    List<Parameter> parameters = List.copyOf(population.network().parameters().values());
    double[] ascent = ascent(false, parameters, inputs, labels, climbed);
    double[] relativeAscent = ascent(true, parameters, inputs, labels, climbed);
    try (TensorScope _ = TensorScope.withoutGradient()) {
      Tensor seenInputs = inputs.slice(1, 0, noisy).contiguous();
      Tensor seenLabels = labels.slice(1, 0, noisy).contiguous();
      double[] deviation = tolerance(false, networks, parameters, seenInputs, seenLabels, noise);
      double[] relative = tolerance(true, networks, parameters, seenInputs, seenLabels, noise);
      double[] margins = margins(population.network().forward(inputs), labels);
      double[] paths = pathNorms(parameters, inputs.size(2));
      List<List<LayerNorms>> layers = layers();
      long weights = matrices().stream().mapToLong(w -> w.count() / population.size()).sum();
      Magnitudes magnitudes = magnitudes(relative, weights);
      return IntStream.range(0, population.size())
          .mapToObj(
              i ->
                  new NetworkSummary(
                      layers.get(i),
                      weights,
                      examples,
                      margins[i],
                      paths[i],
                      deviation[i],
                      relative[i],
                      ascent[i],
                      relativeAscent[i],
                      magnitudes.fromStart()[i],
                      magnitudes.fromOrigin()[i]))
          .toList();
    }
  }

  private static void requireSome(String name, int some, int examples) {
    if (some < 1 || some > examples) {
      throw new IllegalArgumentException(
          name + " must be from 1 to the number of examples, " + examples + ", not " + some + ".");
    }
  }

  private double[] ascent(
      boolean relative, List<Parameter> parameters, Tensor inputs, Tensor labels, int examples) {
    try (TensorScope _ = TensorScope.open()) {
      Tensor x = inputs.slice(1, 0, examples).contiguous();
      Tensor y = labels.slice(1, 0, examples).contiguous();
      return new AscentTolerance(relative, ASCENT_STEPS)
          .find(
              parameters,
              () -> Population.crossEntropy(population.network().forward(x), y),
              () -> Population.accuracy(population.network().forward(x), y).toDoubleArray());
    }
  }

  private double[] tolerance(
      boolean relative,
      int networks,
      List<Parameter> parameters,
      Tensor inputs,
      Tensor labels,
      List<TorchStream> noise) {
    return new NoiseTolerance(relative, networks)
        .find(
            parameters,
            () -> Population.accuracy(population.network().forward(inputs), labels).toDoubleArray(),
            noise);
  }

  /**
   * The 10th percentile over examples of the label's logit less the largest other one.
   *
   * @param logits (members x examples x classes)
   * @param labels INT64 (members x examples)
   */
  static double[] margins(Tensor logits, Tensor labels) {
    Tensor positions = labels.unsqueeze(-1);
    Tensor right = logits.gather(-1, positions);
    Tensor others =
        logits.scatter(-1, positions, right.mul(0).add(Double.NEGATIVE_INFINITY)).amax(-1);
    return right.squeeze(-1).sub(others).to(DType.FLOAT64).quantile(PERCENTILE, 1).toDoubleArray();
  }

  private double[] pathNorms(List<Parameter> parameters, int inputs) {
    List<Tensor> values = parameters.stream().map(p -> p.value().copy()).toList();
    parameters.forEach(p -> p.value().squareInPlace());
    Tensor ones = Tensor.ones(DType.FLOAT32, population.size(), 1, inputs);
    double[] norms = population.network().forward(ones).to(DType.FLOAT64).sum(1, 2).toDoubleArray();
    for (int i = 0; i < values.size(); i++) {
      parameters.get(i).value().copyInPlace(values.get(i));
    }
    return norms;
  }

  private List<List<LayerNorms>> layers() {
    List<List<LayerNorms>> layers =
        IntStream.range(0, population.size())
            .mapToObj(_ -> (List<LayerNorms>) new ArrayList<LayerNorms>())
            .toList();
    List<Tensor> matrices = matrices();
    for (int i = 0; i < matrices.size(); i++) {
      Tensor w = matrices.get(i).to(DType.FLOAT64);
      Tensor moved = w.sub(start.get(i).to(DType.FLOAT64));
      double[] spectral = LinearAlgebra.spectralNorm(w).square().toDoubleArray();
      double[] frobenius = w.square().sum(1, 2).toDoubleArray();
      double[] spectralMoved = LinearAlgebra.spectralNorm(moved).square().toDoubleArray();
      double[] frobeniusMoved = moved.square().sum(1, 2).toDoubleArray();
      for (int m = 0; m < layers.size(); m++) {
        layers
            .get(m)
            .add(new LayerNorms(spectral[m], frobenius[m], spectralMoved[m], frobeniusMoved[m]));
      }
    }
    return layers;
  }

  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  private record Magnitudes(double[] fromStart, double[] fromOrigin) {}

  private Magnitudes magnitudes(double[] relative, long weights) {
    List<Tensor> matrices = matrices();
    int members = population.size();
    double[] norm = new double[members];
    double[] distance = new double[members];
    double[] logDenominators = new double[members];
    for (int i = 0; i < matrices.size(); i++) {
      Tensor w = matrices.get(i).to(DType.FLOAT64);
      Tensor squares = w.sub(start.get(i).to(DType.FLOAT64)).square();
      add(norm, w.square().sum(1, 2));
      add(distance, squares.sum(1, 2));
      double[] s2 = Arrays.stream(relative).map(s -> s * s).toArray();
      Tensor denominators =
          squares
              .mul(PerMember.of(s2, squares))
              .add(NoiseTolerance.EPSILON * NoiseTolerance.EPSILON);
      add(logDenominators, denominators.log().sum(1, 2));
    }
    return new Magnitudes(
        logarithms(distance, relative, weights, logDenominators),
        logarithms(norm, relative, weights, logDenominators));
  }

  private static double[] logarithms(
      double[] squaredNorm, double[] relative, long weights, double[] logDenominators) {
    double[] sums = new double[relative.length];
    Arrays.setAll(
        sums,
        i ->
            weights
                    * Math.log(
                        NoiseTolerance.EPSILON * NoiseTolerance.EPSILON
                            + (relative[i] * relative[i] + 1) * squaredNorm[i] / weights)
                - logDenominators[i]);
    return sums;
  }

  private static void add(double[] sums, Tensor terms) {
    double[] values = terms.toDoubleArray();
    Arrays.setAll(sums, i -> sums[i] + values[i]);
  }
}
