package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RandomFeaturesTest {
  // The same direction, at 60 and at 90 degrees, opposite, and nothing; the first has length 2.
  private final Tensor x = Tensor.of(new double[][] {{2, 0}});
  private final Tensor y =
      Tensor.of(new double[][] {{2, 0}, {0.5, Math.sqrt(0.75)}, {0, 1}, {-1, 0}, {0, 0}});

  /** By hand: 2 * 2 / 2, then (sin + (pi - theta) cos) / pi at 60 degrees, 1 / pi, 0 and 0. */
  @Test
  void theArcCosineKernelIsThatOfItsAngles() {
    assertThat(ArcCosineKernel.matrix(x, y).toDoubleArray())
        .containsExactly(new double[] {2, 0.6089977810442293, 1 / Math.PI, 0, 0}, within(1e-12));
  }

  @Test
  void reluFeaturesHaveTheArcCosineKernelAsTheirMean() {
    ReluFeatures features = new ReluFeatures(400_000, 2, RandomStream.of(1));
    Tensor mean = features.apply(x).matmul(features.apply(y).transpose());
    assertThat(mean.sub(ArcCosineKernel.matrix(x, y)).abs().amax().item()).isLessThan(0.01);
  }

  @Test
  void fourierFeaturesHaveTheGaussianKernelAsTheirMean() {
    FourierFeatures features = new FourierFeatures(400_000, 2, 1.5, RandomStream.of(1));
    Tensor mean = features.apply(x).matmul(features.apply(y).transpose());
    Tensor kernel = FourierFeatures.kernel(x, y, 1.5);
    assertThat(kernel.toDoubleArray()[2])
        .as("squared distance 5")
        .isCloseTo(Math.exp(-5 / 4.5), within(1e-12));
    assertThat(mean.sub(kernel).abs().amax().item()).isLessThan(0.01);
  }

  @Test
  void exponentsAreReadOffExactPowers() {
    double[] n = {100, 300, 1000};
    double[] traces = new double[3];
    double[] errors = new double[3];
    for (int i = 0; i < 3; i++) {
      traces[i] = 7 * Math.pow(n[i], 1.17);
      errors[i] = 3 * Math.pow(n[i], 1 - 1.14);
    }
    PowerLawExponents exponents = PowerLawExponents.estimate(n, traces, errors);
    assertThat(exponents.alpha()).isCloseTo(1.17, within(1e-12));
    assertThat(exponents.beta()).isCloseTo(1.14, within(1e-12));
  }

  @Test
  void refuseBadArguments() {
    assertThatThrownBy(() -> new ReluFeatures(0, 2, RandomStream.of(1)))
        .hasMessage("The number of features must be positive, not 0.");
    assertThatThrownBy(() -> new FourierFeatures(2, 2, 0, RandomStream.of(1)))
        .hasMessage("The kernel's width must be positive and finite, not 0.0.");
  }
}
