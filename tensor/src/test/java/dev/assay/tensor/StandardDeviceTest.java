package dev.assay.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nothing that nobody places stays behind on the CPU. The device is the one without numbers, which
 * every machine has.
 */
class StandardDeviceTest {
  private static final Device DEVICE = Device.meta();

  @BeforeEach
  void begin() {
    Device.makeStandard(DEVICE);
  }

  @AfterEach
  void end() {
    Device.makeStandard(Device.cpu());
  }

  @Test
  void factoriesMakeTensorsThere() {
    try (TensorScope _ = TensorScope.open();
        TorchStream stream = TorchStream.of(1)) {
      assertThat(
              List.of(
                  Tensor.of(new double[] {1, 2}, 2),
                  Tensor.of(new long[] {1, 2}, 2),
                  Tensor.scalar(1),
                  Tensor.zeros(2),
                  Tensor.full(DType.FLOAT32, 3, 2),
                  Tensor.range(0, 3),
                  Tensor.linspace(0, 1, 3),
                  Tensor.eye(2),
                  Tensor.randn(RandomStream.of(1), 2),
                  Tensor.uniform(RandomStream.of(1), 0, 1, 2),
                  stream.randn(DType.FLOAT32, 2),
                  stream.randperm(4),
                  Tensor.zeros(2).uniformInPlace(0, 1, stream)))
          .allSatisfy(tensor -> assertThat(tensor.device()).isEqualTo(DEVICE));
    }
  }
}
