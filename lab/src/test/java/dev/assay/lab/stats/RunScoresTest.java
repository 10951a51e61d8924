package dev.assay.lab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.lab.Interval;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Aggregate scores of runs on tasks. */
class RunScoresTest {
  private static final RunScores X =
      RunScores.of(
          new double[] {.31, .45, .52, .48, .39, .61, .44, .50},
          new double[] {.90, 1.10, 1.32, .95, 1.21, .85, 1.02, .99},
          new double[] {.02, .05, .00, .11, .07, .04, .30, .06});
  private static final RunScores Y =
      RunScores.of(
          new double[] {.35, .40, .47, .33, .52, .44, .38, .41},
          new double[] {.80, .95, 1.01, .72, .99, 1.05, .88, .91},
          new double[] {.03, .05, .01, .02, .08, .03, .05, .04});

  private static RandomGenerator random() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(1);
  }

  // rliable's metrics.py (commit 3ccd9f4) on NumPy 2.4.6 and SciPy 1.17.1.
  @Test
  void theAggregatesAreThoseOfRliable() {
    Offset<Double> exact = within(1e-14);
    assertThat(InterquartileMean.of(X)).isCloseTo(0.48833333333333334, exact);
    assertThat(InterquartileMean.of(Y)).isCloseTo(0.4125, exact);
    assertThat(OptimalityGap.of(X, 1)).isCloseTo(0.4983333333333334, exact);
    assertThat(OptimalityGap.of(X, 0.5)).isCloseTo(0.1575, exact);
    assertThat(ProbabilityOfImprovement.of(X, Y)).isCloseTo(0.6875, exact);
    assertThat(ScoreDistribution.of(X, -.1, .05, .5, 1.0, 1.32))
        .containsExactly(new double[] {1, 20 / 24.0, 10 / 24.0, 4 / 24.0, 0}, exact);
  }

  // The same resampling in NumPy 2.4.6 with 200,000 replications; here 20,000.
  @Test
  void theIntervalsAreThoseOfAStratifiedBootstrapInNumPy() {
    near(
        StratifiedBootstrap.interval(X, InterquartileMean::of, .95, 20_000, random()),
        new Interval(0.44, 0.5366667),
        0.004);
    near(
        StratifiedBootstrap.interval(X, x -> OptimalityGap.of(x, 1), .95, 20_000, random()),
        new Interval(0.4666667, 0.5279167),
        0.002);
    near(
        StratifiedBootstrap.interval(X, Y, ProbabilityOfImprovement::of, .95, 20_000, random()),
        new Interval(0.5260417, 0.8359375),
        0.006);
    List<Interval> profile =
        StratifiedBootstrap.intervals(
            X, x -> ScoreDistribution.of(x, 0.5, 2), .95, 20_000, random());
    near(profile.get(0), new Interval(8 / 24.0, 13 / 24.0), 1e-12);
    near(profile.get(1), new Interval(0, 0), 0);
  }

  @Test
  void theMeanOfSuccessesHasBinomialReplicates() {
    // scipy.stats.binom.ppf([.025, .975], 20, .4) / 20, SciPy 1.17.1.
    double[] successes = new double[20];
    java.util.Arrays.fill(successes, 0, 8, 1);
    near(
        StratifiedBootstrap.interval(
            RunScores.of(successes),
            scores -> scores.all().average().orElseThrow(),
            .95,
            20_000,
            random()),
        new Interval(0.2, 0.6),
        1e-12);
  }

  @Test
  void tasksAreNotResampled() {
    RunScores tasks = RunScores.of(new double[] {0, 0, 0}, new double[] {1, 1, 1});
    near(
        StratifiedBootstrap.interval(
            tasks, scores -> scores.all().average().orElseThrow(), .95, 100, random()),
        new Interval(0.5, 0.5),
        0);
  }

  @Test
  void equalSeedsGiveEqualIntervals() {
    assertThat(StratifiedBootstrap.interval(X, InterquartileMean::of, .9, 100, random()))
        .isEqualTo(StratifiedBootstrap.interval(X, InterquartileMean::of, .9, 100, random()));
  }

  @Test
  void refusesScoresThatDoNotCompare() {
    assertThatThrownBy(RunScores::of).hasMessage("scores need at least one task");
    assertThatThrownBy(() -> RunScores.of(new double[] {1, 2}, new double[] {1}))
        .hasMessage("each task needs the same number of runs, but task 1 has 2 and task 2 has 1");
    assertThatThrownBy(() -> RunScores.of(new double[] {1, Double.POSITIVE_INFINITY}))
        .hasMessage("task 1 must hold finite numbers, but task 1[1] is Infinity");
    assertThatThrownBy(() -> ProbabilityOfImprovement.of(X, RunScores.of(new double[] {1})))
        .hasMessage("two arms need the same tasks, but x has 3 and y has 1");
    assertThatThrownBy(() -> ScoreDistribution.of(X, Double.NaN))
        .hasMessageContaining("a threshold must be a number");
    assertThatThrownBy(() -> OptimalityGap.of(X, Double.NaN)).hasMessageContaining("but is NaN");
    assertThatThrownBy(
            () -> StratifiedBootstrap.interval(X, InterquartileMean::of, 1.5, 100, random()))
        .hasMessage("a level must lie in (0, 1), but is 1.5");
    assertThatThrownBy(
            () -> StratifiedBootstrap.interval(X, InterquartileMean::of, .95, 1, random()))
        .hasMessage("a bootstrap needs at least two replications, but got 1");
  }

  private static void near(Interval actual, Interval expected, double tolerance) {
    assertThat(actual.low()).isCloseTo(expected.low(), within(tolerance));
    assertThat(actual.high()).isCloseTo(expected.high(), within(tolerance));
  }
}
