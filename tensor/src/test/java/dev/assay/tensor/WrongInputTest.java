package dev.assay.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A user's mistake gives a sentence with the operation and the shapes, never a native crash. */
class WrongInputTest {
  private final Tensor a = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
  private final Tensor b = a.transpose();
  private final Tensor square = Tensor.ones(3, 3);

  @Test
  void namesTheOperationAndBothShapes() {
    refused(() -> a.matmul(a), "matmul of [2, 3] and [2, 3]: ");
    refused(() -> a.add(b), "add of [2, 3] and [3, 2]: ");
    refused(() -> a.addInPlace(b), "addInPlace of [2, 3] and [3, 2]: ");
    refused(() -> a.dot(b), "dot of [2, 3] and [3, 2]: ");
    refused(() -> a.linear(b), "linear of [2, 3] and [3, 2]: ");
    refused(() -> Tensor.cat(List.of(a, b), 0), "cat of [2, 3] and [3, 2]: ");
    refused(() -> Tensor.einsum("ij,jk->ik", a, a), "einsum \"ij,jk->ik\" of [2, 3] and [2, 3]: ");
    refused(
        () -> Loss.meanSquared(Tensor.ones(3), Tensor.ones(3, 1)), "squared of [3] and [3, 1]: ");
    refused(() -> LinearAlgebra.solve(square, Tensor.ones(2)), "solve of [3, 3] and [2]: ");
    refused(
        () -> Convolution.plain().conv2d(Tensor.ones(1, 3, 8, 8), Tensor.ones(4, 2, 3, 3), null),
        "conv2d of [1, 3, 8, 8] and [4, 2, 3, 3]: ");
    refused(
        () -> Attention.full(Tensor.ones(1, 4, 8), Tensor.ones(1, 4, 6), Tensor.ones(1, 4, 6)),
        "attention of [1, 4, 8] and [1, 4, 6] and [1, 4, 6]: ");
    // This one would otherwise read beyond the end of the values.
    refused(
        () ->
            Attention.full(
                Tensor.ones(1, 2, 9, 8), Tensor.ones(1, 2, 9, 8), Tensor.ones(1, 2, 3, 8)),
        "attention of [1, 2, 9, 8] and [1, 2, 9, 8] and [1, 2, 3, 8]: ");
    refused(
        () -> Normalization.layer(a, Tensor.ones(2), null, 1e-5),
        "layer normalization of [2, 3] and [2]: ");
    refused(() -> a.matmul(b.to(DType.FLOAT32)), "matmul of [2, 3] float64 and [3, 2] float32: ");
  }

  @Test
  void namesTheOperationAndTheShape() {
    refused(() -> a.reshape(5), "reshape of [2, 3]: ");
    refused(() -> a.slice(1, 0, 4), "slice of [2, 3]: ");
    refused(() -> a.select(0, 2), "select of [2, 3]: ");
    refused(() -> a.sum(2), "sum of [2, 3]: ");
    refused(() -> a.permute(0, 0), "permute of [2, 3]: ");
    refused(() -> a.size(5), "size of [2, 3]: ");
    refused(() -> a.topk(9, 1, true), "topk of [2, 3]: ");
    refused(() -> a.item(), "item: one element is needed, the shape is [2, 3].");
    refused(() -> Tensor.of(new double[3], 2, 2), "of: 3 values do not fill shape [2, 2].");
    refused(() -> Tensor.zeros(-1), "A size is negative in shape [-1].");
    refused(() -> Tensor.zeros(1L << 40, 1L << 40), "Shape [1099511627776, 1099511627776] has ");
    refused(() -> Tensor.zeros(1L << 46), "empty [70368744177664]: ");
    refused(() -> LinearAlgebra.cholesky(a), "cholesky of [2, 3]: ");
    refused(() -> LinearAlgebra.eigvalsh(a), "eigvalsh of [2, 3]: ");
    refused(() -> LinearAlgebra.solve(square, Tensor.ones(3)), "solve of [3, 3] and [3]: ");
    refused(() -> LinearAlgebra.cholesky(square.neg()), "cholesky of [3, 3]: ");
    refused(() -> Pooling.max2d(Tensor.ones(1, 1, 4, 4), 2, 1, 3), "max2d of [1, 1, 4, 4]: ");
  }

