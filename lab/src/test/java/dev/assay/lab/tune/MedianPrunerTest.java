package dev.assay.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.lab.Pruner;
import dev.assay.lab.PrunerContract;
import dev.assay.lab.Reports;
import java.util.List;
import org.junit.jupiter.api.Test;

class MedianPrunerTest extends PrunerContract {
  @Override
  protected Pruner pruner() {
    return new MedianPruner();
  }

  /** Means up to step 2 are 3, 5 and 7: a best value of 5 goes on, one above it stops. */
  @Test
  void comparesTheBestValueWithTheMedianOfMeans() {
    List<Reports> ended =
        List.of(
            reports(0, 3, step -> step == 1 ? 4 : step == 2 ? 2 : 0),
            reports(1, 3, step -> step == 1 ? 6 : step == 2 ? 4 : 0),
            reports(2, 2, step -> step == 1 ? 9 : 5),
            reports(3, 1, _ -> -100));
    Pruner pruner = new MedianPruner(3, 2);
    assertThat(pruner.prunes(reports(4, 1, _ -> 99), ended)).as("warming up").isFalse();
    assertThat(pruner.prunes(reports(4, 2, step -> step == 1 ? 5 : 99), ended)).isFalse();
    assertThat(pruner.prunes(reports(4, 2, step -> step == 1 ? 5.1 : 99), ended)).isTrue();
    assertThat(pruner.prunes(reports(4, 3, _ -> 99), ended)).as("two came so far").isFalse();
  }

  @Test
  void refusesBadHyperparameters() {
    assertThatThrownBy(() -> new MedianPruner(0, 0)).hasMessageEndingWith("but got 0 and 0");
  }
}
