package dev.assay.papers.robustrecovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.TestSeed;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** What is read off a run, where it can be computed by hand. */
class RecoveryTest {
  /** A number, 1, measured 20,000 times. */
  private static final Configuration NUMBER =
      Configuration.of("d", 1)
          .with("rank", 1)
          .with("measurements", 20_000)
          .with("noise", "none")
          .with("width", "r")
          .with("start", "directional")
          .with("alpha", 1e-6)
          .with("loss", "absolute")
          .with("steps", "constant")
          .with("eta", 0.05)
          .with("iterations", 400);

  @Test
  void aNumberGrowsByTheSameFactorUntilItOscillates() {
    SortedMap<String, Double> metrics = Recovery.run(NUMBER, new TestSeed(1)).metrics();
    // u grows by 1 + 2 eta E|a| = 1.0798 from 1e-6 to sqrt(.5): ln(7.07e5) / ln(1.0798) = 175.4.
    assertThat(metrics.get("iterations to 0.5")).isBetween(174.0, 177.0);
    // Then u^2 goes up and down by about 4 eta E|a| = .16 around 1.
    assertThat(metrics.get("relative error")).isBetween(0.001, 0.2);
    assertThat(metrics.get("log10 error"))
        .isCloseTo(Math.log10(metrics.get("relative error")), within(1e-12));
    assertThat(metrics.get("log10 best error")).isLessThanOrEqualTo(metrics.get("log10 error"));
    assertThat(metrics.get("error at 1/8")).isCloseTo(1, within(1e-6));
    assertThat(metrics.get("error at 8/8")).isEqualTo(metrics.get("relative error"));
    assertThat(metrics.get("largest spare part")).isLessThan(1e-15);
    assertThat(metrics.get("largest spare part in spare rows")).isLessThan(1e-15);
    assertThat(metrics.get("loss less that of the truth")).isPositive();
  }

  @Test
  void whatIsNeverReachedTakesOneStepMoreThanThereAre() {
    SortedMap<String, Double> metrics =
        Recovery.run(NUMBER.with("iterations", 10), new TestSeed(1)).metrics();
    assertThat(metrics.get("iterations to 0.5")).isEqualTo(11);
  }

  @Test
  void theSparePartIsWhatLiesOutsideTheTarget() {
    // At the start of a random factor (4 x 4, deviation 2) for a target of rank 1, 12 of its 16
    // numbers lie outside the target's column, and 9 of these beside the row that holds it.
    Configuration wide =
        NUMBER
            .with("d", 4)
            .with("measurements", 50)
            .with("width", "d")
            .with("start", "random")
            .with("alpha", 2)
            .with("iterations", 0);
    double spare = 0;
    double beside = 0;
    int seeds = 300;
    for (int seed = 0; seed < seeds; seed++) {
      SortedMap<String, Double> metrics = Recovery.run(wide, new TestSeed(seed)).metrics();
      spare += Math.pow(metrics.get("largest spare part"), 2) / seeds;
      beside += Math.pow(metrics.get("largest spare part in spare rows"), 2) / seeds;
    }
    assertThat(spare).isCloseTo(4 * 12, within(3.5));
    assertThat(beside).isCloseTo(4 * 9, within(3.5));
  }

  @Test
  void theoryCountsTheDirectionsOfAMatrixOfItsRank() {
    Outcome outcome =
        Recovery.run(
            NUMBER
                .with("d", 4)
                .with("rank", 2)
                .with("measurements", 100)
                .with("noise", "gaussian")
                .with("sigma", 0.5)
                .with("iterations", 5),
            new TestSeed(1));
    // 4 * 2 - 1 = 7 directions; the target's norm is sqrt(2).
    assertThat(outcome.metrics().get("theory"))
        .isCloseTo(0.5 * Math.sqrt(Math.PI / 200 * 7) / Math.sqrt(2), within(1e-12));
  }

  @Test
  void aRunThatOverflowsCountsAsOneThatErrsByFar() {
    SortedMap<String, Double> metrics =
        Recovery.run(
                NUMBER.with("loss", "squared").with("alpha", 2).with("eta", 50), new TestSeed(1))
            .metrics();
    assertThat(metrics.get("log10 error")).isEqualTo(9);
  }

  @Test
  void theLeastSizeThatRecoversIsFound() {
    Configuration numbers =
        NUMBER
            .with("steps", "geometric")
            .with("eta", 0.3)
            .with("ratio", 0.98)
            .with("iterations", 600);
    // One measurement of one number is enough.
    assertThat(SampleSize.run(numbers.with("least", 1).with("most", 10), new TestSeed(1)).metrics())
        .containsEntry(SampleSize.NEEDED, 1.0);
    // Three measurements do not tell the ten numbers of a 4 x 4 matrix of rank 2.
    assertThat(
            SampleSize.run(
                    numbers.with("d", 4).with("rank", 2).with("least", 2).with("most", 3),
                    new TestSeed(1))
                .metrics())
        .containsEntry(SampleSize.NEEDED, 3.0);
  }

  @Test
  void refusesSettingsThatAreNone() {
    assertThatThrownBy(() -> Recovery.run(NUMBER.with("steps", "long"), new TestSeed(1)))
        .hasMessage("steps must be geometric, polyak, constant or diminishing, not long.");
    assertThatThrownBy(() -> Recovery.run(NUMBER.with("width", "3"), new TestSeed(1)))
        .hasMessage("width must be r, 2r or d, not 3.");
    assertThatThrownBy(() -> Recovery.run(NUMBER.with("noise", "loud"), new TestSeed(1)))
        .hasMessage("noise must be none, gaussian, outliers, cauchy or decoy, not loud.");
  }
}
