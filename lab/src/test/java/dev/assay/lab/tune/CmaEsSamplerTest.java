package dev.assay.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.lab.Configuration;
import dev.assay.lab.Parameter;
import dev.assay.lab.Sampler;
import dev.assay.lab.SamplerContract;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.TuningSeed;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CmaEsSamplerTest extends SamplerContract {
  @Override
  protected Sampler sampler() {
    return new CmaEsSampler();
  }

  private static double best(
      SearchSpace space, long seed, int trials, ToDoubleFunction<Configuration> score) {
    Sampler.Search search = new CmaEsSampler().begin(space, 1, new TuningSeed(seed));
    double best = Double.POSITIVE_INFINITY;
    for (int trial = 0; trial < trials; trial++) {
      double value = score.applyAsDouble(search.ask().configuration());
      search.tell(trial, value);
      best = Math.min(best, value);
    }
    return best;
  }

  /**
   * An ellipsoid of axis ratio 1:1000 along the diagonals, which only an adapted covariance finds.
   */
  @Test
  void adaptsToAnIllConditionedRotatedEllipsoid() {
    SearchSpace space =
        SearchSpace.of(
            IntStream.range(0, 4)
                .<Parameter>mapToObj(i -> Parameter.real("x" + i, -1, 1))
                .toList());
    for (long seed = 0; seed < 3; seed++) {
      double best =
          best(
              space,
              seed,
              2500,
              point -> {
                double[] x =
                    IntStream.range(0, 4).mapToDouble(i -> point.real("x" + i) - 0.2).toArray();
                double a = x[0] + x[1] + x[2] + x[3];
                double b = x[0] - x[1] + x[2] - x[3];
                double c = x[0] + x[1] - x[2] - x[3];
                double d = x[0] - x[1] - x[2] + x[3];
                return 1e6 * a * a + 1e4 * b * b + 1e2 * c * c + d * d;
              });
      assertThat(best).isLessThan(1e-6);
    }
  }

  /** Without the margin the integers freeze where the step size first falls below their spacing. */
  @Test
  void findsTheIntegersOfAMixedSphere() {
    SearchSpace space =
        SearchSpace.of(
            Parameter.real("x", -5, 5),
            Parameter.real("y", -5, 5),
            Parameter.integer("m", -10, 10),
            Parameter.integer("n", -10, 10),
            Parameter.ordinal("flag", 0, 1));
    for (long seed = 0; seed < 5; seed++) {
      double best =
          best(
              space,
              seed,
              1500,
              point ->
                  1e4 * (Math.pow(point.real("x") - 1, 2) + Math.pow(point.real("y") + 2, 2))
                      + Math.pow(point.integer("m") - 7, 2)
                      + Math.pow(point.integer("n") + 10, 2)
                      + point.integer("flag"));
      assertThat(best).isLessThan(1e-3);
    }
  }

  @Test
  void refusesAStepOutsideItsRange() {
    assertThatThrownBy(() -> new CmaEsSampler(0))
        .hasMessage("CMA-ES needs a first step in (0, 1], but got 0.0");
  }
}
