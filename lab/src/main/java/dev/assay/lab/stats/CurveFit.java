package dev.assay.lab.stats;

import dev.assay.lab.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A curve fitted to points by least squares of y, each point with the same weight. Where errors
 * grow with y, give logarithms of y instead.
 *
 * <p>The least squares are the global ones for every bend that changes the curve by less than
 * {@code e^50} over the points; see the class {@code SeparableLeastSquares}.
 */
public final class CurveFit {
  /** How near an exact curve is found, as a part of the deviation of y. */
  private static final double SEARCH = 1e-7;

  private final CurveModel model;
  private final double[] x;
  private final double[] y;
  private final double origin;
  private final double unit;
  private final SeparableLeastSquares.Solution solution;

  private CurveFit(CurveModel model, double[] x, double[] y) {
    this.model = model;
    this.x = x;
    this.y = y;
    double[] axis = Arrays.stream(x).map(this::axis).toArray();
    this.origin = Arrays.stream(axis).min().orElseThrow();
    this.unit = Arrays.stream(axis).max().orElseThrow() - origin;
    this.solution = solve(y);
  }

  /**
   * The fit of {@code model} to the points.
   *
   * @param x where the points are; above 0 for power laws
   * @param y their values
   * @throws IllegalArgumentException if the lengths differ, a number is not finite, there are no
   *     more points than parameters or fewer distinct x than parameters, an x is not above 0 where
   *     it must be, or the points do not determine the parameters
   */
  public static CurveFit of(CurveModel model, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "points need as many x as y, but there are %d and %d".formatted(x.length, y.length));
    }
    double[] points = Samples.copy("x", x, model.parameters() + 1);
    double[] values = Samples.copy("y", y, model.parameters() + 1);
    long distinct = Arrays.stream(points).distinct().count();
    if (distinct < model.parameters()) {
      throw new IllegalArgumentException(
          "%s needs points at %d or more different x, but there are %d"
              .formatted(model.formula(), model.parameters(), distinct));
    }
    if (model.logarithmic() && Arrays.stream(points).anyMatch(value -> value <= 0)) {
      throw new IllegalArgumentException(
          "%s needs x above 0, but one is %s"
              .formatted(model.formula(), Arrays.stream(points).min().orElseThrow()));
    }
    CurveFit fit = new CurveFit(model, points, values);
    if (model != CurveModel.LINE && !fit.solution.determined()) {
      throw new IllegalArgumentException(
          "the points do not determine the parameters of %s: the best fit is a %s"
              .formatted(
                  model.formula(), Math.abs(fit.solution.b()) < 1 ? "straight line" : "step"));
    }
    return fit;
  }

  private SeparableLeastSquares.Solution solve(double[] values) {
    double[] u = Arrays.stream(x).map(this::scaled).toArray();
    SeparableLeastSquares squares = new SeparableLeastSquares(u, values, model.offset());
    return model == CurveModel.LINE ? squares.linear(0) : squares.solve();
  }

  private double axis(double at) {
    if (!(model.logarithmic() ? at > 0 : Double.isFinite(at)) || Double.isInfinite(at)) {
      throw new IllegalArgumentException(
          "%s has no value at x = %s".formatted(model.formula(), at));
    }
    return model.logarithmic() ? Math.log(at) : at;
  }

  /** From 0 at the smallest x to 1 at the largest. */
  private double scaled(double at) {
    return (axis(at) - origin) / unit;
  }

  /** The curve's form. */
  public CurveModel model() {
    return model;
  }

  /** How many points it was fitted to. */
  public int points() {
    return x.length;
  }

  /** The parameters a, b and, with an offset, c. */
  public List<Double> parameters() {
    return parameters(solution);
  }

  private List<Double> parameters(SeparableLeastSquares.Solution of) {
    if (model == CurveModel.LINE) {
      double slope = of.slope() / unit;
      return List.of(of.start() - slope * origin, slope);
    }
    double b = of.b() / unit;
    double a = of.a() * Math.exp(-b * origin);
    return model.offset() ? List.of(a, b, of.c()) : List.of(a, b);
  }

  /**
   * The curve's value at {@code at}.
   *
   * @throws IllegalArgumentException if {@code at} is not finite, or not above 0 for a power law
   */
  public double at(double at) {
    return solution.at(scaled(at));
  }

  /** The sum of squared differences of the points from the curve. */
  public double residualSumOfSquares() {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double residual = y[i] - at(x[i]);
      sum += residual * residual;
    }
    return sum;
  }

  /** Whether the points lie on the curve, as nearly as the search for it can tell. */
  boolean throughAllPoints() {
    double largest = Arrays.stream(y).map(Math::abs).max().orElseThrow();
    double deviation = StandardDeviation.of(y).getAsDouble();
    return Math.sqrt(residualSumOfSquares() / x.length)
        <= Math.max(SEARCH * deviation, 4 * Math.ulp(largest));
  }

  /**
   * Percentile intervals by the bootstrap of residuals: the curve plus residuals drawn with
   * replacement, scaled by {@code sqrt(n / (n - p))} for the p fitted parameters, is fitted again
   * (Davison and Hinkley, "Bootstrap Methods and their Application", 1997, section 6.2). The
   * percentiles are expanded from those of a normal to those of a t with {@code n - p} degrees of
   * freedom, as else they are too near for few points (Hesterberg, "What teachers should know about
   * the bootstrap", The American Statistician 69(4), 2015). It takes the residuals to be
   * independent and alike at every x, and what is fitted to be the right model.
   *
   * @param replications at least 2; 1,000 are enough for a level of .95
   */
  public Bootstrap bootstrap(int replications, RandomGenerator random) {
    int n = x.length;
    double[] residuals = new double[n];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      residuals[i] = y[i] - at(x[i]);
      mean += residuals[i] / n;
    }
    double scale = Math.sqrt(n / (double) (n - model.parameters()));
    List<SeparableLeastSquares.Solution> replicates = new ArrayList<>();
    for (int r = 0; r < replications; r++) {
      double[] values = new double[n];
      for (int i = 0; i < n; i++) {
        values[i] = at(x[i]) + scale * (residuals[random.nextInt(n)] - mean);
      }
      replicates.add(solve(values));
    }
    return new Bootstrap(replicates);
  }

  /** The curve and its parameters as they might have been. */
  public final class Bootstrap {
    private final List<SeparableLeastSquares.Solution> replicates;

    private Bootstrap(List<SeparableLeastSquares.Solution> replicates) {
      this.replicates = replicates;
    }

    /** The interval of each parameter, at a level in (0, 1). */
    public List<Interval> parameters(double level) {
      return Percentiles.intervals(
          replicates.stream()
              .map(
                  replicate ->
                      CurveFit.this.parameters(replicate).stream()
                          .mapToDouble(Double::doubleValue)
                          .toArray())
              .toList(),
          expanded(level));
    }

    /** The interval of the curve's value at {@code at}, at a level in (0, 1). */
    public Interval at(double at, double level) {
      return Percentiles.intervals(
              replicates.stream()
                  .map(replicate -> new double[] {replicate.at(scaled(at))})
                  .toList(),
              expanded(level))
          .getFirst();
    }

    private double expanded(double level) {
      Samples.level(level);
      double t =
          TDistribution.of(x.length - model.parameters())
              .inverseSurvivalProbability((1 - level) / 2);
      return 1 - 2 * NormalDistribution.of(0, 1).survivalProbability(t);
    }
  }

  /** Such as {@code a x^b + c with a = 406.4, b = -0.34, c = 1.69}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(model.formula()).append(" with ");
    for (int i = 0; i < parameters().size(); i++) {
      text.append(i == 0 ? "" : ", ").append("abc".charAt(i)).append(" = ");
      text.append(parameters().get(i));
    }
    return text.toString();
  }
}
