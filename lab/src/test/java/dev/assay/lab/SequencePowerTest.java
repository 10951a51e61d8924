package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.lab.stats.PairedTTestPower;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Measures the price of being allowed to watch: after how many seeds each confidence sequence
 * decides, in 2,000 experiments, that a true effect is above 0. The guide shows the numbers; this
 * test keeps them true.
 */
class SequencePowerTest {
  private static final int EXPERIMENTS = 2000;
  private static final double ALPHA = 0.05;
  private static final double[] EFFECTS = {0.5, 1, 2};
  private static final int MOST_SEEDS = 1000;

  /** An inference, and noise of standard deviation 1 and mean and median 0. */
  record Case(String name, Inference inference, ToDoubleFunction<RandomGenerator> noise) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case("`mean`, normal values", Inference.mean(), RandomGenerator::nextGaussian),
        new Case("`median`, normal values", Inference.median(), RandomGenerator::nextGaussian),
        new Case(
            "`boundedMean`, uniform values, bounds 10 standard deviations apart",
            Inference.boundedMean(-5, 5),
            SequencePowerTest::uniform),
        new Case(
            "`boundedMean`, uniform values, bounds 20 standard deviations apart",
            Inference.boundedMean(-10, 10),
            SequencePowerTest::uniform));
  }

  private static double uniform(RandomGenerator random) {
    return Math.sqrt(3) * (2 * random.nextDouble() - 1);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSequenceNeedsAsManySeedsAsTheGuideSays(Case of) throws Exception {
    StringBuilder row = new StringBuilder("| ").append(of.name()).append(" |");
    for (double effect : EFFECTS) {
      int[] seeds = new int[EXPERIMENTS];
      for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
        seeds[experiment] = seedsUntilDecided(of, effect, new TestSeed(experiment).random("power"));
      }
      Arrays.sort(seeds);
      int most = seeds[EXPERIMENTS * 8 / 10 - 1];
      // Whoever may watch pays for it, but stops early where luck is good.
      assertThat(most)
          .isBetween(
              PairedTTestPower.pairs(effect, 0.8, ALPHA),
              8 * PairedTTestPower.pairs(effect, 0.8, ALPHA));
      row.append(
          String.format(
              Locale.ROOT, " %d (%.0f) |", most, Arrays.stream(seeds).average().orElseThrow()));
    }
    assertThat(guide()).contains(row);
  }

  private static int seedsUntilDecided(Case of, double effect, RandomGenerator random) {
    List<Double> values = new ArrayList<>();
    while (values.size() < MOST_SEEDS) {
      values.add(effect + of.noise().applyAsDouble(random));
      if (of.inference().pValue(values, Interval.atLeast(0)) <= ALPHA) {
        break;
      }
    }
    return values.size();
  }

  @Test
  void aTestOfFixedSizeNeedsAsManySeedsAsTheGuideSays() throws Exception {
    StringBuilder row = new StringBuilder("| paired t test, its number of seeds fixed before |");
    for (double effect : EFFECTS) {
      row.append(" %d |".formatted(PairedTTestPower.pairs(effect, 0.8, ALPHA)));
    }
    assertThat(guide()).contains(row);
  }

  private static String guide() throws Exception {
    return Files.readString(Path.of("..", "docs", "statistics.md"));
  }
}
