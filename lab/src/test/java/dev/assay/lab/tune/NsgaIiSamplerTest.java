package dev.assay.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.lab.Configuration;
import dev.assay.lab.Parameter;
import dev.assay.lab.Sampler;
import dev.assay.lab.SamplerContract;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.TuningSeed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NsgaIiSamplerTest extends SamplerContract {
  @Override
  protected Sampler sampler() {
    return new NsgaIiSampler(10, 0.9);
  }

  @Override
  protected int objectives() {
    return 2;
  }

  /** Fronts and distances by hand. */
  @Test
  void ordersByFrontAndThenByCrowding() {
    double[][] scores = {{4, 4}, {0, 8}, {1, 6}, {2, 5}, {8, 0}, {5, 5}, {6, 4.5}};
    assertThat(ParetoOrder.crowding(scores, List.of(1, 2, 3, 0, 4)))
        .containsExactly(
            Double.POSITIVE_INFINITY,
            2 / 8. + 3 / 8.,
            3 / 8. + 2 / 8.,
            6 / 8. + 5 / 8.,
            Double.POSITIVE_INFINITY);
    assertThat(ParetoOrder.of(scores)).containsExactly(1, 4, 0, 2, 3, 5, 6);
  }

  /** ZDT1's front is g = 1 (Zitzler, Deb and Thiele, 2000); random points have g of 5.5. */
  @Test
  void approachesTheFrontOfZdt1AndKeepsItsSpread() {
    SearchSpace space =
        SearchSpace.of(
            IntStream.range(0, 6).<Parameter>mapToObj(i -> Parameter.real("x" + i, 0, 1)).toList());
    Sampler.Search search = new NsgaIiSampler(40, 0.9).begin(space, 2, new TuningSeed(1));
    double g = 0;
    boolean[] fifths = new boolean[5];
    for (int trial = 0; trial < 4000; trial++) {
      Configuration point = search.ask().configuration();
      double distance =
          1
              + 9
                  * IntStream.range(1, 6)
                      .mapToDouble(i -> point.real("x" + i))
                      .average()
                      .orElseThrow();
      double first = point.real("x0");
      search.tell(trial, first, distance * (1 - Math.sqrt(first / distance)));
      if (trial >= 3960) {
        g += distance / 40;
        fifths[(int) Math.min(4, first * 5)] = true;
      }
    }
    assertThat(g).isLessThan(1.2);
    assertThat(fifths).containsOnly(true);
  }

  @Test
  void refusesBadHyperparametersAndSaysWhy() {
    assertThatThrownBy(() -> new NsgaIiSampler(1, 0.9))
        .hasMessage("NSGA-II needs a population of at least 2, but got 1");
    assertThatThrownBy(() -> new NsgaIiSampler(2, 1.1))
        .hasMessage("NSGA-II needs a crossover probability in [0, 1], but got 1.1");
  }
}
