package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.data.XorClusterData;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import org.junit.jupiter.api.Test;

class SpanGradientDescentTest {
  @Test
  void agreesWithDescentInAllDimensions() {
    int n = 24;
    int p = 60;
    int m = 30;
    double alpha = 0.05;
    try (TensorScope _ = TensorScope.open()) {
      XorClusterData data = XorClusterData.sample(n, p, 25, 0.2, 1);
      SpanGradientDescent.Training training = new SpanGradientDescent(alpha, 0.1, m).start(data, 2);
      double[] x = data.points().toDoubleArray();
      double[] y = data.labels();
      double[] w = training.weights().toDoubleArray();
      double[] a = training.secondLayer();
      for (int t = 0; t < 15; t++) {
        assertThat(training.trainScores()).containsExactly(outputs(w, a, x, n, p), within(1e-11));
        w = directStep(w, a, x, y, p, alpha);
        training.step();
      }
      assertThat(training.weights().toDoubleArray()).containsExactly(w, within(1e-12));

      // In the plane of the centres, too.
      double[] point = new double[p];
      point[0] = 3;
      point[1] = -2;
      assertThat(training.planeScores(Tensor.of(new double[][] {{3, -2}})))
          .containsExactly(outputs(w, a, point, 1, p), within(1e-11));
    }
  }

  @Test
  void freshPointsOfReducedDataHaveTheLawOfThoseInAllDimensions() {
    // Given the network, an initial pre-activation has mean <w, c> and variance |w|^2; over all
    // draws the variance of z / omega is p + |mu|^2 and that of a cross product likewise.
    for (XorClusterData data :
        new XorClusterData[] {
          XorClusterData.sample(30, 300, 16, 0, 3),
          XorClusterData.reduced(30, 300, 16, 0, 3),
          XorClusterData.reduced(30, 40, 16, 0, 3)
        }) {
      int p = data.ambientDimension();
      try (TensorScope _ = TensorScope.open()) {
        SpanGradientDescent.TestPoints fresh =
            new SpanGradientDescent(1, 0.5, 200).start(data, 4).testPoints(400, 5);
        double z = fresh.initial().mul(2).squaredNorm().item() / fresh.initial().count();
        assertThat(z / (p + 16)).isCloseTo(1, within(0.06));
        // Neighbouring neurons' pre-activations are nearly uncorrelated, as their weights are.
        double pair =
            fresh.initial().slice(1, 0, 199).dot(fresh.initial().slice(1, 1, 200)).item()
                / fresh.initial().squaredNorm().item();
        assertThat(pair).isCloseTo(0, within(0.05));
        // <c + xi, c' + xi'> has the mean square p + 2 |mu|^2 + |mu|^4 / 2.
        assertThat(fresh.cross().squaredNorm().item() / fresh.cross().count() / (p + 32 + 128))
            .isCloseTo(1, within(0.15));
      }
    }
  }

  @Test
  void groksXorAtThePilotsSetting() {
    GrokkingTrace trace =
        GrokkingTrace.record(
            new SpanGradientDescent(1.0 / 20000, 1e-8, 1000),
            XorClusterData.reduced(400, 20000, 500, 0.1, 7),
            20,
            1000,
            7);
    GrokkingTrace.Point first = trace.at(1);
    GrokkingTrace.Point last = trace.at(20);
    assertThat(first.trainAccuracy()).isEqualTo(1);
    assertThat(first.testAccuracy()).isCloseTo(0.5, within(0.06));
    assertThat(first.linearAgreement()).isGreaterThan(0.8);
    // No linear rule does better than a guess on XOR.
    assertThat(first.linearAccuracy()).isCloseTo(0.5, within(0.06));
    assertThat(last.trainAccuracy()).isEqualTo(1);
    assertThat(last.cleanAgreement()).isCloseTo(0.9, within(0.05));
    assertThat(last.testAccuracy()).isGreaterThan(0.98);
    assertThat(last.noisyTestAccuracy()).isCloseTo(0.9, within(0.03));
    assertThat(last.positiveAlignment()).isGreaterThan(2);
    assertThat(first.positiveAlignment()).isCloseTo(1, within(0.5));
  }

  @Test
  void isTheSameTwice() {
    SpanGradientDescent method = new SpanGradientDescent(0.01, 1e-4, 50);
    XorClusterData data = XorClusterData.reduced(20, 200, 40, 0.1, 1);
    assertThat(GrokkingTrace.record(method, data, 5, 100, 2).points())
        .isEqualTo(GrokkingTrace.record(method, data, 5, 100, 2).points())
        .isNotEqualTo(GrokkingTrace.record(method, data, 5, 100, 3).points());
  }

  @Test
  void refusesBadHyperparameters() {
    assertThatThrownBy(() -> new SpanGradientDescent(0, 1, 1))
        .hasMessage("stepSize must be positive and finite, not 0.0.");
    assertThatThrownBy(() -> new SpanGradientDescent(1, 0, 1)).hasMessageContaining("initScale");
    assertThatThrownBy(() -> new SpanGradientDescent(1, 1, 0))
        .hasMessage("width must be positive, not 0.");
    assertThat(new SpanGradientDescent(0.5, 0.1, 3))
        .hasToString("SpanGradientDescent(stepSize=0.5, initScale=0.1, width=3)");
  }

  /** The update rule in plain loops over all p coordinates. */
  private static double[] directStep(
      double[] w, double[] a, double[] x, double[] y, int p, double alpha) {
    int n = y.length;
    double[] f = outputs(w, a, x, n, p);
    double[] next = w.clone();
    for (int j = 0; j < a.length; j++) {
      for (int i = 0; i < n; i++) {
        if (inner(w, j, x, i, p) > 0) {
          double g = 1 / (1 + Math.exp(y[i] * f[i]));
          for (int d = 0; d < p; d++) {
            next[j * p + d] += alpha / n * a[j] * g * y[i] * x[i * p + d];
          }
        }
      }
    }
    return next;
  }

  private static double[] outputs(double[] w, double[] a, double[] x, int n, int p) {
    double[] f = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < a.length; j++) {
        f[i] += a[j] * Math.max(0, inner(w, j, x, i, p));
      }
    }
    return f;
  }

  private static double inner(double[] w, int j, double[] x, int i, int p) {
    double sum = 0;
    for (int d = 0; d < p; d++) {
      sum += w[j * p + d] * x[i * p + d];
    }
    return sum;
  }
}
