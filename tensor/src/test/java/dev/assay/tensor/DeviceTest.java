package dev.assay.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

class DeviceTest {
  @Test
  void readsNames() {
    assertThat(Device.parse("cpu")).isEqualTo(Device.cpu()).hasToString("cpu");
    assertThat(Tensor.ones(2).device()).isEqualTo(Device.cpu());
    assertThatThrownBy(() -> Device.parse("gpu"))
        .hasMessage("\"gpu\" is no device: use cpu, cuda or cuda:N with N from 0.");
    assertThatThrownBy(() -> Device.parse("cuda:-1")).hasMessageContaining("is no device");
  }

  @Test
  void refusesAnAbsentGpuWithTheWayToOne() {
    assumeThat(Device.hasCuda()).as("this machine has a GPU").isFalse();
    assertThatThrownBy(() -> Device.parse("cuda:1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("docs/gpu.md");
  }

  @Test
  void metaHasShapesAndNoNumbers() {
    Tensor product =
        Tensor.ones(2, 3).to(Device.meta()).matmul(Tensor.ones(3, 5).to(Device.meta()));
    assertThat(product.device()).isEqualTo(Device.meta());
    assertThat(product.shape()).containsExactly(2, 5);
    assertThatThrownBy(product::toDoubleArray).hasMessageContaining("meta");
  }

  @Test
  void computesOnAGpuWhatTheCpuComputes() {
    assumeThat(Device.hasCuda()).as("libtorch sees no GPU here").isTrue();
    Tensor x = Tensor.randn(RandomStream.of(1), 64, 64);
    Tensor there = x.to(Device.cuda());
    assertThat(there.device()).isEqualTo(Device.cuda());
    assertThat(there.matmul(there).to(Device.cpu()).sub(x.matmul(x)).norm().item())
        .isLessThan(1e-9);
  }
}
