package dev.assay.methods;

import dev.assay.tensor.Autograd;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import dev.assay.tensor.nn.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * How large a box around a network's parameters may be until gradient ascent within it has taken a
 * tenth of the training accuracy: the alpha of sharpness bounds.
 *
 * <p>Jiang, Neyshabur, Mobahi, Krishnan, Bengio. Fantastic Generalization Measures and Where to
 * Find Them. ICLR 2020, arXiv 1912.02178, appendix; the sharpness of Keskar et al., ICLR 2017,
 * arXiv 1609.04836.
 *
 * <pre>
 * box    = |u_j| &lt;= alpha, or alpha |w_j| + 1e-3 where it is relative
 * ascent = u + (2 / steps) box sign(gradient of the loss at w + u), clipped to the box, from u = 0
 * largest alpha in [1e-5, 2] with accuracy at the ascent's end = accuracy - 0.1
 * by bisection of its logarithm, ended where the fall is within 0.01 of 0.1, or after 12 halvings
 * </pre>
 *
 * <p><b>Differs from the paper in</b>
 *
 * <ol>
 *   <li>The ascent goes by the gradient's signs over all examples given, and from the network
 *       itself; the paper's goes by gradients of batches from several random points. So one search
 *       is deterministic.
 *   <li>The box's relative form has {@link NoiseTolerance}'s 1e-3 beside the parameters' sizes.
 * </ol>
 */
public final class AscentTolerance {
  /** The smallest alpha looked at. */
  public static final double SMALLEST = 1e-5;

  /** The largest alpha looked at. */
  public static final double LARGEST = 2;

  private static final int HALVINGS = 12;

  private final boolean relative;
  private final int steps;

  /**
   * States the ascent.
   *
   * @param relative whether the box is in proportion to each parameter's size
   * @param steps of one ascent, at least 1
   */
  public AscentTolerance(boolean relative, int steps) {
    this.relative = relative;
    this.steps = Require.positive("steps", steps);
  }

  /**
   * Searches for a population's networks, and leaves their parameters as they were. Call it where
   * gradients are recorded.
   *
   * @param parameters stacked, (members, ...), all that are moved
   * @param losses every member's training loss (members) at the parameters' present values
   * @param accuracies every member's training accuracy, in [0, 1], there
   * @return alpha of each member, in (0, 2]
   */
  public double[] find(
      List<Parameter> parameters, Supplier<Tensor> losses, Supplier<double[]> accuracies) {
    double[] clean = accuracies.get();
    int members = clean.length;
    parameters.forEach(p -> PerMember.requireStacked(p.value(), members));
    double[] low = new double[members];
    double[] high = new double[members];
    Arrays.fill(low, Math.log(SMALLEST));
    Arrays.fill(high, Math.log(LARGEST));
    double[] alpha = new double[members];
    boolean[] found = new boolean[members];
    try (TensorScope _ = TensorScope.open()) {
      List<Tensor> start = parameters.stream().map(p -> p.value().detach().copy()).toList();
      for (int halving = 0; halving < HALVINGS && !all(found); halving++) {
        for (int m = 0; m < members; m++) {
          alpha[m] = found[m] ? alpha[m] : Math.exp((low[m] + high[m]) / 2);
        }
        climb(parameters, start, alpha, losses);
        double[] moved = accuracies.get();
        for (int m = 0; m < members; m++) {
          double fall = clean[m] - moved[m];
          found[m] |= Math.abs(fall - NoiseTolerance.FALL) < NoiseTolerance.TOLERANCE;
          if (!found[m] && fall > NoiseTolerance.FALL) {
            high[m] = Math.log(alpha[m]);
          } else if (!found[m]) {
            low[m] = Math.log(alpha[m]);
          }
        }
      }
      for (int i = 0; i < start.size(); i++) {
        parameters.get(i).value().copyInPlace(start.get(i));
      }
    }
    return alpha;
  }

  private void climb(
      List<Parameter> parameters, List<Tensor> start, double[] alpha, Supplier<Tensor> losses) {
    try (TensorScope _ = TensorScope.open()) {
      List<Tensor> values = parameters.stream().map(Parameter::value).toList();
      List<Tensor> boxes = start.stream().map(value -> box(value, alpha)).toList();
      for (int i = 0; i < values.size(); i++) {
        values.get(i).copyInPlace(start.get(i));
      }
      for (int step = 0; step < steps; step++) {
        try (TensorScope _ = TensorScope.open()) {
          List<Tensor> gradients = Autograd.grad(losses.get().sum(), values);
          for (int i = 0; i < values.size(); i++) {
            Tensor box = boxes.get(i);
            Tensor at = start.get(i);
            Tensor to = values.get(i).detach().add(gradients.get(i).sign().mul(box), 2.0 / steps);
            values.get(i).copyInPlace(to.maximum(at.sub(box)).minimum(at.add(box)));
          }
        }
      }
    }
  }

  private Tensor box(Tensor value, double[] alpha) {
    Tensor scale = PerMember.of(alpha, value);
    return relative
        ? value.abs().mul(scale).add(NoiseTolerance.EPSILON)
        : scale.expand(value.shape());
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
    return "AscentTolerance(relative=" + relative + ", steps=" + steps + ")";
  }
}
