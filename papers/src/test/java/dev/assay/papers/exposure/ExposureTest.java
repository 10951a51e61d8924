package dev.assay.papers.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.data.Features;
import dev.assay.lab.Configuration;
import dev.assay.lab.TestSeed;
import java.util.Arrays;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** What is read off the authors' files; expected values are those of pandas and scipy on them. */
class ExposureTest {
  private static final TestSeed SEED = new TestSeed(1);
  private static final Configuration QUADRATIC =
      Configuration.of("surrogate", "quadratic").with("constrained", true).with("rounded", false);

  @Test
  void releasedErrorsAreComparedAsScipyDoes() {
    assertThat(released("baseline").get("mean absolute error"))
        .isCloseTo(0.06325914397307432, within(1e-12));
    assertThat(released("baseline").get("wilcoxon p")).isCloseTo(0.0669, within(0.001));
    assertThat(released("tabnet").get("wilcoxon p")).isCloseTo(0.0454, within(0.001));
    assertThat(released("multilayer_perceptron").get("wilcoxon p"))
        .isCloseTo(0.00169, within(0.0002));
  }

  private static SortedMap<String, Double> released(String surrogate) {
    return ReleasedErrors.run(Configuration.of("surrogate", surrogate), SEED).metrics();
  }

  @Test
  void theReleasedRecordsAreAsLikeTheRealOnesAsScipySays() {
    SortedMap<String, Double> metrics =
        Likeness.run(Configuration.of("records", "released"), SEED).metrics();
    assertThat(metrics.get("shape of pspd_n_1")).isCloseTo(0.811, within(1e-12));
    assertThat(metrics.get("shape of rise_100_c")).isCloseTo(0.835, within(1e-12));
    assertThat(metrics.get("correlation of pspd_n_1")).isCloseTo(0.9586127366256, within(1e-10));
    assertThat(metrics.get("fisher p of pspd_n_1")).isCloseTo(0.01912368997719, within(1e-10));
    assertThat(metrics.get("fisher p of d_mm")).isCloseTo(0.693490197788, within(1e-9));
  }

  @Test
  void theFloorAndTheDistancesAreCountedAsPandasDoes() {
    SortedMap<String, Double> metrics =
        Prediction.run(
                QUADRATIC.with("surrogate", "mean").with("training", "other laboratories"), SEED)
            .metrics();
    assertThat(metrics.get("floor")).isCloseTo(0.05528629962506549, within(1e-12));
    assertThat(metrics.get("floor at 2 mm")).isCloseTo(0.18054928111573218, within(1e-12));
    assertThat(metrics.get("floor at 150 mm")).isCloseTo(0.0001952535926820976, within(1e-12));
    // Close to the mean of all records, which errs by 0.201 and of it 47 % at 2 mm.
    assertThat(metrics.get("mean absolute error")).isCloseTo(0.2012, within(0.02));
    assertThat(metrics.get("share of the error at 2 mm")).isCloseTo(0.471, within(0.03));
    assertThat(metrics.get("median relative error from 50 mm")).isBetween(50.0, 130.0);
  }

  @Test
  void drawnRecordsKeepTheConstraintsAndTheRange() {
    Features real = ExposureRecords.load().columns();
    Features drawn = new SyntheticExposures(true, true).draw(real, SEED.random("copula"));
    assertThat(drawn.rows()).isEqualTo(1000);
    assertThat(Arrays.stream(drawn.column("d_mm")))
        .allMatch(x -> x == Math.rint(x) && x >= 2 && x <= 150);
    double[] rise = real.column(ExposureRecords.RISE);
    double least = Arrays.stream(rise).min().orElseThrow();
    double largest = Arrays.stream(rise).max().orElseThrow();
    assertThat(Arrays.stream(drawn.column(ExposureRecords.RISE)))
        .allMatch(x -> x >= least && x <= largest);
    Features exact = new SyntheticExposures(true, false).draw(real, SEED.random("copula"));
    double[] normal = exact.column("pspd_n_1");
    double[] all = exact.column("pspd_tot_1");
    for (int i = 0; i < all.length; i++) {
      assertThat(all[i]).isGreaterThanOrEqualTo(normal[i]);
    }
  }

  @Test
  void anUnseenLaboratoryIsNotSeen() {
    ExposureRecords records = ExposureRecords.load();
    assertThat(records.laboratories()).isEqualTo(6);
    assertThat(records.of(each -> each == 2)).hasSize(9);
    assertThat(records.of(each -> each != 2)).hasSize(91);
    double seen = error("synthetic");
    double unseen = error("unseen laboratory");
    assertThat(unseen).isNotEqualTo(seen).isEqualTo(error("unseen laboratory"));
    assertThat(error("released")).isCloseTo(0.0589, within(0.002));
  }

  private static double error(String training) {
    return Prediction.run(QUADRATIC.with("training", training), SEED)
        .metrics()
        .getOrDefault("mean absolute error", Double.NaN);
  }

  @Test
  void refusesSettingsThatAreNone() {
    assertThatThrownBy(() -> error("nothing")).hasMessageContaining("ten folds, not nothing.");
    assertThatThrownBy(
            () ->
                Prediction.run(
                    QUADRATIC.with("surrogate", "oracle").with("training", "released"), SEED))
        .hasMessageContaining("tabnet, not oracle.");
  }
}
