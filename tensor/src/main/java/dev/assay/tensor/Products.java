package dev.assay.tensor;

import org.bytedeco.pytorch.global.torch;

/** Sums of products: matrix products and what is built of them. */
public sealed interface Products permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /**
   * Matrix product: (n x k) times (k x m) is (n x m), (n x k) times (k) is (n), (k) times (k x m)
   * is (m), (k) times (k) is a scalar. Dimensions before the last two are broadcast.
   */
  default Tensor matmul(Tensor other) {
    return Native.call("matmul", self(), other, (a, b) -> a.matmul(b));
  }

  /** {@code x * transpose(weight)}: (..., in) and (out x in) is (..., out). */
  default Tensor linear(Tensor weight) {
    return Native.call("linear", self(), weight, (x, w) -> torch.linear(x, w));
  }

  /** {@code x * transpose(weight) + bias}: (..., in), (out x in) and (out) is (..., out). */
  default Tensor linear(Tensor weight, Tensor bias) {
    return Native.get(
        "linear",
        () -> {
          try (var optional = Native.optional(bias)) {
            return new Tensor(torch.linear(self().pointer(), weight.pointer(), optional));
          }
        },
        self(),
        weight,
        bias);
  }

  /**
   * {@code this + left * right} of matrices, or of a batch of matrices: this is broadcast to (n x
   * m) or (b x n x m).
   */
  default Tensor addMatmul(Tensor left, Tensor right) {
    return Native.get(
        "addMatmul",
        () ->
            new Tensor(
                left.dimensions() == 3
                    ? torch.baddbmm(self().pointer(), left.pointer(), right.pointer())
                    : torch.addmm(self().pointer(), left.pointer(), right.pointer())),
        self(),
        left,
        right);
  }

  /** The outer product of two vectors: (n) and (m) is (n x m). */
  default Tensor outer(Tensor other) {
    return Native.call("outer", self(), other, (a, b) -> a.outer(b));
  }

  /** The Kronecker product. */
  default Tensor kron(Tensor other) {
    return Native.call("kron", self(), other, (a, b) -> a.kron(b));
  }

  /** The p-norm distances of rows: (..., n, d) and (..., m, d) is (..., n, m). */
  default Tensor distances(Tensor other, double p) {
    return Native.call("distances", self(), other, (a, b) -> torch.cdist(a, b, p, Native.NO_LONG));
  }
}
