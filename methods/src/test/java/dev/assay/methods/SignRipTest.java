package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.data.LinearOperator2D;
import dev.assay.data.MeasurementNoise;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.TensorScope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignRipTest {
  private static final double NORM = Math.sqrt(3);

  @Test
  void scalesAreThoseOfNumericalIntegration() {
    // By scipy's quad over the noise's density.
    assertThat(SignRip.scale(null, NORM)).isCloseTo(0.7978845608028654, within(1e-14));
    assertThat(SignRip.scale(MeasurementNoise.gaussian(2), NORM))
        .isCloseTo(0.5223380565308181, within(1e-9));
    assertThat(SignRip.scale(MeasurementNoise.outliers(0.3, 10), NORM))
        .isCloseTo(0.599370252671035, within(1e-9));
    assertThat(SignRip.scale(MeasurementNoise.cauchyOutliers(0.4, 5), NORM))
        .isCloseTo(0.5588578998772309, within(1e-9));
    // Beyond the range of exp(z^2), where a series takes over.
    assertThat(SignRip.scale(MeasurementNoise.cauchyOutliers(0.4, 5), 0.1))
        .isCloseTo(0.48382165991713283, within(1e-8));
  }

  @Test
  void theSubgradientPointsAlongTheErrorWithThatScale() {
    try (TensorScope _ = TensorScope.open()) {
      for (MeasurementNoise noise :
          new MeasurementNoise[] {
            null, MeasurementNoise.outliers(0.5, 10), MeasurementNoise.gaussian(2)
          }) {
        SignRip.Probe few = probe(1000, noise);
        SignRip.Probe many = probe(16_000, noise);
        assertThat(many.alignment()).isCloseTo(1, within(0.03));
        // The deviation is that of a mean of m signs.
        assertThat(few.deviation() / many.deviation()).isBetween(3.0, 5.3);
      }
    }
  }

  private static SignRip.Probe probe(int measurements, @Nullable MeasurementNoise noise) {
    RandomStream random = RandomStream.of(5);
    return SignRip.probe(
        LinearOperator2D.gaussian(6, 6, measurements, random.fork("operator")),
        noise,
        2,
        1.5,
        20,
        random);
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(() -> SignRip.scale(null, 0))
        .hasMessage("norm must be positive and finite, not 0.0.");
    assertThatThrownBy(
            () -> SignRip.probe(LinearOperator2D.identity(3, 3), null, 4, 1, 1, RandomStream.of(0)))
        .hasMessageContaining("a rank in [1, its size], not 3 x 3 and 4");
  }
}
