package dev.assay.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.lab.Parameter;
import dev.assay.lab.Proposal;
import dev.assay.lab.Sampler;
import dev.assay.lab.SamplerContract;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.TuningSeed;
import org.junit.jupiter.api.Test;

class TpeSamplerTest extends SamplerContract {
  @Override
  protected Sampler sampler() {
    return new TpeSampler();
  }

  @Test
  void drawsWhereGoodTrialsAreDenseAndBadOnesAreNot() {
    SearchSpace space =
        SearchSpace.of(Parameter.real("x", 0, 1), Parameter.categorical("c", "good", "bad"));
    Sampler.Search search = new TpeSampler().begin(space, 1, new TuningSeed(1));
    for (int trial = 0; trial < 60; trial++) {
      Proposal proposal = search.ask();
      double x = proposal.configuration().real("x");
      boolean good = proposal.configuration().text("c").equals("good");
      search.tell(trial, Math.abs(x - 0.3) + (good ? 0 : 1));
    }
    int near = 0;
    for (int trial = 0; trial < 20; trial++) {
      Proposal proposal = search.ask();
      double x = proposal.configuration().real("x");
      near += Math.abs(x - 0.3) < 0.15 && proposal.configuration().text("c").equals("good") ? 1 : 0;
    }
    // Pending trials push proposals apart, so not all stay there; of random ones 3 in 20 would.
    assertThat(near).isGreaterThanOrEqualTo(14);
  }

  @Test
  void refusesBadHyperparametersAndSaysWhy() {
    assertThatThrownBy(() -> new TpeSampler(0, .15, 24, .03, 2))
        .hasMessage("TPE needs at least 1 random proposal and 1 candidate, but got 0 and 24");
    assertThatThrownBy(() -> new TpeSampler(10, 1, 24, .03, 2))
        .hasMessage("TPE needs a quantile in (0, 1), but got 1.0");
    assertThatThrownBy(() -> new TpeSampler(10, .15, 24, 0, 2))
        .hasMessage("TPE needs a minimum width in (0, 1], but got 0.0");
    assertThatThrownBy(() -> new TpeSampler(10, .15, 24, .03, 0))
        .hasMessage("TPE needs a magic exponent above 0, but got 0.0");
    assertThatThrownBy(
            () ->
                new TpeSampler()
                    .begin(SearchSpace.of(Parameter.real("x", 0, 1)), 2, new TuningSeed(1)))
        .hasMessageEndingWith("searches by one objective, but got 2");
  }
}
