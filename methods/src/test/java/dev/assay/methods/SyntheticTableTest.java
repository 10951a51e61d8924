package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.data.Features;
import dev.assay.tensor.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The parts of a synthetic table; expected values are scipy's. */
class SyntheticTableTest {
  private static final GaussianKernelDensity DENSITY = new GaussianKernelDensity(1, 2, 2.5, 4, 7);

  @Test
  void aKernelDensityIsThatOfScipy() {
    assertThat(DENSITY.bandwidth()).isCloseTo(1.6920151615160268, within(1e-14));
    assertThat(DENSITY.density(3)).isCloseTo(0.1506736430633592, within(1e-14));
    assertThat(DENSITY.cumulative(3)).isCloseTo(0.5013272190042126, within(1e-14));
    assertThat(DENSITY.quantile(0.1)).isCloseTo(0.06084268746392104, within(1e-11));
    assertThat(DENSITY.quantile(0.5)).isCloseTo(2.9911966180053255, within(1e-11));
    assertThat(DENSITY.quantile(0.999)).isCloseTo(11.359153159457286, within(1e-11));
  }

  @Test
  void quantilesInvertTheDistributionFarIntoItsTails() {
    for (double p : new double[] {1e-9, 1e-4, 0.3, 0.77, 1 - 1e-4, 1 - 1e-9}) {
      assertThat(DENSITY.cumulative(DENSITY.quantile(p))).isCloseTo(p, within(1e-12));
    }
    // Two far points: nearly nothing between them.
    GaussianKernelDensity apart = new GaussianKernelDensity(0, 0, 0, 0, 1e6, 1e6, 1e6, 1e6 + 1);
    assertThat(apart.cumulative(apart.quantile(0.49))).isCloseTo(0.49, within(1e-12));
  }

  @Test
  void aCopulaHasTheCorrelationOfNormalScores() {
    Features table = Features.of(List.of("a", "b"), 1, 10, 2, 9, 2.5, 12, 4, 11, 7, 20);
    GaussianCopula copula = GaussianCopula.fit(table);
    assertThat(copula.correlation()[1]).isCloseTo(0.8774869174897476, within(1e-12));
    Features drawn = copula.sample(20_000, RandomStream.of(1));
    double[] a = drawn.column("a");
    double[] b = drawn.column("b");
    // Each column has its kernel density, and the scores of the draws have the correlation again.
    assertThat(share(a, DENSITY.quantile(0.25))).isCloseTo(0.25, within(0.01));
    assertThat(share(a, DENSITY.quantile(0.9))).isCloseTo(0.9, within(0.01));
    assertThat(GaussianCopula.fit(drawn.select(firstRows(500))).correlation()[1])
        .isCloseTo(0.877, within(0.04));
    assertThat(share(b, 9)).isBetween(0.1, 0.35);
  }

  private static double share(double[] values, double below) {
    return Arrays.stream(values).filter(value -> value < below).count() / (double) values.length;
  }

  private static int[] firstRows(int count) {
    int[] rows = new int[count];
    Arrays.setAll(rows, i -> i);
    return rows;
  }

  @Test
  void constraintsHoldInWhatIsSampledAndGoBackExactly() {
    Features table = Features.of(List.of("low", "high"), 1, 1, 2, 5, 4, 4.5);
    List<TableConstraint> constraints =
        List.of(TableConstraint.inequality("low", "high"), TableConstraint.atLeast("low", 1));
    Features learnt = TableConstraint.forward(table, constraints);
    assertThat(learnt.column("high"))
        .containsExactly(new double[] {0, Math.log(4), Math.log(1.5)}, within(1e-15));
    assertThat(learnt.column("low"))
        .containsExactly(new double[] {0, Math.log(2), Math.log(4)}, within(1e-15));
    assertThat(TableConstraint.backward(learnt, constraints).values())
        .containsExactly(table.values(), within(1e-12));
    Features sampled = Features.of(List.of("low", "high"), -0.5, -0.2, 1, 0.1);
    Features back = TableConstraint.backward(sampled, constraints);
    assertThat(back.column("low")).containsExactly(new double[] {1, Math.E}, within(1e-12));
    assertThat(back.column("high")[0]).isEqualTo(1);
    assertThat(back.column("high")[1]).isGreaterThan(Math.E);
    assertThatThrownBy(() -> TableConstraint.atLeast("low", 3).forward(table))
        .hasMessageContaining("does not hold in row 0: 1.0 is below 3.0.");
  }

  @Test
  void qualityIsThatOfScipy() {
    assertThat(
            SyntheticQuality.shape(
                new double[] {1, 2, 2, 3, 5, 8}, new double[] {0, 2, 3, 3, 4, 9, 9.5}))
        .isCloseTo(0.7142857142857143, within(1e-14));
    assertThat(SyntheticQuality.shape(new double[] {1, 2}, new double[] {2, 1})).isEqualTo(1);
    assertThat(SyntheticQuality.pearson(new double[] {1, 2, 4, 7, 3}, new double[] {2, 1, 5, 6, 2}))
        .isCloseTo(0.8815882896709473, within(1e-14));
    assertThat(SyntheticQuality.correlationSimilarity(0.855, 0.773))
        .isCloseTo(0.959, within(1e-12));
    assertThat(SyntheticQuality.correlationTest(0.855, 100, 0.773, 1000))
        .isCloseTo(0.020360955385139334, within(1e-12));
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> new GaussianKernelDensity(2, 2))
        .hasMessage(
            "A density needs at least two different finite numbers, but there are 2 of variance 0.0.");
    assertThatThrownBy(() -> DENSITY.quantile(1))
        .hasMessage("A probability must lie in (0, 1), not 1.0.");
    assertThatThrownBy(() -> SyntheticQuality.pearson(new double[] {1, 1}, new double[] {1, 2}))
        .hasMessage("A constant column has no correlation.");
    assertThatThrownBy(() -> SyntheticQuality.correlationSimilarity(1.1, 0))
        .hasMessage("A correlation must lie in [-1, 1], not 1.1.");
    assertThatThrownBy(() -> SyntheticQuality.correlationTest(0, 3, 0, 9))
        .hasMessageContaining("at least 4 rows");
    assertThatThrownBy(() -> SyntheticQuality.shape(new double[0], new double[1]))
        .hasMessage("A column needs at least one number.");
  }
}
