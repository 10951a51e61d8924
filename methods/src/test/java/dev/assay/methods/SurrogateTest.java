package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.data.Features;
import dev.assay.data.RegressionTable;
import dev.assay.tensor.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SurrogateTest {
  private static final RegressionTable STEP = line(new double[] {0, 1, 2, 3}, 0, 0, 1, 1);

  private static RegressionTable line(double[] x, double... y) {
    return new RegressionTable(Features.of(List.of("x"), x), y);
  }

  private static Features at(double... x) {
    return Features.of(List.of("x"), x);
  }

  /** Values of a function at random points of the unit square. */
  private static RegressionTable square(int count, DoubleBinaryOperator function, long seed) {
    RandomGenerator random = RandomStream.of(seed);
    double[] x = new double[2 * count];
    double[] y = new double[count];
    for (int i = 0; i < count; i++) {
      x[2 * i] = random.nextDouble();
      x[2 * i + 1] = random.nextDouble();
      y[i] = function.applyAsDouble(x[2 * i], x[2 * i + 1]);
    }
    return new RegressionTable(Features.of(List.of("u", "v"), x), y);
  }

  private static double error(Surrogate.Method method, DoubleBinaryOperator function, int count) {
    return method
        .fit(square(count, function, 1), RandomStream.of(3))
        .meanAbsoluteError(square(500, function, 2));
  }

  @Test
  void polynomialsFindTheirOwnKindExactly() {
    DoubleBinaryOperator quadric = (u, v) -> 3 - u + 2 * v + u * u - 4 * u * v + 0.5 * v * v;
    assertThat(error(new PolynomialSurrogate(2), quadric, 6)).isLessThan(1e-9);
    assertThat(error(new PolynomialSurrogate(1), (u, v) -> 1 + u - v, 3)).isLessThan(1e-12);
    assertThat(new PolynomialSurrogate(0).fit(STEP, RandomStream.of(0)).predict(at(9)))
        .containsExactly(new double[] {0.5}, within(1e-15));
    assertThatThrownBy(() -> error(new PolynomialSurrogate(2), quadric, 5))
        .hasMessage("5 examples do not determine a polynomial of degree 2 in 2 columns.");
    assertThatThrownBy(
            () ->
                new PolynomialSurrogate(2)
                    .fit(line(new double[] {0, 1, 0, 1, 0}, 1, 2, 1, 2, 1), RandomStream.of(0)))
        .hasMessageContaining("do not determine");
    assertThatThrownBy(() -> new PolynomialSurrogate(3))
        .hasMessage("degree must be 0, 1 or 2, not 3.");
  }

  @Test
  void aRoundOfBoostingIsTheOneComputedByHand() {
    // The mean is .5; the split at 1.5 leaves residuals of sum -1 and 1 on two examples each:
    // leaves of -1 / (2 + lambda) and 1 / (2 + lambda), of which half is added.
    Surrogate once = new GradientBoostedTrees(0.5, 1, 0, 0, 1, 1).fit(STEP, STEP);
    assertThat(once.predict(at(-1, 1.4, 1.6, 9)))
        .containsExactly(new double[] {0.25, 0.25, 0.75, 0.75}, within(1e-15));
    Surrogate shrunk = new GradientBoostedTrees(0.5, 1, 2, 0, 1, 1).fit(STEP, STEP);
    assertThat(shrunk.predict(at(0))).containsExactly(new double[] {0.375}, within(1e-15));
    // The split's gain is (1/2 + 1/2) / 2 = 0.5: it must exceed gamma.
    assertThat(new GradientBoostedTrees(0.5, 1, 0, 0.51, 1, 1).fit(STEP, STEP).predict(at(0)))
        .containsExactly(0.5);
    assertThat(new GradientBoostedTrees(0.5, 1, 0, 0.49, 1, 1).fit(STEP, STEP).predict(at(0)))
        .containsExactly(new double[] {0.25}, within(1e-15));
  }

  @Test
  void boostingStopsWhereOthersAreNotPredictedBetter() {
    // What is held out says the opposite: no tree is kept.
    RegressionTable opposite = line(new double[] {0, 1, 2, 3}, 1, 1, 0, 0);
    assertThat(new GradientBoostedTrees(0.5, 1, 0, 0, 50, 3).fit(STEP, opposite).predict(at(0)))
        .containsExactly(0.5);
    assertThat(
            error(
                new GradientBoostedTrees(0.1, 4, 1, 0, 400, 20),
                (u, v) -> Math.sin(6 * u) + v,
                800))
        .isLessThan(0.06);
  }

  @Test
  void aForestIsTheMeanOfTreesThatFitTheirSamples() {
    DoubleBinaryOperator ridge = (u, v) -> u > 0.5 ? 1 : 0;
    assertThat(error(new RandomForest(50, 2), ridge, 400)).isLessThan(0.01);
    assertThat(error(new RandomForest(50, 1), ridge, 400)).isLessThan(0.1);
    Surrogate one = new RandomForest(30, 2).fit(STEP, RandomStream.of(1));
    assertThat(one.predict(at(0, 1.5, 3)))
        .isEqualTo(new RandomForest(30, 2).fit(STEP, RandomStream.of(1)).predict(at(0, 1.5, 3)));
    assertThat(one.predict(at(0))[0]).isLessThan(0.2);
    assertThat(one.predict(at(3))[0]).isGreaterThan(0.8);
  }

  @Test
  void aSplineIsTheOneOfScipy() {
    // B-splines and their energy by scipy.interpolate and quadrature.
    double[] x = {0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1};
    RegressionTable wave =
        line(
            x,
            0.1,
            0.2861581675313542,
            0.7100049785696567,
            0.9369311258825977,
            0.9135878336964092,
            1.0538656095275518,
            0.7021044056020391,
            0.5158642949312351,
            0.18192821424120642);
    Surrogate spline =
        new TensorProductSpline(TensorProductSpline.Basis.B_SPLINE, 3, 1e-3)
            .fit(wave, RandomStream.of(0));
    assertThat(spline.predict(at(0, 0.21, 0.5, 0.77, 1)))
        .containsExactly(
            new double[] {
              0.17464760869686252,
              0.5855286522259034,
              0.8833460791622564,
              0.7079033227365418,
              0.31588419269470663
            },
            within(1e-6));
    assertThat(spline.predict(at(-5))).isEqualTo(spline.predict(at(0)));
    // On one element both bases are all cubics.
    assertThat(
            new TensorProductSpline(TensorProductSpline.Basis.HERMITE, 1, 1e-3)
                .fit(wave, RandomStream.of(0))
                .predict(at(0.3, 0.9)))
        .containsExactly(
            new TensorProductSpline(TensorProductSpline.Basis.B_SPLINE, 1, 1e-3)
                .fit(wave, RandomStream.of(0))
                .predict(at(0.3, 0.9)),
            within(1e-7));
  }

  @Test
  void splinesOfManyColumnsKeepPlanesAndFollowCurves() {
    for (TensorProductSpline.Basis basis : TensorProductSpline.Basis.values()) {
      // A plane has no energy, whatever its weight.
      assertThat(error(new TensorProductSpline(basis, 2, 10), (u, v) -> 1 + 2 * u - v, 60))
          .isLessThan(0.02);
      assertThat(
              error(
                  new TensorProductSpline(basis, 4, 1e-7),
                  (u, v) -> Math.sin(5 * u) * Math.cos(4 * v),
                  600))
          .isLessThan(2e-3);
    }
    assertThatThrownBy(
            () ->
                error(
                    new TensorProductSpline(TensorProductSpline.Basis.HERMITE, 40, 1),
                    Math::max,
                    9))
        .hasMessage(
            "40 elements in each of 2 columns make 6724 coefficients: at most 3000 are fitted.");
    // A column that is constant in the examples has no say.
    Surrogate blind =
        new TensorProductSpline(TensorProductSpline.Basis.B_SPLINE, 2, 1e-6)
            .fit(
                new RegressionTable(Features.of(List.of("u", "v"), 0, 5, 0.5, 5, 1, 5), 1, 2, 3),
                RandomStream.of(0));
    assertThat(blind.predict(Features.of(List.of("u", "v"), 0.25, 5, 0.25, 99)))
        .containsExactly(new double[] {1.5, 1.5}, within(1e-3));
  }

  @Test
  void aMixtureOfGaussiansFindsItsClusters() {
    RandomGenerator random = RandomStream.of(4);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      boolean first = i % 3 == 0;
      double x = (first ? -3 : 3) + (first ? 0.5 : 1) * random.nextGaussian();
      values.add(x);
      values.add(0.8 * x + 0.3 * random.nextGaussian());
    }
    Features points =
        Features.of(List.of("x", "y"), values.stream().mapToDouble(Double::doubleValue).toArray());
    GaussianMixtureModel mixture = GaussianMixtureModel.fit(points, 2, 5, RandomStream.of(5));
    int low = mixture.mean(0)[0] < 0 ? 0 : 1;
    assertThat(mixture.weight(low)).isCloseTo(1 / 3.0, within(0.01));
    assertThat(mixture.mean(low)).containsExactly(new double[] {-3, -2.4}, within(0.1));
    assertThat(mixture.mean(1 - low)).containsExactly(new double[] {3, 2.4}, within(0.15));
    // By Bayes' rule at x = -1: 1/3 N(-1; -3, .25) against 2/3 N(-1; 3, 1): odds of about 1.
    double[] posterior = mixture.marginal(1).posterior(Features.of(List.of("x"), -1.0))[0];
    double odds = 0.5 * 2 * Math.exp(-8) / Math.exp(-8);
    assertThat(posterior[low]).isCloseTo(odds / (1 + odds), within(0.2));
    assertThat(mixture.marginal(1).posterior(Features.of(List.of("x"), -3.0))[0][low])
        .isGreaterThan(0.999);
    assertThatThrownBy(() -> mixture.posterior(Features.of(List.of("x"), 1.0)))
        .hasMessage("Points need 2 columns, not 1.");
  }

  @Test
  void aMixtureOfExpertsFollowsEachOfItsRegions() {
    // Two parabolas far from each other: no one quadric is both.
    double[] x = new double[120];
    double[] y = new double[120];
    for (int i = 0; i < 120; i++) {
      double t = (i % 60) / 60.0;
      x[i] = i < 60 ? t : t + 10;
      y[i] = i < 60 ? t * t : 5 - 2 * t * t;
    }
    Surrogate.Method quadric = new PolynomialSurrogate(2);
    RegressionTable both = line(x, y);
    Surrogate mixture =
        new MixtureOfExperts(2, List.of(new PolynomialSurrogate(0), quadric))
            .fit(both, RandomStream.of(1));
    assertThat(mixture.meanAbsoluteError(both)).isLessThan(1e-9);
    assertThat(quadric.fit(both, RandomStream.of(1)).meanAbsoluteError(both)).isGreaterThan(0.1);
    assertThatThrownBy(
            () -> new MixtureOfExperts(2, List.of(quadric)).fit(STEP, RandomStream.of(1)))
        .hasMessageStartingWith("No expert can be fitted to a cluster of ");
  }

  @Test
  void crossValidationChoosesWhatPredictsLeftOutExamples() {
    RegressionTable curved = square(60, (u, v) -> u * u - v, 1).withNoise(0.05, RandomStream.of(9));
    List<PolynomialSurrogate> degrees =
        List.of(new PolynomialSurrogate(0), new PolynomialSurrogate(1), new PolynomialSurrogate(2));
    assertThat(new CrossValidatedChoice(degrees, 5).choose(curved, RandomStream.of(1)))
        .isEqualTo(new PolynomialSurrogate(2));
    assertThat(
            new CrossValidatedChoice(degrees, 5)
                .choose(
                    square(60, (u, v) -> 0, 1).withNoise(1, RandomStream.of(9)),
                    RandomStream.of(1)))
        .isEqualTo(new PolynomialSurrogate(0));
    assertThatThrownBy(() -> new CrossValidatedChoice(degrees, 1))
        .hasMessageContaining("not 3 and 1");
  }

  @Test
  void refusesBadHyperparameters() {
    assertThatThrownBy(() -> new GradientBoostedTrees(1.5, 1, 0, 0, 1, 1))
        .hasMessage("rate must lie in (0, 1], not 1.5.");
    assertThatThrownBy(() -> new GradientBoostedTrees(0.5, 1, -1, 0, 1, 1))
        .hasMessage("lambda and gamma must be finite and at least 0, not -1.0 and 0.0.");
    assertThatThrownBy(() -> new RandomForest(0, 1)).hasMessage("trees must be positive, not 0.");
    assertThatThrownBy(() -> GaussianMixtureModel.fit(at(1), 2, 1, RandomStream.of(0)))
        .hasMessage("2 clusters need as many points, not 1.");
    assertThatThrownBy(() -> new MixtureOfExperts(1, List.of()))
        .hasMessage("A mixture needs at least one expert.");
  }
}
