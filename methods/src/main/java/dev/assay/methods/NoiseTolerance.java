package dev.assay.methods;

import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.TorchStream;
import dev.assay.tensor.nn.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * How strong Gaussian noise on a network's parameters may be until its training accuracy has fallen
 * by a tenth: the sigma of PAC-Bayes bounds and of flatness.
 *
 * <p>Jiang, Neyshabur, Mobahi, Krishnan, Bengio. Fantastic Generalization Measures and Where to
 * Find Them. ICLR 2020, arXiv 1912.02178, appendix; the search of Dziugaite et al., NeurIPS 2020.
 *
 * <pre>
 * noise = sigma N(0, 1), or (sigma |w_j| + 1e-3) N(0, 1) where it is relative
 * largest sigma in [0, 2] with mean accuracy over noisy networks = accuracy - 0.1
 * by bisection, ended where the fall is within 0.01 of 0.1, or after 15 steps
 * </pre>
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>All steps of a search see the same draws of noise, scaled: so the fall is that of one
 *       curve, and one search costs one set of draws.
 *   <li>sigma is a standard deviation; the code of Dziugaite et al. uses its square as one.
 * </ol>
 */
public final class NoiseTolerance {
  /** The largest sigma looked at. */
  public static final double LARGEST = 2;

  static final double FALL = 0.1;
  static final double TOLERANCE = 0.01;
  static final double EPSILON = 1e-3;
  private static final int STEPS = 15;

  private final boolean relative;
  private final int networks;

  /**
   * States the noise.
   *
   * @param relative whether it is in proportion to each parameter's size
   * @param networks noisy ones to average over, at least 1
   */
  public NoiseTolerance(boolean relative, int networks) {
    this.relative = relative;
    this.networks = Require.positive("networks", networks);
  }

  /**
   * Searches for a population's networks, and leaves their parameters as they were.
   *
   * @param parameters stacked, (members, ...), all that noise is put on
   * @param accuracies evaluates every member's training accuracy, in [0, 1], at the parameters'
   *     present values
   * @param noise one stream for each member
   * @return sigma of each member, in (0, 2]
   */
  public double[] find(
      List<Parameter> parameters, Supplier<double[]> accuracies, List<TorchStream> noise) {
    int members = noise.size();
    parameters.forEach(p -> PerMember.requireStacked(p.value(), members));
    double[] clean = accuracies.get();
    double[] low = new double[members];
    double[] high = new double[members];
    Arrays.fill(high, LARGEST);
    double[] sigma = new double[members];
    boolean[] found = new boolean[members];
    try (TensorScope _ = TensorScope.withoutGradient()) {
      List<Tensor> start = parameters.stream().map(p -> p.value().copy()).toList();
      List<List<Tensor>> draws = new ArrayList<>();
      for (int i = 0; i < networks; i++) {
        draws.add(start.stream().map(value -> PerMember.gaussian(noise, value)).toList());
      }
      for (int step = 0; step < STEPS && !all(found); step++) {
        for (int m = 0; m < members; m++) {
          sigma[m] = found[m] ? sigma[m] : (low[m] + high[m]) / 2;
        }
        double[] mean = new double[members];
        for (List<Tensor> draw : draws) {
          try (TensorScope _ = TensorScope.open()) {
            disturb(parameters, start, draw, sigma);
            double[] noisy = accuracies.get();
            Arrays.setAll(mean, m -> mean[m] + noisy[m] / networks);
          }
        }
        for (int m = 0; m < members; m++) {
          double fall = clean[m] - mean[m];
          found[m] |= Math.abs(fall - FALL) < TOLERANCE;
          if (!found[m] && fall > FALL) {
            high[m] = sigma[m];
          } else if (!found[m]) {
            low[m] = sigma[m];
          }
        }
      }
      for (int i = 0; i < start.size(); i++) {
        parameters.get(i).value().copyInPlace(start.get(i));
      }
    }
    return sigma;
  }

  private void disturb(
      List<Parameter> parameters, List<Tensor> start, List<Tensor> draw, double[] sigma) {
    for (int i = 0; i < start.size(); i++) {
      Tensor value = start.get(i);
      Tensor scale = PerMember.of(sigma, value);
      Tensor spread = relative ? value.abs().mul(scale).add(EPSILON) : scale;
      parameters.get(i).value().copyInPlace(value.add(draw.get(i).mul(spread)));
    }
  }

  private static boolean all(boolean[] values) {
    for (boolean value : values) {
      if (!value) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "NoiseTolerance(relative=" + relative + ", networks=" + networks + ")";
  }
}
