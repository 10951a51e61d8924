package dev.assay.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorScopeTest {
  @Test
  void freesWhatWasMadeAndKeepsWhatIsKept() {
    Tensor freed;
    Tensor kept;
    Tensor keptOnce;
    try (TensorScope outer = TensorScope.open()) {
      try (TensorScope inner = TensorScope.open()) {
        freed = Tensor.ones(3);
        keptOnce = inner.keep(Tensor.ones(4));
        kept = outer.keep(inner.keep(Tensor.ones(5)));
      }
      assertThat(freed.pointer().isNull()).isTrue();
      assertThat(keptOnce.sum()).isEqualTo(4);
    }
    assertThat(keptOnce.pointer().isNull()).isTrue();
    assertThat(kept.sum()).isEqualTo(5);
    kept.close();
  }

  @Test
  void refusesToCloseOutOfOrder() {
    try (TensorScope outer = TensorScope.open();
        TensorScope inner = TensorScope.open()) {
      assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);
      inner.close();
      outer.close();
    }
  }

  @Test
  void staysSmallOverManySteps() {
    try (TensorScope _ = TensorScope.open()) {
      Tensor x = Tensor.zeros(100, 100);
      for (int i = 0; i < 4_000; i++) {
        try (TensorScope _ = TensorScope.open()) {
          x.addInPlace(Tensor.ones(100, 100).scale(0.5));
        }
      }
      assertThat(x.toDoubleArray()[0]).isEqualTo(2_000);
    }
  }

  @Test
  void namedStreamsAreIndependentOfWhatWasDrawn() {
    RandomStream stream = RandomStream.of(1);
    long before = stream.fork("data").nextLong();
    stream.nextLong();
    assertThat(stream.fork("data").nextLong()).isEqualTo(before);
    assertThat(stream.fork("noise").nextLong()).isNotEqualTo(before);
    assertThat(RandomStream.of(2).fork("data").nextLong()).isNotEqualTo(before);
  }
}
