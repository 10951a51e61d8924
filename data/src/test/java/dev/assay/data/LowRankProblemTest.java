package dev.assay.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.tensor.DType;
import dev.assay.tensor.LinearAlgebra;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LowRankProblemTest {
  @Test
  void hasTheSpectrumAskedFor() {
    LowRankProblem psd = LowRankProblem.psd(6, new double[] {3, 1}, Measurements.identity(), 1);
    assertThat(LinearAlgebra.eigvalsh(psd.target()).toDoubleArray())
        .containsExactly(new double[] {0, 0, 0, 0, 1, 3}, within(1e-14));
    LowRankProblem wide =
        LowRankProblem.rectangular(4, 7, new double[] {2, 0.5}, Measurements.identity(), 1);
    assertThat(LinearAlgebra.singularValues(wide.target()).toDoubleArray())
        .containsExactly(new double[] {2, 0.5, 0, 0}, within(1e-14));
    assertThat(wide.squaredError(Tensor.zeros(4, 7))).isCloseTo(4.25, within(1e-13));
  }

  @Test
  void isTheSameTwiceAndKeepsItsTargetUnderOtherMeasurements() {
    LowRankProblem once = LowRankProblem.psd(5, new double[] {1}, Measurements.gaussian(40), 9);
    LowRankProblem twice = LowRankProblem.psd(5, new double[] {1}, Measurements.gaussian(40), 9);
    LowRankProblem other = LowRankProblem.psd(5, new double[] {1}, Measurements.identity(), 9);
    assertThat(once.observations().toDoubleArray()).isEqualTo(twice.observations().toDoubleArray());
    assertThat(once.target().toDoubleArray()).isEqualTo(other.target().toDoubleArray());
  }

  @Test
  void noiseHasTheNormAskedForAndLeavesTheRest() {
    LowRankProblem clean = LowRankProblem.psd(5, new double[] {1}, Measurements.gaussian(5000), 9);
    LowRankProblem noisy = clean.noisy(0.3);
    assertThat(noisy.target()).isSameAs(clean.target());
    assertThat(noisy.operator()).isSameAs(clean.operator());
    // |noise|^2 / sigma^2 is chi-squared with 5000 degrees, over 5000: mean 1, deviation .02.
    Tensor noise = noisy.observations().sub(clean.observations());
    assertThat(noise.squaredNorm().item() / 0.09).isCloseTo(1, within(0.08));
    assertThat(clean.noisy(0.6).observations().sub(clean.observations()).norm().item())
        .isCloseTo(2 * noise.norm().item(), within(1e-12));
    assertThatThrownBy(() -> clean.noisy(0)).hasMessageContaining("sigma");
  }

  @Test
  void outliersHaveTheShareAndTheSizeAskedFor() {
    int m = 20_000;
    LowRankProblem clean = LowRankProblem.psd(3, new double[] {1}, Measurements.gaussian(m), 9);
    double[] gaussian = noise(clean, clean.noisy(MeasurementNoise.outliers(0.3, 10)));
    double[] hit = Arrays.stream(gaussian).filter(value -> value != 0).toArray();
    assertThat(hit.length / (double) m).isCloseTo(0.3, within(0.015));
    assertThat(Math.sqrt(Arrays.stream(hit).map(value -> value * value).average().orElseThrow()))
        .isCloseTo(10, within(0.4));
    // Half of Cauchy's numbers lie within the scale.
    double[] cauchy = noise(clean, clean.noisy(MeasurementNoise.cauchyOutliers(1, 5)));
    assertThat(Arrays.stream(cauchy).filter(value -> Math.abs(value) < 5).count() / (double) m)
        .isCloseTo(0.5, within(0.015));
    assertThat(clean.noisy(MeasurementNoise.gaussian(0.3)).observations().toDoubleArray())
        .isEqualTo(clean.noisy(0.3).observations().toDoubleArray());
  }

  /** The noise in units of measurement matrices with N(0, 1) entries. */
  private static double[] noise(LowRankProblem clean, LowRankProblem noisy) {
    int m = clean.operator().measurements();
    return noisy.observations().sub(clean.observations()).mul(Math.sqrt(m)).toDoubleArray();
  }

  @Test
  void measurementsOfADecoyAreThoseOfAnotherMatrixOfTheSameSpectrum() {
    LowRankProblem clean =
        LowRankProblem.psd(6, new double[] {2, 1}, Measurements.gaussian(400), 9);
    // All of them: then the measurements are exact, and invert to the decoy.
    Tensor all = clean.withDecoy(1).observations();
    Tensor decoy = LinearAlgebra.leastSquares(matrixOf(clean.operator()), all.reshape(400, 1));
    assertThat(LinearAlgebra.eigvalsh(decoy.reshape(6, 6)).toDoubleArray())
        .containsExactly(new double[] {0, 0, 0, 0, 1, 2}, within(1e-12));
    assertThat(clean.squaredError(decoy.reshape(6, 6))).isGreaterThan(1);
    double[] some = clean.withDecoy(0.25).observations().toDoubleArray();
    double[] truth = clean.observations().toDoubleArray();
    double[] wrong = all.toDoubleArray();
    int replaced = 0;
    for (int i = 0; i < 400; i++) {
      assertThat(some[i]).isIn(truth[i], wrong[i]);
      replaced += some[i] == wrong[i] ? 1 : 0;
    }
    assertThat(replaced).isBetween(70, 130);
  }

  /** The matrix (m x n1 n2) of an operator. */
  private static Tensor matrixOf(LinearOperator2D operator) {
    int size = operator.rows() * operator.columns();
    Tensor[] columns = new Tensor[size];
    for (int i = 0; i < size; i++) {
      double[] unit = new double[size];
      unit[i] = 1;
      columns[i] = operator.apply(Tensor.of(unit, operator.rows(), operator.columns()));
    }
    return Tensor.stack(List.of(columns), 1);
  }

  @Test
  void theAdjointIsTheAdjoint() {
    RandomStream random = RandomStream.of(3);
    for (LinearOperator2D a :
        new LinearOperator2D[] {
          LinearOperator2D.gaussian(4, 6, 50, random),
          LinearOperator2D.gaussian(4, 6, 10, random),
          LinearOperator2D.symmetricGaussian(5, 30, random),
          LinearOperator2D.identity(3, 4)
        }) {
      Tensor x = Tensor.randn(random, a.rows(), a.columns());
      Tensor z = Tensor.randn(random, a.measurements());
      assertThat(a.apply(x).dot(z).item()).isCloseTo(x.dot(a.adjoint(z)).item(), within(1e-12));
      assertThat(a.normal(x).sub(a.adjoint(a.apply(x))).norm().item()).isLessThan(1e-12);
    }
  }

  @Test
  void onSymmetricMatricesAnOperatorMeasuresTheSame() {
    RandomStream random = RandomStream.of(6);
    for (LinearOperator2D a :
        new LinearOperator2D[] {
          LinearOperator2D.gaussian(5, 5, 30, random),
          LinearOperator2D.symmetricGaussian(5, 30, random),
          LinearOperator2D.identity(5, 5)
        }) {
      LinearOperator2D packed = a.onSymmetric();
      Tensor x = symmetricPart(Tensor.randn(random, 5, 5));
      Tensor z = Tensor.randn(random, a.measurements());
      assertThat(packed.apply(x).sub(a.apply(x)).norm().item()).isLessThan(1e-14);
      Tensor adjoint = symmetricPart(a.adjoint(z));
      assertThat(symmetricPart(packed.adjoint(z)).sub(adjoint).norm().item()).isLessThan(1e-13);
      assertThat(packed.to(DType.FLOAT32).apply(x.to(DType.FLOAT32)).dtype())
          .isEqualTo(DType.FLOAT32);
    }
    assertThatThrownBy(() -> LinearOperator2D.gaussian(2, 3, 4, random).onSymmetric())
        .hasMessage("Only square matrices are symmetric, not 2 x 3 ones.");
  }

  private static Tensor symmetricPart(Tensor matrix) {
    return matrix.add(matrix.transpose()).mul(0.5);
  }

  @Test
  void anOperatorOfSinglePrecisionAgreesToSevenDigits() {
    RandomStream random = RandomStream.of(5);
    LinearOperator2D a = LinearOperator2D.gaussian(4, 4, 40, random);
    Tensor x = Tensor.randn(random, 4, 4);
    Tensor single = a.to(DType.FLOAT32).normal(x.to(DType.FLOAT32));
    assertThat(single.dtype()).isEqualTo(DType.FLOAT32);
    double difference = single.to(DType.FLOAT64).sub(a.normal(x)).norm().item();
    assertThat(difference / a.normal(x).norm().item()).isBetween(1e-9, 1e-6);
    LinearOperator2D all = LinearOperator2D.identity(4, 4);
    assertThat(all.to(DType.FLOAT32).apply(x.to(DType.FLOAT32)).dtype()).isEqualTo(DType.FLOAT32);
  }

  @Test
  void gaussianMeasurementsKeepNormsAndSymmetricOnesMissTheAntisymmetricPart() {
    RandomStream random = RandomStream.of(4);
    Tensor x = Tensor.of(new double[][] {{0, 1}, {-1, 0}});
    assertThat(LinearOperator2D.gaussian(2, 2, 20_000, random).apply(x).squaredNorm().item())
        .isCloseTo(2, within(0.1));
    assertThat(LinearOperator2D.symmetricGaussian(2, 100, random).apply(x).squaredNorm().item())
        .isLessThan(1e-28);
  }

  @Test
  void refusesBadArguments() {
    assertThatThrownBy(
            () -> LowRankProblem.psd(2, new double[] {1, 1, 1}, Measurements.identity(), 0))
        .hasMessage("A 2 x 2 matrix has no rank of 3.");
    assertThatThrownBy(() -> LowRankProblem.psd(2, new double[] {-1}, Measurements.identity(), 0))
        .hasMessageContaining("-1.0");
    assertThatThrownBy(() -> MeasurementNoise.outliers(1.2, 1))
        .hasMessage("share must lie in [0, 1], not 1.2.");
    assertThatThrownBy(() -> MeasurementNoise.cauchyOutliers(0.1, -1))
        .hasMessage("scale must be positive and finite, not -1.0.");
    assertThatThrownBy(
            () ->
                LowRankProblem.rectangular(2, 3, new double[] {1}, Measurements.identity(), 0)
                    .withDecoy(0.5))
        .hasMessage("A decoy needs a square matrix, not 2 x 3.");
    assertThatThrownBy(() -> Measurements.gaussian(0)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> LinearOperator2D.identity(2, 3).apply(Tensor.zeros(3, 2)))
        .hasMessage("apply: the shape must be [2, 3], not [3, 2].");
  }
}
