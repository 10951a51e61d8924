package dev.assay.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.data.Features;
import dev.assay.data.RegressionTable;
import dev.assay.tensor.Autograd;
import dev.assay.tensor.DType;
import dev.assay.tensor.RandomStream;
import dev.assay.tensor.Tensor;
import dev.assay.tensor.TensorScope;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class NetworkSurrogateTest {
  /** A curve of the first of two columns; the second says nothing. */
  private static RegressionTable curve(int count, long seed) {
    RandomGenerator random = RandomStream.of(seed);
    double[] x = new double[2 * count];
    double[] y = new double[count];
    for (int i = 0; i < count; i++) {
      x[2 * i] = 10 + 4 * random.nextDouble();
      x[2 * i + 1] = random.nextGaussian();
      y[i] = Math.sin(2 * x[2 * i]);
    }
    return new RegressionTable(Features.of(List.of("u", "v"), x), y);
  }

  private static double error(Surrogate.Method method) {
    try (TensorScope _ = TensorScope.open()) {
      return method.fit(curve(400, 1), RandomStream.of(7)).meanAbsoluteError(curve(200, 2));
    }
  }

  @Test
  void aPerceptronLearnsACurve() {
    // The mean of the targets errs by 0.63.
    PerceptronSurrogate little = new PerceptronSurrogate(List.of(32, 32), 3e-3, 64, 1);
    PerceptronSurrogate lasting = new PerceptronSurrogate(List.of(32, 32), 3e-3, 64, 1500);
    assertThat(error(little)).isGreaterThan(0.4);
    assertThat(error(lasting)).isLessThan(0.08).isEqualTo(error(lasting));
  }

  @Test
  void tabNetLearnsACurve() {
    TabNet net = new TabNet(4, 2, 1.3, 1e-3, 0, 1e-2, 100, 80, 80);
    assertThat(error(net)).isLessThan(0.25);
    // With no patience it goes back to one of its first passes.
    assertThat(error(new TabNet(4, 2, 1.3, 1e-3, 0.8, 1e-5, 100, 5, 1))).isGreaterThan(0.4);
  }

  @Test
  void sparsemaxProjectsOnTheSimplex() {
    try (TensorScope _ = TensorScope.open()) {
      // (1, .5, -1): tau of the two largest is .25; (3, 0, 0): 2; three equal ones share.
      Tensor z = Tensor.of(new double[][] {{1, 0.5, -1}, {3, 0, 0}, {2, 2, 2}});
      assertThat(TabNet.sparsemax(z).toDoubleArray())
          .containsExactly(
              new double[] {0.75, 0.25, 0, 1, 0, 0, 1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-12));
      // Where k columns are used, a column's derivative is 1 - 1/k by itself and -1/k by another.
      Tensor row = Tensor.of(new double[][] {{1, 0.5, -1}}).requireGradient();
      Tensor first = TabNet.sparsemax(row).slice(1, 0, 1).sum();
      assertThat(Autograd.grad(first, row).toDoubleArray())
          .containsExactly(new double[] {0.5, -0.5, 0}, within(1e-12));
      assertThat(TabNet.sparsemax(z.to(DType.FLOAT32)).dtype()).isEqualTo(DType.FLOAT32);
    }
  }

  @Test
  void refusesBadHyperparameters() {
    assertThatThrownBy(() -> new TabNet(4, 2, 0.5, 1e-3, 0, 1e-2, 100, 1, 1))
        .hasMessageContaining("not 0.5, 0.001, 0.0 and 100.");
    assertThatThrownBy(() -> new PerceptronSurrogate(List.of(0), 1e-3, 1, 1))
        .hasMessage("A width must be positive, not 0.");
  }
}
