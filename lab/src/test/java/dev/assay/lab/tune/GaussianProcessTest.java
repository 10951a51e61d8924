package dev.assay.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Expected numbers: the equations written out with NumPy 2.4, the likelihood and the priors by
 * SciPy 1.17's {@code multivariate_normal} and {@code lognorm}, the gradient by their differences,
 * expected improvement by mpmath with 60 digits.
 */
class GaussianProcessTest {
  private static final Offset<Double> EXACT = within(1e-10);
  private static final boolean[] CATEGORICAL = {false, true};
  private static final double[][] POINTS = {{.1, .25}, {.4, .25}, {.8, .75}, {.55, .75}};
  private static final double[] VALUES = {.3, -.7, 1.1, .2};
  private static final double[] PARAMETERS = {-.5, .3, -3};

  @Test
  void predictsMeanAndDeviation() {
    GaussianProcess process = GaussianProcess.of(CATEGORICAL, POINTS, VALUES, PARAMETERS);
    GaussianProcess.Prediction prediction = process.predict(new double[][] {{.3, .25}, {.9, .25}});
    assertThat(prediction.means)
        .containsExactly(new double[] {-0.35658143214552407, 0.09442070411372327}, EXACT);
    assertThat(prediction.deviations)
        .containsExactly(new double[] {0.19008712678238093, 0.6453644036036688}, EXACT);
  }

  @Test
  void weighsParametersByLikelihoodAndPriors() {
    GaussianProcess.Likelihood likelihood =
        new GaussianProcess.Likelihood(CATEGORICAL, POINTS, VALUES);
    assertThat(likelihood.logPosterior(PARAMETERS)).isCloseTo(-4.263347700160837, EXACT);
    assertThat(likelihood.gradient(PARAMETERS))
        .containsExactly(
            new double[] {-3.3480996810553165, -0.9257762076941844, -1.4529523557627044},
            within(1e-7));
  }

  @Test
  void climbsToAMaximum() {
    double[] fitted =
        GaussianProcess.fit(CATEGORICAL, POINTS, VALUES, GaussianProcess.priorMode(2), 500);
    GaussianProcess.Likelihood likelihood =
        new GaussianProcess.Likelihood(CATEGORICAL, POINTS, VALUES);
    double highest = likelihood.logPosterior(fitted);
    for (int i = 0; i < fitted.length; i++) {
      for (double step : new double[] {-0.3, 0.3}) {
        double[] other = fitted.clone();
        other[i] += step;
        assertThat(likelihood.logPosterior(other)).as("parameter %d", i).isLessThan(highest);
      }
    }
  }

  @Test
  void takesTheLogarithmOfExpectedImprovementFarIntoItsTail() {
    double[][] logs = {
      {3, 1.098739665327708},
      {0, -0.9189385332046727},
      {-0.5, -1.62051626438732},
      {-1, -2.4851210257126413},
      {-5, -16.74430116266099},
      {-40, -808.29856835662},
      {-1e5, -5.00000002394479e9},
      {-1e7, -5.000000000003316e13}
    };
    for (double[] pair : logs) {
      double deviation = 0.25;
      assertThat(ExpectedImprovement.log(pair[0] * deviation + 1, 1, deviation))
          .as("z = %s", pair[0])
          .isCloseTo(pair[1] + Math.log(deviation), within(1e-12 * Math.max(1, -pair[1])));
    }
  }
}
