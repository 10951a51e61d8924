package dev.assay.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TensorTest {
  private final Tensor a = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
  private final Tensor b = Tensor.of(new double[][] {{1, 0}, {0, 1}, {2, -1}});

  @Test
  void multipliesMatricesAndVectors() {
    assertThat(a.matmul(b).toDoubleArray()).containsExactly(7, -1, 16, -1);
    assertThat(a.matmul(Tensor.of(new double[] {1, 1, 1}, 3)).toDoubleArray())
        .containsExactly(6, 15);
    assertThat(Tensor.of(new double[] {1, -1}, 2).matmul(a).shape()).containsExactly(3);
    assertThat(Tensor.of(new double[] {3, 4}, 2).matmul(Tensor.of(new double[] {3, 4}, 2)).item())
        .isEqualTo(25);
  }

  @Test
  void worksElementByElement() {
    assertThat(a.add(a).toDoubleArray()).containsExactly(2, 4, 6, 8, 10, 12);
    assertThat(a.sub(a.scale(2)).toDoubleArray()).containsExactly(-1, -2, -3, -4, -5, -6);
    assertThat(a.mul(a).sum()).isEqualTo(91);
    assertThat(a.squaredNorm()).isEqualTo(91);
    assertThat(a.transpose().squaredNorm()).isEqualTo(91);
    assertThat(a.mean()).isEqualTo(3.5);
    assertThat(a.sum(0).toDoubleArray()).containsExactly(5, 7, 9);
    assertThat(a.sum(1).toDoubleArray()).containsExactly(6, 15);
    assertThat(b.relu().toDoubleArray()).containsExactly(1, 0, 0, 1, 2, 0);
    assertThat(b.greaterThan(0).toDoubleArray()).containsExactly(1, 0, 0, 1, 1, 0);
    assertThat(b.abs().sum()).isEqualTo(5);
    assertThat(Tensor.of(new double[] {0, Math.log(3)}, 2).sigmoid().toDoubleArray())
        .containsExactly(new double[] {0.5, 0.75}, within(1e-15));
    assertThat(a.dot(a.scale(2))).isEqualTo(182);
    assertThat(Tensor.diagonal(2, 3).toDoubleArray()).containsExactly(2, 0, 0, 3);
  }

  @Test
  void changesShapes() {
    assertThat(a.transpose().toDoubleArray()).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(a.transpose().reshape(6).toDoubleArray()).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(a.slice(1, 1, 3).toDoubleArray()).containsExactly(2, 3, 5, 6);
  }

  @Test
  void updatesInPlaceButLeavesCopiesAlone() {
    Tensor x = Tensor.ones(2, 2);
    Tensor copy = x.copy();
    x.subInPlace(Tensor.eye(2), 0.5);
    assertThat(x.toDoubleArray()).containsExactly(0.5, 1, 1, 0.5);
    assertThat(copy.toDoubleArray()).containsExactly(1, 1, 1, 1);
  }

  @Test
  void decomposesMatrices() {
    // The singular values of [[3, 0], [4, 5]] are sqrt(45) and sqrt(5).
    Tensor m = Tensor.of(new double[][] {{3, 0}, {4, 5}});
    Tensor.Svd svd = m.svd();
    assertThat(svd.s().toDoubleArray())
        .containsExactly(new double[] {Math.sqrt(45), Math.sqrt(5)}, within(1e-14));
    Tensor back =
        svd.u().matmul(Tensor.diagonal(svd.s().toDoubleArray())).matmul(svd.v().transpose());
    assertThat(back.sub(m).norm()).isLessThan(1e-14);
    assertThat(Tensor.of(new double[][] {{2, 1}, {1, 2}}).eigvalsh().toDoubleArray())
        .containsExactly(new double[] {1, 3}, within(1e-14));
    assertThat(a.svd().u().shape()).containsExactly(2, 2);
    assertThat(a.svd().v().shape()).containsExactly(3, 2);
  }

  @Test
  void drawsTheSameGaussiansFromTheSameSeed() {
    double[] once = Tensor.randn(RandomStream.of(7), 300, 400).toDoubleArray();
    double[] twice = Tensor.randn(RandomStream.of(7), 300, 400).toDoubleArray();
    assertThat(once).isEqualTo(twice);
    Tensor x = Tensor.of(once, 120000);
    assertThat(x.mean()).isCloseTo(0, within(0.015));
    assertThat(x.squaredNorm() / 120000).isCloseTo(1, within(0.02));
  }

  @Test
  void namesTheOperationAndBothShapesOfAMismatch() {
    assertThatThrownBy(() -> a.matmul(a))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("matmul: the shapes [2, 3] and [2, 3] do not match.");
    assertThatThrownBy(() -> a.add(b))
        .hasMessage("add: the shapes [2, 3] and [3, 2] do not match.");
    assertThatThrownBy(() -> a.reshape(5))
        .hasMessage("reshape [2, 3]: 6 values do not fill shape [5].");
    assertThatThrownBy(() -> a.slice(1, 0, 4)).hasMessageContaining("[0, 4)");
    assertThatThrownBy(() -> a.eigvalsh()).hasMessageContaining("square");
  }
}
