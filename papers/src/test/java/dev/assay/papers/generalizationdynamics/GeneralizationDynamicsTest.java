package dev.assay.papers.generalizationdynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.lab.Configuration;
import dev.assay.lab.Outcome;
import dev.assay.lab.Seed;
import dev.assay.lab.TestSeed;
import dev.assay.papers.Populations;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeneralizationDynamicsTest {
  private static final Configuration LINEAR =
      Configuration.of("n", 30).with("draws", 2).with("snr", 4).with("inr", 0);
  private static final Configuration FEATURES =
      Configuration.of("examples", 40)
          .with("inputs", 5)
          .with("teacher", 4)
          .with("noise", 0.5)
          .with("start", 0);

  /** Two seeds and several loads, so that a mix-up of what is shared shows. */
  @Test
  void studentsTogetherAreStudentsAlone() throws Exception {
    List<Configuration> arms =
        List.of(
            LINEAR.with("load", 0.5),
            LINEAR.with("load", 0.5).with("inr", 1),
            LINEAR.with("load", 2).with("snr", 10),
            LINEAR.with("load", 2).with("convention", "loss over P"),
            LINEAR.with("load", 2).with("step", 0.5));
    LinearStudent workload = new LinearStudent();
    Populations.assertSameAlone(workload, arms);
    assertThatThrownBy(
            () -> workload.run(LINEAR.with("load", 1).with("convention", "other"), new TestSeed(3)))
        .hasMessageContaining("not 'other'");
  }

  /** With more examples than weights the end is least squares, whatever the start. */
  @Test
  void aStudentEndsWhereItMust() throws Exception {
    LinearStudent workload = new LinearStudent();
    Seed seed = new TestSeed(0);
    Map<String, Double> zero = workload.run(LINEAR.with("load", 2), seed).metrics();
    Map<String, Double> far = workload.run(LINEAR.with("load", 2).with("inr", 9), seed).metrics();
    assertThat(far.get(LinearStudent.END)).isCloseTo(zero.get(LinearStudent.END), within(1e-9));
    assertThat(far.get(LinearStudent.testAt(0)))
        .isGreaterThan(zero.get(LinearStudent.testAt(0)) + 4);
    Map<String, Double> narrow =
        workload.run(LINEAR.with("load", 0.5).with("inr", 9), seed).metrics();
    assertThat(narrow.get(LinearStudent.FROZEN_DRIFT)).isLessThan(1e-9);
    assertThat(narrow.get(LinearStudent.trainAt(1000))).isLessThan(1e-6);
  }

  @Test
  void halfOfTheEigenvaluesAreZeroWithTwiceAsManyUnits() {
    Outcome wide = FixedFeatures.dynamics(FEATURES.with("width", 80), new TestSeed(0));
    assertThat(wide.metrics().get(FixedFeatures.ZEROS)).isEqualTo(0.5);
    assertThat(wide.metrics().get(FixedFeatures.LEAST))
        .isLessThanOrEqualTo(wide.metrics().get(FixedFeatures.END));
    Outcome narrow = FixedFeatures.dynamics(FEATURES.with("width", 20), new TestSeed(0));
    assertThat(narrow.metrics().get(FixedFeatures.ZEROS)).isZero();
    assertThat(narrow.metrics().get(FixedFeatures.DISTANCE)).isBetween(0.0, 1.0);
  }

  @Test
  void theErrorAtTheEndIsThatOfItsParts() {
    Configuration noiseless = FEATURES.with("noise", 0).with("width", 20).with("draws", 1);
    Map<String, Double> parts = FixedFeatures.decomposition(noiseless, new TestSeed(0)).metrics();
    Map<String, Double> whole = FixedFeatures.dynamics(noiseless, new TestSeed(0)).metrics();
    assertThat(parts.get(FixedFeatures.END)).isCloseTo(whole.get(FixedFeatures.END), within(1e-8));
    assertThat(parts.get(FixedFeatures.NULL_SPACE)).isCloseTo(0, within(1e-9));
    assertThat(parts.get(FixedFeatures.SUM))
        .as("without a frozen subspace there is no cross term")
        .isCloseTo(parts.get(FixedFeatures.END), within(1e-8));
  }

  @Test
  void moreUnitsFitDigitsWithWrongLabels() {
    Configuration digits =
        Configuration.of("images", "digits")
            .with("examples", 60)
            .with("test", 100)
            .with("wrong", 0.2);
    Map<String, Double> peak =
        ImageStudent.run(digits.with("width", 60), new TestSeed(0)).metrics();
    Map<String, Double> wide =
        ImageStudent.run(digits.with("width", 1000), new TestSeed(0)).metrics();
    assertThat(peak.get(ImageStudent.END)).isGreaterThan(2 * wide.get(ImageStudent.END));
    assertThat(wide.get(ImageStudent.ACCURACY)).isBetween(0.4, 1.0);
    assertThatThrownBy(() -> ImageStudent.run(digits.with("images", "flowers"), new TestSeed(0)))
        .hasMessageContaining("not 'flowers'");
  }
}
