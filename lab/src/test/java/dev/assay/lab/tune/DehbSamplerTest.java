package dev.assay.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.lab.Configuration;
import dev.assay.lab.Parameter;
import dev.assay.lab.Proposal;
import dev.assay.lab.Sampler;
import dev.assay.lab.SamplerContract;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.TuningSeed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class DehbSamplerTest extends SamplerContract {
  private static final SearchSpace SQUARE =
      SearchSpace.of(Parameter.real("x", 0, 1), Parameter.real("y", 0, 1));

  @Override
  protected Sampler sampler() {
    return new DehbSampler(1 / 9.0);
  }

  private static double score(Configuration point) {
    return Math.pow(point.real("x") - 0.7, 2) + Math.pow(point.real("y") - 0.2, 2);
  }

  private static List<Proposal> search(int trials) {
    Sampler.Search search = new DehbSampler(1 / 9.0).begin(SQUARE, 1, new TuningSeed(1));
    List<Proposal> proposals = new ArrayList<>();
    for (int trial = 0; trial < trials; trial++) {
      proposals.add(search.ask());
      search.tell(trial, score(proposals.getLast().configuration()));
    }
    return proposals;
  }

  /** Hyperband with R = 9 and eta = 3 (Li et al., arXiv 1603.06560, Table 1's scheme). */
  @Test
  void spendsHyperbandsBudgets() {
    List<Double> expected = new ArrayList<>();
    for (int cycle = 0; cycle < 2; cycle++) {
      expected.addAll(Collections.nCopies(9, 1 / 9.0));
      expected.addAll(Collections.nCopies(3, 1 / 3.0));
      expected.add(1.0);
      expected.addAll(Collections.nCopies(5, 1 / 3.0));
      expected.add(1.0);
      expected.addAll(Collections.nCopies(3, 1.0));
    }
    assertThat(search(44).stream().map(Proposal::budget)).isEqualTo(expected);
  }

  @Test
  void promotesTheBestThirdInTheFirstBracket() {
    List<Proposal> proposals = search(13);
    List<Configuration> best =
        proposals.subList(0, 9).stream()
            .map(Proposal::configuration)
            .sorted(Comparator.comparingDouble(DehbSamplerTest::score))
            .limit(3)
            .toList();
    assertThat(proposals.subList(9, 12).stream().map(Proposal::configuration)).isEqualTo(best);
    assertThat(proposals.get(12).configuration()).isEqualTo(best.getFirst());
  }

  @Test
  void evolvesTowardsTheMinimum() {
    List<Proposal> proposals = search(300);
    double late =
        proposals.subList(250, 300).stream()
            .mapToDouble(p -> score(p.configuration()))
            .average()
            .orElseThrow();
    // A random point's mean is 1/12 + 0.2^2 + 1/12 + 0.3^2.
    assertThat(late).isLessThan(0.1 * (1 / 6.0 + 0.13));
  }

  @Test
  void refusesBadHyperparametersAndSaysWhy() {
    assertThatThrownBy(() -> new DehbSampler(0))
        .hasMessage("DEHB needs a minimum budget in (0, 1], but got 0.0");
    assertThatThrownBy(() -> new DehbSampler(1, 1, .5, .5))
        .hasMessage("DEHB needs an eta of at least 2, but got 1");
    assertThatThrownBy(() -> new DehbSampler(1, 3, 0, .5)).hasMessageContaining("but got 0.0 and");
  }
}
