package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Reference values by NumPy, from the definitions. */
class MeasureRankingTest {
  private static final List<int[]> GRID =
      List.of(
          new int[] {0, 0},
          new int[] {0, 1},
          new int[] {0, 2},
          new int[] {1, 0},
          new int[] {1, 1},
          new int[] {1, 2});
  private static final double[] GAPS = {0.1, 0.12, 0.2, 0.15, 0.3, 0.25};
  private static final double[] MEASURE = {1, 3, 2, 5, 4, 4};

  private final MeasureRanking ranking = new MeasureRanking(GRID, GAPS);

  @Test
  void kendallsTauOverAllPairsAndOverThoseThatDifferInOneHyperparameter() {
    assertThat(ranking.tau(MEASURE)).isCloseTo(0.4, within(1e-12));
    assertThat(ranking.psi(MEASURE, 0)).isEqualTo(1);
    assertThat(ranking.psi(MEASURE, 1)).isCloseTo(-1.0 / 6, within(1e-12));
    assertThat(ranking.psi(MEASURE)).isCloseTo(5.0 / 12, within(1e-12));
    assertThat(ranking.tau(GAPS)).isEqualTo(1);
  }

  @Test
  void theWorstEnvironmentDecides() {
    // Over (level 0, level 1) of the second hyperparameter one pair is sure, and ranked wrongly.
    assertThat(ranking.worstSignError(MEASURE, 2000)).isEqualTo(1);
    assertThat(ranking.worstSignError(GAPS, 2000)).isZero();
    assertThat(ranking.worstSignError(MEASURE, 10)).isNaN();
  }

  @Test
  void informationOfSignsGivenHyperparameters() {
    assertThat(ranking.information(MEASURE)).isCloseTo(0.13687943143336895, within(1e-12));
    assertThat(ranking.information(GAPS)).isEqualTo(1);
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> new MeasureRanking(GRID, new double[] {1}))
        .hasMessageContaining("6 and 1 gaps");
    assertThatThrownBy(() -> ranking.tau(new double[] {1, 2}))
        .hasMessage("There are 6 networks, not 2.");
    assertThatThrownBy(() -> ranking.tau(new double[] {1, 2, 3, 4, 5, Double.NaN}))
        .hasMessage("A measure must be a number, not NaN.");
    assertThatThrownBy(() -> ranking.psi(MEASURE, 2))
        .hasMessage("There is no hyperparameter 2 of 2, counted from 0.");
  }
}
