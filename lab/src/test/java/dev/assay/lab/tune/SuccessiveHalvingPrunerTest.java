package dev.assay.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.lab.Pruner;
import dev.assay.lab.PrunerContract;
import dev.assay.lab.Reports;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuccessiveHalvingPrunerTest extends PrunerContract {
  @Override
  protected Pruner pruner() {
    return new SuccessiveHalvingPruner();
  }

  /** Of nine at a rung with eta 3, the third goes on and the fourth does not. */
  @Test
  void letsOneInEtaGoOnAtEachRung() {
    List<Reports> eight =
        IntStream.range(0, 8).mapToObj(trial -> reports(trial, 9, _ -> trial)).toList();
    Pruner pruner = new SuccessiveHalvingPruner(2, 3, 0);
    assertThat(pruner.prunes(reports(8, 1, _ -> 99), eight)).as("before a rung").isFalse();
    assertThat(pruner.prunes(reports(8, 2, _ -> 1.5), eight)).isFalse();
    assertThat(pruner.prunes(reports(8, 2, _ -> 2.5), eight)).isTrue();
    assertThat(pruner.prunes(reports(8, 3, _ -> 99), eight)).as("after a rung").isFalse();
    assertThat(pruner.prunes(reports(8, 6, _ -> 2.5), eight)).as("the next rung").isTrue();
    Pruner delayed = new SuccessiveHalvingPruner(2, 3, 1);
    assertThat(delayed.prunes(reports(8, 2, _ -> 99), eight)).isFalse();
    assertThat(delayed.prunes(reports(8, 6, _ -> 99), eight)).isTrue();
  }

  @Test
  void refusesBadHyperparameters() {
    assertThatThrownBy(() -> new SuccessiveHalvingPruner(0, 3, 0))
        .hasMessageEndingWith("but got 0, 3 and 0");
    assertThatThrownBy(() -> new SuccessiveHalvingPruner(1, 1, 0)).hasMessageContaining("eta");
  }
}
