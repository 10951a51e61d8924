package dev.assay.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.lab.Configuration;
import dev.assay.lab.Parameter;
import dev.assay.lab.Sampler;
import dev.assay.lab.SamplerContract;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.TuningSeed;
import org.junit.jupiter.api.Test;

class GpSamplerTest extends SamplerContract {
  @Override
  protected Sampler sampler() {
    return new GpSampler();
  }

  /** Branin's function has three minima of 0.397887 (Dixon and Szego, 1978). */
  private static double branin(Configuration point) {
    double x = point.real("x");
    double y = point.real("y");
    double bowl = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
    return bowl * bowl + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
  }

  @Test
  void findsAMinimumOfBraninInFortyTrials() {
    SearchSpace space = SearchSpace.of(Parameter.real("x", -5, 10), Parameter.real("y", 0, 15));
    for (long seed = 0; seed < 3; seed++) {
      Sampler.Search search = new GpSampler().begin(space, 1, new TuningSeed(seed));
      double best = Double.POSITIVE_INFINITY;
      for (int trial = 0; trial < 40; trial++) {
        double value = branin(search.ask().configuration());
        search.tell(trial, value);
        best = Math.min(best, value);
      }
      assertThat(best).isBetween(0.397887, 0.42);
    }
  }

  /** Without the points in flight, equal knowledge would give equal proposals. */
  @Test
  void keepsAwayFromWhatIsPending() {
    SearchSpace space = SearchSpace.of(Parameter.real("x", -5, 10), Parameter.real("y", 0, 15));
    Sampler.Search search = new GpSampler().begin(space, 1, new TuningSeed(1));
    for (int trial = 0; trial < 15; trial++) {
      search.tell(trial, branin(search.ask().configuration()));
    }
    Configuration first = search.ask().configuration();
    Configuration second = search.ask().configuration();
    double dx = (first.real("x") - second.real("x")) / 15;
    double dy = (first.real("y") - second.real("y")) / 15;
    assertThat(Math.hypot(dx, dy)).isGreaterThan(0.02);
  }

  @Test
  void refusesTooFewFirstProposals() {
    assertThatThrownBy(() -> new GpSampler(1))
        .hasMessage("a Gaussian process needs at least 2 quasi-random proposals first, but got 1");
  }
}
