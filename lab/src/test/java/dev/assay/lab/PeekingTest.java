package dev.assay.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Shows that a confidence sequence may be watched: in 2,000 experiments whose claim lies exactly at
 * the truth, looked at after each of 100 seeds, false verdicts are no more frequent than the level
 * allows, while the ordinary interval or test for the same question, watched the same way, is wrong
 * far more often. The guide shows the rates; this test keeps them true.
 */
class PeekingTest {
  private static final int EXPERIMENTS = 2000;
  private static final int SEEDS = 100;
  private static final double ALPHA = 0.05;

  /** One seed's value. */
  interface Draw {
    double draw(RandomGenerator random, int seed);
  }

  /** What seeds' values may look like, their mean or median, and how it is inferred. */
  record Noise(
      String name, Inference inference, String kind, boolean guaranteed, double truth, Draw draw) {
    @Override
    public String toString() {
      return kind + ", " + name;
    }
  }

  static List<Noise> noises() {
    Inference unit = Inference.boundedMean(0, 1);
    Inference differences = Inference.boundedMean(-1, 1);
    return List.of(
        new Noise("normal", Inference.mean(), "mean", true, 0, (r, seed) -> r.nextGaussian()),
        new Noise(
            "differences of normal arms on Cauchy data",
            Inference.mean(),
            "mean",
            true,
            0,
            (r, seed) -> {
              double data = cauchy(r);
              return (data + r.nextGaussian()) - (data + 3 * r.nextGaussian());
            }),
        new Noise(
            "lognormal (not normal)",
            Inference.mean(),
            "mean",
            false,
            Math.exp(0.5),
            (r, seed) -> Math.exp(r.nextGaussian())),
        new Noise(
            "lognormal",
            Inference.median(),
            "median",
            true,
            1,
            (r, s) -> Math.exp(r.nextGaussian())),
        new Noise("Cauchy", Inference.median(), "median", true, 0, (r, seed) -> cauchy(r)),
        new Noise(
            "uniform, its spread growing by a tenth a seed",
            Inference.median(),
            "median",
            true,
            0,
            (r, seed) -> Math.pow(1.1, seed) * (0.5 - r.nextDouble())),
        new Noise(
            "-1, 0 or 1, half of it -1",
            Inference.median(),
            "median",
            true,
            0,
            (r, seed) -> {
              double u = r.nextDouble();
              return u < 0.5 ? -1 : u < 0.52 ? 0 : 1;
            }),
        new Noise("a fair coin", unit, "bounded mean", true, 0.5, (r, seed) -> r.nextInt(2)),
        new Noise(
            "a failure in 20",
            unit,
            "bounded mean",
            true,
            0.95,
            (r, seed) -> r.nextDouble() < 0.05 ? 0 : 1),
        new Noise(
            "uniform", differences, "bounded mean", true, 0, (r, seed) -> 2 * r.nextDouble() - 1),
        new Noise(
            "arms that differ in one seed of 10",
            differences,
            "bounded mean",
            true,
            0,
            (r, seed) -> r.nextInt(10) == 0 ? 2 * r.nextInt(2) - 1 : 0));
  }

  private static double cauchy(RandomGenerator random) {
    return Math.tan(Math.PI * (random.nextDouble() - 0.5));
  }

  @ParameterizedTest
  @MethodSource("noises")
  void watchingAfterEverySeedKeepsTheErrorRateWhileAnOrdinaryTestLosesIt(Noise noise)
      throws Exception {
    Interval claim = Interval.between(noise.truth(), noise.truth());
    int wrong = 0;
    int ordinaryWrong = 0;
    for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
      RandomGenerator random = new TestSeed(experiment).random("null experiment");
      List<Double> values = new ArrayList<>();
      Ordinary ordinary = new Ordinary(noise.truth());
      boolean decided = false;
      boolean ordinaryDecided = false;
      for (int seed = 0; seed < SEEDS; seed++) {
        values.add(noise.draw().draw(random, seed));
        ordinary.add(values.getLast());
        decided = decided || noise.inference().pValue(values, claim) <= ALPHA;
        ordinaryDecided =
            ordinaryDecided
                || (noise.kind().equals("median")
                    ? ordinary.signTestRejects()
                    : ordinary.tTestRejects());
      }
      wrong += decided ? 1 : 0;
      ordinaryWrong += ordinaryDecided ? 1 : 0;
    }
    double rate = wrong / (double) EXPERIMENTS;
    double ordinaryRate = ordinaryWrong / (double) EXPERIMENTS;
    if (noise.guaranteed()) {
      // 5 % and three standard errors of 2,000 draws.
      assertThat(rate).isLessThan(ALPHA + 3 * Math.sqrt(ALPHA * (1 - ALPHA) / EXPERIMENTS));
    }
    assertThat(ordinaryRate).isGreaterThan(2 * ALPHA);
    assertThat(Files.readString(Path.of("..", "docs", "statistics.md")))
        .contains(
            String.format(
                Locale.ROOT,
                "| %s | %s | %.1f %% | %.1f %% |",
                noise.kind(),
                noise.name(),
                100 * rate,
                100 * ordinaryRate));
  }

  /** The tests for a number of seeds fixed beforehand, from ten seeds on. */
  private static final class Ordinary {
    private static final double[] CRITICAL_T = new double[SEEDS + 1];
    private static final int[] CRITICAL_COUNT = new int[SEEDS + 1];

    static {
      for (int n = 10; n <= SEEDS; n++) {
        CRITICAL_T[n] = TDistribution.of(n - 1).inverseSurvivalProbability(ALPHA / 2);
        CRITICAL_COUNT[n] =
            BinomialDistribution.of(n, 0.5).inverseSurvivalProbability(ALPHA / 2) + 1;
      }
    }

    private final double truth;
    private int n;
    private int above;
    private int below;
    private double sum;
    private double squares;

    Ordinary(double truth) {
      this.truth = truth;
    }

    void add(double value) {
      n++;
      above += value > truth ? 1 : 0;
      below += value < truth ? 1 : 0;
      sum += value - truth;
      squares += (value - truth) * (value - truth);
    }

    boolean tTestRejects() {
      double variance = (squares - sum * sum / n) / (n - 1);
      return n >= 10 && sum * sum / n > CRITICAL_T[n] * CRITICAL_T[n] * variance;
    }

    boolean signTestRejects() {
      return n >= 10 && Math.max(above, below) >= CRITICAL_COUNT[n];
    }
  }
}
