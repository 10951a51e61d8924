package dev.assay.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.lab.Parameter;
import dev.assay.lab.Sampler;
import dev.assay.lab.SamplerContract;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.TuningSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GridSamplerTest extends SamplerContract {
  @Override
  protected Sampler sampler() {
    return new GridSampler(3);
  }

  @Test
  void visitsEachPointOnceAndThenBeginsAgain() {
    SearchSpace space =
        SearchSpace.of(
            Parameter.categorical("optimizer", "sgd", "adam"),
            Parameter.real("rate", 0.01, 1).log(),
            Parameter.integer("depth", 1, 2).when("optimizer", "sgd"));
    Sampler.Search search = new GridSampler(3).begin(space, 1, new TuningSeed(1));
    List<String> points = new ArrayList<>();
    IntStream.range(0, 18).forEach(_ -> points.add(search.ask().configuration().toString()));
    assertThat(points.subList(0, 9))
        .containsExactlyInAnyOrder(
            "{optimizer=\"adam\", rate=0.01}",
            "{optimizer=\"adam\", rate=0.1}",
            "{optimizer=\"adam\", rate=1.0}",
            "{depth=1, optimizer=\"sgd\", rate=0.01}",
            "{depth=1, optimizer=\"sgd\", rate=0.1}",
            "{depth=1, optimizer=\"sgd\", rate=1.0}",
            "{depth=2, optimizer=\"sgd\", rate=0.01}",
            "{depth=2, optimizer=\"sgd\", rate=0.1}",
            "{depth=2, optimizer=\"sgd\", rate=1.0}")
        .isEqualTo(points.subList(9, 18));
  }

  @Test
  void refusesAGridThatCannotBeWalked() {
    assertThatThrownBy(() -> new GridSampler(0))
        .hasMessage("a grid needs at least 1 level, but got 0");
    SearchSpace cube =
        SearchSpace.of(
            IntStream.range(0, 6).<Parameter>mapToObj(i -> Parameter.real("x" + i, 0, 1)).toList());
    assertThatThrownBy(() -> new GridSampler(10).begin(cube, 1, new TuningSeed(1)))
        .hasMessageStartingWith("a grid of 10 levels over this space has more than 100000 points");
  }
}
