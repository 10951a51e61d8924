package dev.assay.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.lab.Pruner;
import dev.assay.lab.PrunerContract;
import dev.assay.lab.Reports;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HyperbandPrunerTest extends PrunerContract {
  @Override
  protected Pruner pruner() {
    return new HyperbandPruner(1, 9);
  }

  /** With R = 9 and eta = 3 Algorithm 1 begins 9, 5 and 3 trials. */
  @Test
  void sharesTrialsOutAsTheAlgorithmDoes() {
    HyperbandPruner pruner = new HyperbandPruner(1, 9, 3);
    int[] counts = new int[3];
    IntStream.range(0, 170).forEach(trial -> counts[pruner.bracket(trial)]++);
    assertThat(counts).containsExactly(90, 50, 30);
  }

  @Test
  void comparesWithinABracket() {
    HyperbandPruner pruner = new HyperbandPruner(1, 9, 3);
    List<Reports> best =
        IntStream.range(0, 9).mapToObj(trial -> reports(trial, 9, _ -> 0)).toList();
    assertThat(pruner.prunes(reports(17, 1, _ -> 1), best)).as("bracket 0").isTrue();
    assertThat(pruner.prunes(reports(9, 3, _ -> 1), best)).as("bracket 1").isFalse();
  }

  @Test
  void refusesBadHyperparameters() {
    assertThatThrownBy(() -> new HyperbandPruner(3, 2)).hasMessageEndingWith("but got 3, 2 and 3");
  }
}
