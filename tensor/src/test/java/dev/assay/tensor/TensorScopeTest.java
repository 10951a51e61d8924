package dev.assay.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      assertThat(keptOnce.sum().item()).isEqualTo(4);
    }
    assertThat(keptOnce.pointer().isNull()).isTrue();
    assertThat(kept.sum().item()).isEqualTo(5);
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

  /**
   * 50,000 training steps; a leak of one matrix (20 kB) a step would take 1 GB. The JVM's own heap
   * grows meanwhile, by some 100 MB.
   */
  @Test
  void leaksNothingOverManySteps() throws IOException {
    RandomStream random = RandomStream.of(1);
    Tensor x = Tensor.randn(random, 50, 50).to(DType.FLOAT32);
    Tensor y = Tensor.randn(random, 50).to(DType.FLOAT32);
    Tensor weight = Tensor.zeros(DType.FLOAT32, 50).requireGradient();
    long before = 0;
    for (int step = 0; step < 50_000; step++) {
      if (step == 2_000) {
        before = residentBytes();
      }
      try (TensorScope _ = TensorScope.open()) {
        Tensor loss = Loss.meanSquared(x.mul(1.0).matmul(weight), y);
        weight.subInPlace(Autograd.grad(loss, weight), 1e-3);
      }
    }
    assertThat(weight.allFinite()).isTrue();
    assertThat(residentBytes() - before).isLessThan(300L << 20);
  }

  private static long residentBytes() throws IOException {
    Path statm = Path.of("/proc/self/statm");
    assumeThat(statm).as("resident memory is read from /proc, which Linux has").exists();
    return Long.parseLong(Files.readString(statm).split(" ", -1)[1]) * 4096;
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
