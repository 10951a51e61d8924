package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
  private static final SearchSpace SPACE =
      SearchSpace.of(
          Parameter.categorical("optimizer", "sgd", "adam"),
          Parameter.real("momentum", 0, 0.9).when("optimizer", "sgd"),
          Parameter.ordinal("batch", 8, 16, 32L, 64.0));

  @Test
  void decodesAPointAndLeavesInactiveParametersOut() {
    assertThat(SPACE.configuration(new double[] {0.2, 0.5, 0.99}).toString())
        .isEqualTo("{batch=64.0, momentum=0.45, optimizer=\"sgd\"}");
    Configuration adam = SPACE.configuration(new double[] {0.5, Double.NaN, 0.5});
    assertThat(adam.toString()).isEqualTo("{batch=32, optimizer=\"adam\"}");
    assertThat(SPACE.units(adam)).containsExactly(0.75, Double.NaN, 0.625);
    assertThat(SPACE.snapped(new double[] {0.5, 0.4, 0.5}))
        .containsExactly(0.75, Double.NaN, 0.625);
    assertThat(SPACE.snapped(new double[] {0.2, 0.4, 0.5})).containsExactly(0.25, 0.4, 0.625);
  }

  @Test
  void tellsItsPointsFromOthers() {
    Configuration adam = Configuration.of("optimizer", "adam").with("batch", 8);
    assertThat(SPACE.contains(adam)).isTrue();
    assertThat(SPACE.contains(adam.with("momentum", 0.5))).as("inactive").isFalse();
    assertThat(SPACE.contains(adam.with("more", 1))).as("unknown").isFalse();
    assertThat(SPACE.contains(adam.with("batch", 9))).as("no such value").isFalse();
    assertThat(SPACE.contains(adam.with("optimizer", "sgd"))).as("missing").isFalse();
    assertThatThrownBy(() -> SPACE.require(adam.with("batch", 9)))
        .hasMessageStartingWith("configuration {batch=9, optimizer=\"adam\"} does not lie in");
  }

  /** Each whole number k of a log scale weighs log((k + 1/2) / (k - 1/2)). */
  @Test
  void drawsWholeNumbersOfALogScaleByTheirWeight() {
    Parameter parameter = Parameter.integer("n", 1, 100).log();
    int[] counts = new int[101];
    Random random = new Random(1);
    int draws = 200_000;
    for (int i = 0; i < draws; i++) {
      counts[(Integer) parameter.at(random.nextDouble())]++;
    }
    for (int k : new int[] {1, 2, 10}) {
      double weight = Math.log((k + 0.5) / (k - 0.5)) / Math.log(100.5 / 0.5);
      assertThat(counts[k] / (double) draws).as("%d", k).isCloseTo(weight, within(0.003));
    }
  }

  @Test
  void putsTheMiddleOfALogScaleAtTheGeometricMean() {
    assertThat(Parameter.real("rate", 1e-4, 1).log().at(0.5)).isCloseTo(1e-2, within(1e-15));
  }

  @Property
  void findsEachValueAtTheMiddleOfItsCell(
      @ForAll @IntRange(min = 1, max = 500) int low,
      @ForAll @IntRange(max = 2_000_000_000) int span,
      @ForAll @IntRange(max = 2_000_000_000) int offset) {
    int high = (int) Math.min(Integer.MAX_VALUE, (long) low + span);
    int value = low + Math.floorMod(offset, Math.max(1, Math.min(high - low, 100_000)));
    Parameter linear = Parameter.integer("n", low, high);
    assertThat(linear.at(linear.unit(value))).isEqualTo(value);
    Parameter log = Parameter.integer("n", low, high).log();
    assertThat(log.at(log.unit(value))).isEqualTo(value);
    Parameter real = Parameter.real("x", low, high);
    assertThat((Double) real.at(real.unit((double) value))).isCloseTo(value, within(1e-6));
  }

  @Test
  void refusesWhatIsNoParameterAndSaysWhy() {
    assertThatThrownBy(() -> Parameter.real("x", 1, 0))
        .hasMessage("parameter 'x' needs finite bounds low <= high, but has 1.0 and 0.0");
    assertThatThrownBy(() -> Parameter.real("x", 0, 1).log())
        .hasMessage(
            "parameter 'x' on a log scale needs bounds above 0 of a finite ratio, but has 0.0 and"
                + " 1.0");
    assertThatThrownBy(() -> Parameter.integer("n", 0, 9).log())
        .hasMessage("parameter 'n' on a log scale needs a lower bound of at least 1, but has 0");
    assertThatThrownBy(() -> Parameter.categorical("c", "a", "a"))
        .hasMessage("parameter 'c' needs at least one value and none twice, but has [a, a]");
    assertThatThrownBy(() -> Parameter.ordinal("c")).hasMessageContaining("at least one value");
    assertThatThrownBy(() -> Parameter.categorical("c", new Object()))
        .hasMessageContaining("must be a finite number, a text or a boolean");
  }

  @Test
  void refusesConditionsThatCannotHoldAndSaysWhy() {
    Parameter child = Parameter.real("momentum", 0, 1).when("optimizer", "sgd");
    assertThatThrownBy(() -> SearchSpace.of(child, Parameter.categorical("optimizer", "sgd")))
        .hasMessage(
            "the condition of parameter 'momentum' names 'optimizer', which must stand before it:"
                + " [] do");
    assertThatThrownBy(() -> SearchSpace.of(Parameter.categorical("optimizer", "adam"), child))
        .hasMessage("sgd is no value of parameter optimizer: one of [\"adam\"]");
    assertThatThrownBy(() -> SearchSpace.of(Parameter.real("x", 0, 1), Parameter.real("x", 0, 1)))
        .hasMessage("a search space has two parameters named 'x'");
    assertThatThrownBy(() -> SearchSpace.of()).hasMessageContaining("at least one parameter");
  }
}
