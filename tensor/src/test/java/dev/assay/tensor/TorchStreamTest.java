package dev.assay.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Debian's python3-torch 1.13.1 printed these numbers after {@code torch.manual_seed(s)}. */
class TorchStreamTest {
  @Test
  void drawsPythonsNumbers() {
    close(
        TorchStream.of(0).randn(DType.FLOAT32, 2, 3),
        1.5409960,
        -0.2934288,
        -2.1787893,
        0.5684312,
        -1.0845223,
        -1.3985953);
    close(TorchStream.of(42).rand(DType.FLOAT32, 4), 0.8822692, 0.9150039, 0.3828637, 0.9593056);
    // Sixteen and more are drawn by another algorithm than fewer.
    close(
        TorchStream.of(42).randn(DType.FLOAT64, 20).slice(0, 16, 20),
        0.2494118,
        0.2615836,
        -1.5265439,
        -0.3311393);
    assertThat(TorchStream.of(0).randint(0, 100, 8).toLongArray())
        .containsExactly(44, 39, 33, 60, 63, 79, 27, 3);
    assertThat(TorchStream.of(42).randperm(10).toLongArray())
        .containsExactly(2, 6, 1, 8, 4, 5, 0, 9, 3, 7);
    close(
        TorchStream.of(42).bernoulli(Tensor.full(DType.FLOAT32, 0.3, 10)),
        0,
        0,
        0,
        0,
        0,
        0,
        1,
        0,
        0,
        1);
    close(
        TorchStream.of(0).dropout(Tensor.ones(DType.FLOAT32, 10), 0.5),
        0,
        0,
        2,
        0,
        0,
        0,
        2,
        2,
        0,
        2);
    Tensor weights = Tensor.of(new float[] {.1f, .2f, .3f, .4f}, 4);
    assertThat(TorchStream.of(42).multinomial(weights, 6, true).toLongArray())
        .containsExactly(0, 0, 1, 0, 2, 2);
  }

  @Test
  void goesOnAndOutlivesScopes() {
    TorchStream stream;
    try (TensorScope _ = TensorScope.open()) {
      stream = TorchStream.of(0);
      stream.randn(DType.FLOAT32, 2);
    }
    close(stream.randn(DType.FLOAT32, 1), -2.1787893);
    assertThat(TorchStream.of(RandomStream.of(5)).seed()).isEqualTo(RandomStream.of(5).nextLong());
  }

  private static void close(Tensor actual, double... expected) {
    assertThat(actual.toDoubleArray()).containsExactly(expected, within(1e-6));
  }
}
