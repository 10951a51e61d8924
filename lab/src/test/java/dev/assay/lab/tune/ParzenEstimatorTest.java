package dev.assay.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.lab.Parameter;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Expected numbers: the mixture written out with SciPy 1.17's {@code truncnorm} and {@code norm}.
 */
class ParzenEstimatorTest {
  private static final Offset<Double> EXACT = within(1e-12);

  private static ParzenEstimator estimator(
      List<Parameter> parameters, List<double[]> points, double[] weights, double prior) {
    return new ParzenEstimator(
        parameters.stream().map(Dimension::new).toList(),
        points,
        weights,
        prior,
        0.03,
        2,
        new KernelTables());
  }

  private final ParzenEstimator mixed =
      estimator(
          List.of(Parameter.real("x", 0, 1), Parameter.categorical("c", "a", "b", "c")),
          List.of(
              new double[] {.2, 1 / 6.}, new double[] {.25, 5 / 6.}, new double[] {.9, Double.NaN}),
          new double[] {1, 2, 3},
          1.5);

  private final ParzenEstimator cells =
      estimator(
          List.of(Parameter.integer("n", 1, 4).log()),
          List.of(new double[] {unit(1)}, new double[] {unit(3)}),
          new double[] {1, 1},
          1);

  private static double unit(int value) {
    return Parameter.integer("n", 1, 4).log().unit(value);
  }

  @Test
  void weighsProductsOfKernels() {
    assertThat(mixed.logDensity(new double[] {.22, 1 / 6.})).isCloseTo(-0.8752221881675155, EXACT);
    assertThat(mixed.logDensity(new double[] {.22, .5})).isCloseTo(-1.439583125877679, EXACT);
    assertThat(mixed.logDensity(new double[] {.99, 5 / 6.})).isCloseTo(-1.2475026174563013, EXACT);
  }

  @Test
  void leavesInactiveParametersOut() {
    assertThat(mixed.logDensity(new double[] {.22, Double.NaN}))
        .isCloseTo(0.1640128115157601, EXACT);
  }

  private static final double[] CELLS = {
    0.508269680170076, 0.24395122323518298, 0.1487961648320413, 0.09898293176269965
  };

  @Test
  void integratesKernelsOverCells() {
    for (int value = 1; value <= 4; value++) {
      assertThat(Math.exp(cells.logDensity(new double[] {unit(value)})))
          .isCloseTo(CELLS[value - 1], EXACT);
    }
  }

  @Test
  void drawsByItsDensity() {
    Random random = new Random(1);
    int draws = 40_000;
    int[] counts = new int[4];
    for (int i = 0; i < draws; i++) {
      double unit = cells.sample(random)[0];
      counts[(Integer) Parameter.integer("n", 1, 4).log().at(unit) - 1]++;
    }
    for (int i = 0; i < 4; i++) {
      assertThat(counts[i] / (double) draws).isCloseTo(CELLS[i], within(0.01));
    }
    double[] box = new double[2];
    for (int i = 0; i < draws; i++) {
      double[] point = mixed.sample(random);
      if (point[1] < 1 / 3.) {
        box[point[0] < .5 ? 0 : 1]++;
      }
    }
    for (int side = 0; side < 2; side++) {
      double mass = 0;
      for (int i = 0; i < 1000; i++) {
        double x = side * .5 + (i + .5) / 2000;
        mass += Math.exp(mixed.logDensity(new double[] {x, 1 / 6.})) / 2000;
      }
      assertThat(box[side] / draws).isCloseTo(mass, within(0.01));
    }
  }
}
