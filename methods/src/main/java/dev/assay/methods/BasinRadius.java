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
 * How far one can walk from a trained network before its training loss has risen by a given amount:
 * the width of the basin it lies in.
 *
 * <p>The weight of a hypothesis in Feder, Urbanke, Fogel, The Universality Lens, arXiv 2506.07661,
 * is the prior mass around it; where the prior is about constant, and along random directions, its
 * logarithm grows with the number of parameters times the logarithm of this radius.
 *
 * <pre>
 * r(u) = the radius with L(t + r u) = L(t) + rise,   u uniform on the sphere
 * result: the mean of log r(u) over directions
 * </pre>
 *
 * <p>The radius is found by bisection between {@link #SMALLEST} and {@link #LARGEST}; where the
 * loss crosses the level more than once, one of the crossings is found.
 *
 * <p><b>Differs from the paper in</b>: the paper's abstract links weight and flat minima without a
 * measure; this one is ours.
 */
public final class BasinRadius {
  /** The smallest radius looked at. */
  public static final double SMALLEST = 1e-4;

  /** The largest radius looked at. */
  public static final double LARGEST = 1e3;

  private static final int HALVINGS = 18;

  private final double rise;
  private final int directions;

  /**
   * States what is looked for.
   *
   * @param rise of the training loss, positive, in its unit
   * @param directions how many random ones, at least 1
   */
  public BasinRadius(double rise, int directions) {
    this.rise = Require.positive("rise", rise);
    this.directions = Require.positive("directions", directions);
  }

  /**
   * Measures a population's networks, and leaves their parameters as they were.
   *
   * @param parameters stacked, (members, ...)
   * @param losses evaluates every member's training loss at the parameters' present values
   * @param noise one stream for each member
   * @return the mean logarithm of the radius of each member
   */
  public double[] meanLogRadius(
      List<Parameter> parameters, Supplier<double[]> losses, List<TorchStream> noise) {
    int members = noise.size();
    parameters.forEach(p -> PerMember.requireStacked(p.value(), members));
    double[] levels = Arrays.stream(losses.get()).map(loss -> loss + rise).toArray();
    double[] mean = new double[members];
    try (TensorScope _ = TensorScope.withoutGradient()) {
      List<Tensor> start = parameters.stream().map(p -> p.value().copy()).toList();
      for (int direction = 0; direction < directions; direction++) {
        try (TensorScope _ = TensorScope.open()) {
          List<Tensor> unit = unitDirections(parameters, noise);
          double[] low = new double[members];
          double[] high = new double[members];
          Arrays.fill(low, Math.log(SMALLEST));
          Arrays.fill(high, Math.log(LARGEST));
          for (int i = 0; i < HALVINGS; i++) {
            double[] middle = new double[members];
            Arrays.setAll(middle, m -> (low[m] + high[m]) / 2);
            walk(parameters, start, unit, middle);
            double[] now = losses.get();
            for (int m = 0; m < members; m++) {
              // A loss that is not a number lies beyond the basin, too.
              if (now[m] < levels[m]) {
                low[m] = middle[m];
              } else {
                high[m] = middle[m];
              }
            }
          }
          for (int m = 0; m < members; m++) {
            mean[m] += (low[m] + high[m]) / 2 / directions;
          }
        }
      }
      for (int i = 0; i < start.size(); i++) {
        parameters.get(i).value().copyInPlace(start.get(i));
      }
    }
    return mean;
  }

  private static List<Tensor> unitDirections(List<Parameter> parameters, List<TorchStream> noise) {
    int members = noise.size();
    List<Tensor> drawn = new ArrayList<>();
    double[] squares = new double[members];
    for (Parameter parameter : parameters) {
      Tensor direction = PerMember.gaussian(noise, parameter.value());
      for (int m = 0; m < members; m++) {
        squares[m] += direction.select(0, m).squaredNorm().item();
      }
      drawn.add(direction);
    }
    double[] inverse = Arrays.stream(squares).map(square -> 1 / Math.sqrt(square)).toArray();
    return drawn.stream().map(u -> u.mul(PerMember.of(inverse, u))).toList();
  }

  private static void walk(
      List<Parameter> parameters, List<Tensor> start, List<Tensor> unit, double[] logRadius) {
    double[] radius = Arrays.stream(logRadius).map(Math::exp).toArray();
    for (int i = 0; i < start.size(); i++) {
      Tensor from = start.get(i);
      Tensor step = unit.get(i).mul(PerMember.of(radius, from));
      parameters.get(i).value().copyInPlace(from.add(step));
    }
  }

  @Override
  public String toString() {
    return "BasinRadius(rise=" + rise + ", directions=" + directions + ")";
  }
}
