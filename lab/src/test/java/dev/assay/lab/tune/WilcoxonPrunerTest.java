package dev.assay.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.lab.Pruner;
import dev.assay.lab.PrunerContract;
import dev.assay.lab.Reports;
import java.util.List;
import org.junit.jupiter.api.Test;

class WilcoxonPrunerTest extends PrunerContract {
  private static final double[] BEST = {.51, .42, .63, .55, .48, .60, .39};
  private static final double[] WORSE_BY = {.05, -.01, .04, .03, -.02, .06, .07};

  @Override
  protected Pruner pruner() {
    return new WilcoxonPruner();
  }

  /**
   * One-sided exact p-values of the first n pairs by SciPy 1.17's {@code wilcoxon}: 0.5 for 2, then
   * 0.25, 0.125, 0.15625, 0.078125 and 0.0390625.
   */
  @Test
  void stopsWhereTheTestSaysSo() {
    List<Reports> ended =
        List.of(
            reports(0, 7, step -> 9),
            reports(1, 7, step -> BEST[step - 1]),
            reports(2, 3, step -> 0));
    int[] expected = {0, 7, 6, 4};
    double[] thresholds = {0.03, 0.05, 0.1, 0.14};
    for (int i = 0; i < expected.length; i++) {
      Pruner pruner = new WilcoxonPruner(thresholds[i], 2);
      int stops = 0;
      for (int n = 1; n <= 7 && stops == 0; n++) {
        stops =
            pruner.prunes(reports(3, n, step -> BEST[step - 1] + WORSE_BY[step - 1]), ended)
                ? n
                : 0;
      }
      assertThat(stops).as("threshold %s", thresholds[i]).isEqualTo(expected[i]);
    }
  }

  @Test
  void refusesBadHyperparameters() {
    assertThatThrownBy(() -> new WilcoxonPruner(1, 2))
        .hasMessage("Wilcoxon's pruner needs a threshold in (0, 1), but got 1.0");
    assertThatThrownBy(() -> new WilcoxonPruner(.1, 0)).hasMessageEndingWith("but got 0");
  }
}
