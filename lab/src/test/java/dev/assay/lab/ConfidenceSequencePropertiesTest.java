package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

/** What holds for each confidence sequence, whatever the values. */
class ConfidenceSequencePropertiesTest {

  /** A sequence, and the same one for values times a factor. */
  enum Kind {
    T,
    MEDIAN,
    BETTING;

    Inference inference(double factor) {
      return switch (this) {
        case T -> Inference.mean();
        case MEDIAN -> Inference.median();
        case BETTING -> Inference.boundedMean(-Math.abs(factor), Math.abs(factor));
      };
    }
  }

  /** Between -1 and 1, with ties. */
  @Provide
  static Arbitrary<List<Double>> values() {
    return Arbitraries.integers()
        .between(-20, 20)
        .map(i -> i / 20.0)
        .list()
        .ofMinSize(2)
        .ofMaxSize(40)
        .filter(list -> list.stream().distinct().count() > 1);
  }

  @Property(tries = 200, seed = "1")
  void theOrderOfSeedsPlaysNoPart(
      @ForAll Kind kind, @ForAll("values") List<Double> values, @ForAll Random random) {
    List<Double> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, random);
    same(
        kind.inference(1).interval(shuffled, 0.05), kind.inference(1).interval(values, 0.05), 1e-9);
  }

  @Property(tries = 200, seed = "1")
  void theUnitPlaysNoPart(
      @ForAll Kind kind,
      @ForAll("values") List<Double> values,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double unit) {
    Interval interval = kind.inference(1).interval(values, 0.05);
    same(
        kind.inference(unit).interval(values.stream().map(x -> unit * x).toList(), 0.05),
        new Interval(unit * interval.low(), unit * interval.high()),
        1e-9 * unit);
  }

  @Property(tries = 200, seed = "1")
  void theSignPlaysNoPart(@ForAll Kind kind, @ForAll("values") List<Double> values) {
    Interval interval = kind.inference(1).interval(values, 0.05);
    same(
        kind.inference(1).interval(values.stream().map(x -> -x).toList(), 0.05),
        new Interval(-interval.high(), -interval.low()),
        1e-9);
  }

  @Property(tries = 500, seed = "1")
  void thePValueIsTheLeastLevelThatDecides(
      @ForAll Kind kind,
      @ForAll("values") List<Double> values,
      @ForAll @Size(2) List<@DoubleRange(min = -1.2, max = 1.2) Double> ends) {
    Interval region =
        new Interval(Math.min(ends.get(0), ends.get(1)), Math.max(ends.get(0), ends.get(1)));
    Inference inference = kind.inference(1);
    double p = inference.pValue(values, region);
    assertThat(p).isBetween(0.0, 1.0);
    if (p < 0.99) {
      assertThat(decides(inference.interval(values, Math.max(p * 1.001, 1e-12)), region)).isTrue();
    }
    if (p > 1e-12) {
      assertThat(decides(inference.interval(values, Math.min(p, 1) * 0.999), region)).isFalse();
    }
  }

  @Property(tries = 200, seed = "1")
  void theEstimateLiesInTheInterval(@ForAll Kind kind, @ForAll("values") List<Double> values) {
    Inference inference = kind.inference(1);
    assertThat(inference.interval(values, 0.5).contains(inference.estimate(values))).isTrue();
  }

  private static boolean decides(Interval interval, Interval region) {
    return region.contains(interval) || region.disjoint(interval);
  }

  private static void same(Interval actual, Interval expected, double tolerance) {
    if (expected.equals(Interval.ALL)) {
      assertThat(actual).isEqualTo(Interval.ALL);
    } else {
      assertThat(actual.low()).isCloseTo(expected.low(), within(tolerance));
      assertThat(actual.high()).isCloseTo(expected.high(), within(tolerance));
    }
  }
}
