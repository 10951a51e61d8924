package dev.assay.methods;

import dev.assay.tensor.Tensor;
import dev.assay.tensor.TorchStream;
import dev.assay.tensor.nn.Optimizer;
import dev.assay.tensor.nn.Parameter;
import dev.assay.tensor.nn.Setting;
import java.util.Arrays;
import java.util.List;

/**
 * Stochastic gradient Langevin dynamics: gradient descent with as much noise as makes its states
 * samples of the posterior.
 *
 * <p>Welling and Teh. Bayesian Learning via Stochastic Gradient Langevin Dynamics. ICML 2011;
 * proposed as the practical learner in Feder, Urbanke, Fogel, The Universality Lens, arXiv
 * 2506.07661.
 *
 * <pre>
 * t = t + (h/2) [ grad log w(t) + (n/B) sum over the batch of grad log P_t ] + sqrt(h T) N(0, I)
 * w = N(0, deviation^2 I)
 * </pre>
 *
 * <p>At temperature T = 1 and a vanishing step h it samples the posterior; below 1 a posterior that
 * is sharpened to the power 1/T. At a step h the variance along a direction of posterior precision
 * a is that of the posterior times 1 / (1 - h a / 4), and times more with the noise of batches.
 *
 * <p>It advances a {@link dev.assay.tensor.nn.Population} of chains. {@link #step(Tensor)} takes
 * the sum over chains of each chain's mean negative log-likelihood of its batch.
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>The step is constant, or what {@link #setLearningRate} makes of it; Welling and Teh let it
 *       vanish.
 *   <li>There is no preconditioning.
 * </ol>
 */
public final class SgldSampler extends Optimizer {
  private final int examples;
  private final double[] temperatures;
  private final double[] deviations;
  private final List<TorchStream> noise;

  /**
   * Begins chains at the parameters' values.
   *
   * @param parameters stacked, (chains, ...)
   * @param stepSize h of each chain, at least 0
   * @param temperature T of each chain, at least 0: without noise at 0
   * @param priorDeviation of each parameter in each chain, positive
   * @param examples n, how many examples the posterior is given
   * @param noise one stream for each chain
   */
  public SgldSampler(
      List<Parameter> parameters,
      Setting stepSize,
      Setting temperature,
      Setting priorDeviation,
      int examples,
      List<TorchStream> noise) {
    super(parameters, stepSize);
    this.examples = Require.positive("examples", examples);
    this.noise = List.copyOf(noise);
    int chains = Require.positive("the number of noise streams", noise.size());
    parameters.forEach(p -> PerMember.requireStacked(p.value(), chains));
    temperatures = new double[chains];
    deviations = new double[chains];
    for (int i = 0; i < chains; i++) {
      temperatures[i] = Require.notNegative("temperature", temperature.at(i));
      deviations[i] = Require.positive("priorDeviation", priorDeviation.at(i));
    }
  }

  @Override
  protected void begin() {
    // Nothing is shared by the parameters.
  }

  @Override
  protected void update(int index, Tensor value, Tensor gradient) {
    double[] pull = new double[deviations.length];
    double[] drift = new double[deviations.length];
    double[] spread = new double[deviations.length];
    for (int i = 0; i < deviations.length; i++) {
      double h = learningRate().at(i);
      pull[i] = 1 - h / (2 * deviations[i] * deviations[i]);
      drift[i] = h / 2 * examples;
      spread[i] = Math.sqrt(h * temperatures[i]);
    }
    value.mulInPlace(PerMember.of(pull, value));
    value.addcmulInPlace(gradient, PerMember.of(drift, value), -1);
    value.addcmulInPlace(PerMember.gaussian(noise, value), PerMember.of(spread, value), 1);
  }

  @Override
  public String toString() {
    return "SgldSampler(stepSize="
        + learningRate()
        + ", temperature="
        + Arrays.toString(temperatures)
        + ", priorDeviation="
        + Arrays.toString(deviations)
        + ", examples="
        + examples
        + ")";
  }
}
