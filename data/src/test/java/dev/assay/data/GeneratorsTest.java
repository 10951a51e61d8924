package dev.assay.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratorsTest {
  private static final GaussianMixture MIXTURE =
      new GaussianMixture(
          new double[] {3, 1}, new double[][] {{0, 0}, {2, -1}}, new double[] {1, 0.5});

  @Test
  void aMixtureHasItsWeightsMeansAndDeviations() {
    LabelledTable sample = MIXTURE.sample(40_000, RandomStream.of(1));
    assertThat(sample.classCounts()[0] / 40_000.0).isCloseTo(0.75, within(0.01));
    double[] sum = new double[2];
    double square = 0;
    int[] labels = sample.labels();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == 1) {
        sum[0] += sample.features().value(i, 0);
        sum[1] += sample.features().value(i, 1);
        square += Math.pow(sample.features().value(i, 1) + 1, 2);
      }
    }
    int n = sample.classCounts()[1];
    assertThat(sum[0] / n).isCloseTo(2, within(0.03));
    assertThat(sum[1] / n).isCloseTo(-1, within(0.03));
    assertThat(square / n).isCloseTo(0.25, within(0.01));
  }

  /** p0 = .75 N(x; 0, I), p1 = .25 N(x; (2, -1), I/4); SciPy 1.17.1's multivariate_normal. */
  @Test
  void thePosteriorIsThatOfBayes() {
    assertThat(MIXTURE.posterior(1, -0.5))
        .containsExactly(new double[] {0.830238419587664, 0.16976158041233602}, within(1e-12));
    // Far away the densities underflow, their ratio does not.
    assertThat(MIXTURE.posterior(-100, 100)).containsExactly(1, 0);
  }

  @Test
  void meansOnASphereLieOnIt() {
    GaussianMixture sphere = GaussianMixture.onSphere(3, 50, 4, RandomStream.of(2));
    LabelledTable sample = sphere.sample(3000, RandomStream.of(3));
    int[] labels = sample.labels();
    double[] mean = new double[50];
    int n = sample.classCounts()[0];
    for (int i = 0; i < labels.length; i++) {
      for (int j = 0; labels[i] == 0 && j < 50; j++) {
        mean[j] += sample.features().value(i, j) / n;
      }
    }
    double square = 0;
    for (double each : mean) {
      square += each * each;
    }
    // The mean of n points of deviation 1 adds d / n to the squared radius.
    assertThat(square).isCloseTo(16 + 50.0 / n, within(0.8));
  }

  @Test
  void aLinearTeacherAnswersLinearly() {
    LinearTeacher teacher = new LinearTeacher(new double[] {2, -3}, new double[] {1, 4}, 0);
    RegressionTable exact = teacher.sample(100, RandomStream.of(4));
    for (int i = 0; i < 100; i++) {
      assertThat(exact.targets()[i])
          .isCloseTo(
              2 * exact.features().value(i, 0) - 3 * exact.features().value(i, 1), within(1e-12));
    }
    // 1 (2 - 1)^2 + 4 (-3 - 0)^2.
    assertThat(teacher.risk(1, 0)).isEqualTo(37);
  }

  @Test
  void theRiskIsThatOfFreshExamples() {
    LinearTeacher teacher = LinearTeacher.isotropic(20, 2, 0.5, RandomStream.of(5));
    RegressionTable fresh = teacher.sample(50_000, RandomStream.of(6));
    double square = 0;
    for (double target : fresh.targets()) {
      square += target * target / 50_000;
    }
    double risk = teacher.risk(new double[20]);
    assertThat(square / risk).isCloseTo(1, within(0.03));
    // Weights of variance 4 and inputs of 1/20 make a signal of about 4, whatever the dimension.
    assertThat(risk).isCloseTo(4.25, within(4.0));
    double variance = 0;
    for (double x : fresh.features().values()) {
      variance += x * x / 1_000_000;
    }
    assertThat(variance * 20).isCloseTo(1, within(0.01));
  }

  /**
   * The mean kernel of the features is diag(lambda), and features of unit inputs have the variance
   * that E[p^2] = 1/k gives.
   */
  @Test
  void theFeaturesKernelHasTheEigenvaluesAsItsMean() {
    RandomFeatureTask task = RandomFeatureTask.powerLaw(3, 2, 1.5, 0.1);
    assertThat(task.eigenvalues()).containsExactly(new double[] {1, 0.25, 1.0 / 9}, within(1e-15));
    assertThat(task.coefficients()[1]).isCloseTo(Math.pow(2, -0.75), within(1e-15));
    try (TensorScope _ = TensorScope.open()) {
      Tensor projection = task.projection(40_000, RandomStream.of(7));
      double[] kernel = projection.matmul(projection.transpose()).toDoubleArray();
      assertThat(kernel)
          .containsExactly(new double[] {1, 0, 0, 0, 0.25, 0, 0, 0, 1.0 / 9}, within(0.03));
      Tensor smaller = task.projection(10_000, RandomStream.of(7)).div(2);
      assertThat(projection.slice(1, 0, 10_000).sub(smaller).norm().item()).isLessThan(1e-12);
    }
    RegressionTable sample = task.sample(20_000, RandomStream.of(8));
    double square = 0;
    for (double target : sample.targets()) {
      square += target * target / 20_000;
    }
    // 1 + 2^-1.5 + 3^-1.5 + .01
    assertThat(square).isCloseTo(1.556, within(0.05));
  }

  @Test
  void targetsGetNoiseOfTheDeviationAskedFor() {
    RegressionTable flat =
        new RegressionTable(Features.of(List.of("x"), new double[20_000]), new double[20_000]);
    double square = 0;
    for (double each : flat.withNoise(3, RandomStream.of(9)).targets()) {
      square += each * each / 20_000;
    }
    assertThat(square).isCloseTo(9, within(0.4));
  }

  @Test
  void isTheSameTwice() {
    assertThat(MIXTURE.sample(50, RandomStream.of(1)).features().values())
        .isEqualTo(MIXTURE.sample(50, RandomStream.of(1)).features().values());
    LinearTeacher teacher = LinearTeacher.isotropic(3, 1, 1, RandomStream.of(1));
    assertThat(teacher.sample(5, RandomStream.of(2)).targets())
        .isEqualTo(
            LinearTeacher.isotropic(3, 1, 1, RandomStream.of(1))
                .sample(5, RandomStream.of(2))
                .targets());
  }

  @Test
  void refuseBadArguments() {
    assertThatThrownBy(() -> GaussianMixture.onSphere(0, 2, 1, RandomStream.of(1)))
        .hasMessage("k must be positive, not 0.");
    assertThatThrownBy(
            () -> new GaussianMixture(new double[] {1}, new double[][] {{0}}, new double[] {0}))
        .hasMessage("Each deviation must be positive and finite, not 0.0.");
    assertThatThrownBy(() -> MIXTURE.posterior(1))
        .hasMessage("A point must have 2 numbers, not 1.");
    assertThatThrownBy(() -> new LinearTeacher(new double[2], new double[3], 0))
        .hasMessage("2 weights need as many variances, not 3.");
    assertThatThrownBy(() -> LinearTeacher.isotropic(2, 1, Double.NaN, RandomStream.of(1)))
        .hasMessage("noise must be at least 0 and finite, not NaN.");
    assertThatThrownBy(() -> RandomFeatureTask.powerLaw(5, 1, 2, 0))
        .hasMessage("alpha and beta must be above 1, not 1.0 and 2.0.");
  }
}