  @Test
  void refusesPositionsOutside() {
    Tensor six = Tensor.of(new long[] {6}, 1);
    refused(() -> a.embedding(six), "embedding of [2, 3]");
    refused(() -> a.indexSelect(0, six), "indexSelect of [2, 3]");
    refused(() -> a.gather(0, six.unsqueeze(0)), "gather of [2, 3]");
    refused(() -> a.at(six), "at of [2, 3]");
    refused(() -> a.zerosLike().scatterAdd(0, six.unsqueeze(0), a), "scatterAdd of [2, 3]");
    refused(() -> a.copy().indexAddInPlace(0, six, a.slice(0, 0, 1)), "indexAddInPlace of [2, 3]");
    refused(() -> Loss.crossEntropy(a.slice(0, 0, 1), six), "crossEntropy of [1, 3]");
    refused(() -> six.oneHot(3), "oneHot of [1]: ");
    refused(() -> six.neg().bincount(0), "bincount of [1]: ");
    refused(() -> a.embedding(a), "embedding of [2, 3]");
  }

  @Test
  void refusesGradientsThatCannotBe() {
    Tensor x = Tensor.ones(3).requireGradient();
    refused(() -> Autograd.grad(x.mul(2), x), "grad of [3]: ");
    refused(() -> Autograd.grad(Tensor.ones(), x), "grad of []: ");
    refused(() -> Autograd.grad(x.sum(), Tensor.ones(2).requireGradient()), "grad of []: ");
    refused(() -> Tensor.of(new long[] {1}, 1).requireGradient(), "requireGradient of [1]: ");
    Tensor once = x.square().sum();
    Autograd.grad(once, x);
    refused(() -> Autograd.grad(once, x), "grad of []: ");
    Tensor stale = x.square().sum();
    x.addInPlace(1);
    refused(() -> Autograd.grad(stale, x), "grad of []: ");
  }

  @Test
  void refusesClosedTensors() {
    Tensor closed = Tensor.ones(2);
    closed.close();
    assertThatThrownBy(closed::sum)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("sum: a tensor was used after it, or its scope, was closed.");
    assertThatThrownBy(() -> Tensor.ones(2).add(closed)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Tensor.cat(List.of(closed), 0))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(closed::item).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(closed::dtype).isInstanceOf(IllegalStateException.class);
    closed.close();
  }

  /** LAPACK may loop or write outside on such numbers: a message or NaN must come of it. */
  @Test
  void survivesWhatIsNotFinite() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Tensor wrong = square.mul(bad);
      for (Runnable call :
          List.<Runnable>of(
              () -> LinearAlgebra.svd(wrong),
              () -> LinearAlgebra.eigh(wrong),
              () -> LinearAlgebra.solve(wrong, square),
              () -> LinearAlgebra.qr(wrong),
              () -> LinearAlgebra.cholesky(wrong),
              () -> LinearAlgebra.leastSquares(wrong, square),
              () -> LinearAlgebra.pseudoInverse(wrong))) {
        try {
          call.run();
        } catch (IllegalArgumentException e) {
          assertThat(e).hasMessageContaining(" of [3, 3]");
        }
      }
      refused(() -> LinearAlgebra.eigenvalues(wrong), "eigenvalues of [3, 3]: an element is not");
    }
  }

  private static void refused(ThrowingCallable call, String beginning) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(beginning)
        .hasMessageEndingWith(".")
        .extracting(Throwable::getMessage)
        .satisfies(m -> assertThat((String) m).doesNotContain("\n"));
  }
}
