package dev.assay.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.lab.Parameter;
import dev.assay.lab.Sampler;
import dev.assay.lab.SearchSpace;
import dev.assay.lab.TuningSeed;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuasiRandomSamplerTest {
  private static double[][] points(
      QuasiRandomSampler.Sequence sequence, int dimensions, int count, long seed) {
    SearchSpace cube =
        SearchSpace.of(
            IntStream.range(0, dimensions)
                .<Parameter>mapToObj(i -> Parameter.real("x" + i, 0, 1))
                .toList());
    Sampler.Search search = new QuasiRandomSampler(sequence).begin(cube, 1, new TuningSeed(seed));
    return IntStream.range(0, count)
        .mapToObj(_ -> search.ask().configuration())
        .map(
            point -> IntStream.range(0, dimensions).mapToDouble(i -> point.real("x" + i)).toArray())
        .toArray(double[][]::new);
  }

  /**
   * Owen's scrambling keeps Sobol's first two dimensions a (0, m, 2)-net in base 2: each of the 2^m
   * boxes of any shape 2^-a by 2^-(m-a) holds exactly one of 2^m points (Owen, 1995).
   */
  @Test
  void keepsTheNetUnderScrambling() {
    for (long seed = 0; seed < 5; seed++) {
      double[][] points = points(QuasiRandomSampler.Sequence.SOBOL, 5, 64, seed);
      for (int a = 0; a <= 6; a++) {
        Set<String> boxes = new HashSet<>();
        for (double[] point : points) {
          boxes.add((int) (point[0] * (1 << a)) + "," + (int) (point[1] * (1 << (6 - a))));
        }
        assertThat(boxes).as("seed %d, 2^%d columns", seed, a).hasSize(64);
      }
      for (int d = 0; d < 5; d++) {
        int dimension = d;
        assertThat(IntStream.range(0, 64).map(i -> (int) (points[i][dimension] * 64)).distinct())
            .hasSize(64);
      }
    }
  }

  /** 2^a or 3^b successive points of van der Corput's sequence are evenly apart, shifted or not. */
  @Test
  void keepsHaltonsSpacingUnderShifts() {
    double[][] points = points(QuasiRandomSampler.Sequence.HALTON, 2, 81, 3);
    for (int d = 0; d < 2; d++) {
      int dimension = d;
      int count = d == 0 ? 64 : 81;
      double[] sorted =
          IntStream.range(0, count).mapToDouble(i -> points[i][dimension]).sorted().toArray();
      for (int i = 1; i < count; i++) {
        assertThat(sorted[i] - sorted[i - 1]).isCloseTo(1.0 / count, within(1e-9));
      }
    }
  }

  @Test
  void makesEachPointUniform() {
    for (QuasiRandomSampler.Sequence sequence : QuasiRandomSampler.Sequence.values()) {
      int[] counts = new int[4];
      for (long seed = 0; seed < 2000; seed++) {
        counts[(int) (points(sequence, 2, 2, seed)[1][1] * 4)]++;
      }
      // Five standard deviations of a count of 2000 / 4.
      assertThat(IntStream.of(counts).boxed())
          .allSatisfy(count -> assertThat(count).isCloseTo(500, within(97)));
    }
  }

  @Test
  void refusesMoreParametersThanTheSequenceHas() {
    assertThatThrownBy(() -> points(QuasiRandomSampler.Sequence.HALTON, 41, 1, 1))
        .hasMessage(
            "quasi-random search (Halton, random shift) takes at most 40 parameters, but the space"
                + " has 41");
  }
}
