package dev.assay.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.MemorySegment;
import java.util.List;
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
    assertThat(a.linear(a, Tensor.of(new double[] {1, -1}, 2)).toDoubleArray())
        .containsExactly(15, 31, 33, 76);
    Tensor batch = Tensor.stack(List.of(a, a.mul(2)), 0);
    Tensor once = Tensor.zeros(2, 1, 2).add(1).addMatmul(batch, Tensor.stack(List.of(b, b), 0));
    assertThat(once.toDoubleArray()).containsExactly(8, 0, 17, 0, 15, -1, 33, -1);
    assertThat(Tensor.einsum("bij,jk->bki", batch, b).select(0, 0).toDoubleArray())
        .containsExactly(7, 16, -1, -1);
    assertThat(Tensor.ones(2).outer(Tensor.of(new double[] {1, 2}, 2)).toDoubleArray())
        .containsExactly(1, 2, 1, 2);
    assertThat(Tensor.eye(2).kron(a).shape()).containsExactly(4, 6);
    assertThat(a.distances(a, 2).toDoubleArray()[1]).isCloseTo(Math.sqrt(27), within(1e-12));
  }

  @Test
  void worksElementByElement() {
    assertThat(a.add(a).toDoubleArray()).containsExactly(2, 4, 6, 8, 10, 12);
    assertThat(a.sub(a.mul(2)).toDoubleArray()).containsExactly(-1, -2, -3, -4, -5, -6);
    assertThat(a.add(Tensor.of(new double[] {10, 20, 30}, 3)).toDoubleArray())
        .containsExactly(11, 22, 33, 14, 25, 36);
    assertThat(a.remainder(4).toDoubleArray()).containsExactly(1, 2, 3, 0, 1, 2);
    assertThat(a.clamp(2, 4).toDoubleArray()).containsExactly(2, 2, 3, 4, 4, 4);
    assertThat(b.relu().toDoubleArray()).containsExactly(1, 0, 0, 1, 2, 0);
    assertThat(b.gt(0).toIntArray()).containsExactly(1, 0, 0, 1, 1, 0);
    assertThat(b.gt(0).where(b, b.add(7)).toDoubleArray()).containsExactly(1, 7, 7, 1, 2, 6);
    assertThat(
            Tensor.of(new int[] {12, 10}, 2).bitXor(Tensor.of(new int[] {10, 3}, 2)).toIntArray())
        .containsExactly(6, 9);
    assertThat(Tensor.of(new double[] {-2.5, 1.5, 2.5}, 3).round().toDoubleArray())
        .containsExactly(-2, 2, 2);
  }

  /** SciPy 1.10 gave these numbers (scipy.special). */
  @Test
  void computesSpecialFunctions() {
    Tensor x = Tensor.of(new double[] {-1, 0.5, 2}, 3);
    close(x.gelu(), -0.15865525393145707, 0.34573123063700656, 1.9544997361036416);
    close(x.geluTanh(), -0.1588080093917233, 0.34571400982514394, 1.954597694087775);
    close(x.silu(), -0.2689414213699951, 0.3112296656009273, 1.7615941559557646);
    close(x.softplus(), 0.31326168751822286, 0.9740769841801067, 2.1269280110429722);
    close(x.mish(), -0.30340146137410895, 0.3752452113048951, 1.9439589595339946);
    close(x.logSigmoid(), -1.3132616875182228, -0.4740769841801067, -0.1269280110429726);
    close(
        Tensor.of(new double[] {-0.9, 0.1, 0.5}, 3).erfinv(),
        -1.1630871536766743,
        0.08885599049425769,
        0.4769362762044699);
    Tensor y = Tensor.of(new double[] {0.5, 3.5}, 2);
    close(y.lgamma(), 0.5723649429247, 1.2009736023470743);
    close(y.digamma(), -1.9635100260214235, 1.103156640645243);
    close(Tensor.of(new double[] {0, Math.log(3)}, 2).sigmoid(), 0.5, 0.75);
  }

  @Test
  void reduces() {
    assertThat(a.sum().item()).isEqualTo(21);
    assertThat(a.mul(a).sum().item()).isEqualTo(91);
    assertThat(a.transpose().squaredNorm().item()).isEqualTo(91);
    assertThat(a.mean().item()).isEqualTo(3.5);
    assertThat(a.sum(0).toDoubleArray()).containsExactly(5, 7, 9);
    assertThat(a.sum(-1, true).shape()).containsExactly(2, 1);
    assertThat(a.dot(a.mul(2)).item()).isEqualTo(182);
    assertThat(a.var(new int[] {0, 1}, false, false).item()).isCloseTo(35 / 12.0, within(1e-14));
    assertThat(a.amax(1).toDoubleArray()).containsExactly(3, 6);
    assertThat(b.argmax(0).toLongArray()).containsExactly(2, 1);
    assertThat(b.norm(1, new int[] {0}, false).toDoubleArray()).containsExactly(3, 2);
    assertThat(a.cumsum(1).toDoubleArray()).containsExactly(1, 3, 6, 4, 9, 15);
    assertThat(a.softmax(1).sum(1).toDoubleArray())
        .containsExactly(new double[] {1, 1}, within(1e-15));
    assertThat(a.logSumExp(0, false).toDoubleArray()[0])
        .isCloseTo(Math.log(Math.exp(1) + Math.exp(4)), within(1e-14));
    Reductions.Ranked top = a.topk(2, 1, true);
    assertThat(top.values().toDoubleArray()).containsExactly(3, 2, 6, 5);
    assertThat(top.indices().toLongArray()).containsExactly(2, 1, 2, 1);
    assertThat(b.sort(0, false).indices().select(1, 1).toLongArray()).containsExactly(2, 0, 1);
    // numpy.quantile([3, 1, 4, 1, 5], 0.3)
    assertThat(Tensor.of(new double[] {3, 1, 4, 1, 5}, 5).quantile(0.3).item())
        .isCloseTo(1.4, within(1e-15));
    assertThat(a.allFinite()).isTrue();
    assertThat(a.div(Tensor.of(new double[] {1, 0, 1}, 3)).allFinite()).isFalse();
  }

  @Test
  void changesShapes() {
    assertThat(a.transpose().toDoubleArray()).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(a.transpose().reshape(-1).toDoubleArray()).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(a.slice(1, 1, 3).toDoubleArray()).containsExactly(2, 3, 5, 6);
    assertThat(a.slice(1, 0, 3, 2).toDoubleArray()).containsExactly(1, 3, 4, 6);
    assertThat(a.split(2, 1)).extracting(t -> t.size(1)).containsExactly(2, 1);
    assertThat(Tensor.cat(List.of(a, a), 0).shape()).containsExactly(4, 3);
    assertThat(a.unsqueeze(1).expand(2, 2, 3).sum().item()).isEqualTo(42);
    assertThat(a.flip(1).toDoubleArray()).containsExactly(3, 2, 1, 6, 5, 4);
    assertThat(a.pad(0, 1, 0).toDoubleArray()).containsExactly(0, 1, 2, 3, 0, 4, 5, 6);
    assertThat(a.windows(1, 2, 1).select(0, 1).toDoubleArray()).containsExactly(4, 5, 5, 6);
    assertThat(Tensor.ones(3, 3).tril(-1).sum().item()).isEqualTo(3);
    assertThat(a.permute(1, 0).unsqueeze(0).squeeze(0).shape()).containsExactly(3, 2);
    assertThat(Tensor.range(0, 3).repeatInterleave(2, 0).toLongArray())
        .containsExactly(0, 0, 1, 1, 2, 2);
  }

  @Test
  void picksElements() {
    Tensor places = Tensor.of(new long[] {2, 0}, 2);
    assertThat(b.embedding(places).toDoubleArray()).containsExactly(2, -1, 1, 0);
    assertThat(a.indexSelect(1, places).toDoubleArray()).containsExactly(3, 1, 6, 4);
    assertThat(a.gather(1, places.unsqueeze(1)).toDoubleArray()).containsExactly(3, 4);
    assertThat(a.at(Tensor.of(new long[] {0, 1}, 2), places).toDoubleArray()).containsExactly(3, 4);
    Tensor ones = Tensor.ones(2);
    assertThat(Tensor.zeros(4).scatterAdd(0, Tensor.of(new long[] {3, 3}, 2), ones).toDoubleArray())
        .containsExactly(0, 0, 0, 2);
    assertThat(
            Tensor.zeros(3)
                .scatterReduce(0, places, Tensor.of(new double[] {5, -1}, 2), Indexing.Meeting.AMAX)
                .toDoubleArray())
        .containsExactly(0, 0, 5);
    assertThat(a.maskedSelect(a.gt(4)).toDoubleArray()).containsExactly(5, 6);
    assertThat(a.maskedFill(a.gt(1), 0).sum().item()).isEqualTo(1);
    assertThat(places.oneHot(3).toLongArray()).containsExactly(0, 0, 1, 1, 0, 0);
    assertThat(Tensor.of(new long[] {1, 1, 3}, 3).bincount(5).toLongArray())
        .containsExactly(0, 2, 0, 1, 0);
    assertThat(a.bucketize(Tensor.of(new double[] {2, 5}, 2)).toLongArray())
        .containsExactly(0, 0, 1, 1, 1, 2);
    assertThat(b.nonzero().size(0)).isEqualTo(4);
  }

  @Test
  void updatesInPlaceButLeavesCopiesAlone() {
    Tensor x = Tensor.ones(2, 2);
    Tensor copy = x.copy();
    Tensor shared = x.transpose();
    x.subInPlace(Tensor.eye(2), 0.5).slice(0, 0, 1).addInPlace(1);
    assertThat(x.toDoubleArray()).containsExactly(1.5, 2, 1, 0.5);
    assertThat(shared.toDoubleArray()).containsExactly(1.5, 1, 2, 0.5);
    assertThat(copy.toDoubleArray()).containsExactly(1, 1, 1, 1);
    x.addcdivInPlace(copy, Tensor.full(2, 2, 2), -1).lerpInPlace(copy, 0.5);
    assertThat(x.toDoubleArray()).containsExactly(1, 1.25, 0.75, 0.5);
  }

  /**
   * Half to even, largest numbers and widths: IEEE 754 and the OCP 8-bit floating point formats.
   */
  @Test
  void convertsBetweenTypes() {
    Tensor x = Tensor.of(new double[] {1 + 0x1p-8, 1 + 3 * 0x1p-8, 65504, 70000}, 4);
    assertThat(x.to(DType.BFLOAT16).toDoubleArray()).containsExactly(1, 1.015625, 65536, 70144);
    assertThat(x.to(DType.FLOAT16).toDoubleArray())
        .containsExactly(1 + 0x1p-8, 1 + 3 * 0x1p-8, 65504, Double.POSITIVE_INFINITY);
    Tensor small = Tensor.of(new double[] {448, 1.0625, -0.3}, 3);
    assertThat(small.to(DType.FLOAT8_E4M3).toDoubleArray()).containsExactly(448, 1, -0.3125);
    assertThat(small.to(DType.FLOAT8_E5M2).toDoubleArray()).containsExactly(448, 1, -0.3125);
    assertThat(small.to(DType.INT8).sub(small.to(DType.INT8)).dtype()).isEqualTo(DType.INT8);
    for (DType type : DType.values()) {
      if (!type.isComplex()) {
        Tensor there = Tensor.of(new double[] {0, 1}, 2).to(type);
        assertThat(there.dtype()).isEqualTo(type);
        assertThat(there.toBytes()).hasSize(2 * type.bytes());
        assertThat(Tensor.of(type, MemorySegment.ofArray(there.toBytes()), 2).toDoubleArray())
            .containsExactly(0, 1);
      }
    }
    assertThat(Tensor.complex(a, a.neg()).mul(Tensor.complex(a, a)).real().toDoubleArray())
        .containsExactly(2, 8, 18, 32, 50, 72);
  }

  @Test
  void drawsTheSameGaussiansFromTheSameSeed() {
    double[] once = Tensor.randn(RandomStream.of(7), 300, 400).toDoubleArray();
    double[] twice = Tensor.randn(RandomStream.of(7), 300, 400).toDoubleArray();
    assertThat(once).isEqualTo(twice);
    Tensor x = Tensor.of(once, 120000);
    assertThat(x.mean().item()).isCloseTo(0, within(0.015));
    assertThat(x.squaredNorm().item() / 120000).isCloseTo(1, within(0.02));
    Tensor u = Tensor.uniform(RandomStream.of(7), -1, 3, 10000);
    assertThat(u.mean().item()).isCloseTo(1, within(0.05));
    assertThat(u.amin().item()).isBetween(-1.0, -0.99);
  }

  private static void close(Tensor actual, double... expected) {
    assertThat(actual.toDoubleArray()).containsExactly(expected, within(1e-12));
  }
}
