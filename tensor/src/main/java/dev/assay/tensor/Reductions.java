package dev.assay.tensor;

import java.util.Arrays;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.global.torch;

/**
 * Operations that reduce or accumulate over dimensions.
 *
 * <p>Dimensions count from 0, or from the last one with -1. Without dimensions, all are reduced and
 * the result is a scalar (shape []).
 */
public sealed interface Reductions permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /**
   * Extreme or chosen elements, and where they stood.
   *
   * @param values the elements
   * @param indices their INT64 positions along the dimension
   */
  record Ranked(Tensor values, Tensor indices) {
    static Ranked of(T_TensorTensor_T pair) {
      try (pair) {
        return new Ranked(Native.own(pair.get0()), Native.own(pair.get1()));
      }
    }
  }

  /** The sum; integers and booleans sum to INT64. */
  default Tensor sum() {
    return Native.call("sum", self(), t -> t.sum());
  }

  /** The sum; integers and booleans sum to INT64 over these dimensions, which go away. */
  default Tensor sum(int... dimensions) {
    return sum(dimensions, false);
  }

  /**
   * The sum; integers and booleans sum to INT64 over one dimension, which stays with size 1 where
   * {@code keep}.
   */
  default Tensor sum(int dimension, boolean keep) {
    return sum(new int[] {dimension}, keep);
  }

  /**
   * The sum; integers and booleans sum to INT64 over these dimensions, which stay with size 1 where
   * {@code keep}.
   */
  default Tensor sum(int[] dimensions, boolean keep) {
    long[] over = Native.longs(dimensions);
    return Native.call("sum", self(), t -> t.sum(over, keep, Native.NO_TYPE));
  }

  /** The mean. */
  default Tensor mean() {
    return Native.call("mean", self(), t -> t.mean());
  }

  /** The mean over these dimensions, which go away. */
  default Tensor mean(int... dimensions) {
    return mean(dimensions, false);
  }

  /** The mean over one dimension, which stays with size 1 where {@code keep}. */
  default Tensor mean(int dimension, boolean keep) {
    return mean(new int[] {dimension}, keep);
  }

  /** The mean over these dimensions, which stay with size 1 where {@code keep}. */
  default Tensor mean(int[] dimensions, boolean keep) {
    long[] over = Native.longs(dimensions);
    return Native.call("mean", self(), t -> t.mean(over, keep, Native.NO_TYPE));
  }

  /** The greatest element; ties share the gradient. */
  default Tensor amax() {
    return Native.call("amax", self(), t -> t.amax());
  }

  /** The greatest element; ties share the gradient over these dimensions, which go away. */
  default Tensor amax(int... dimensions) {
    return amax(dimensions, false);
  }

  /**
   * The greatest element; ties share the gradient over one dimension, which stays with size 1 where
   * {@code keep}.
   */
  default Tensor amax(int dimension, boolean keep) {
    return amax(new int[] {dimension}, keep);
  }

  /**
   * The greatest element; ties share the gradient over these dimensions, which stay with size 1
   * where {@code keep}.
   */
  default Tensor amax(int[] dimensions, boolean keep) {
    long[] over = Native.longs(dimensions);
    return Native.call("amax", self(), t -> t.amax(over, keep));
  }

  /** The smallest element; ties share the gradient. */
  default Tensor amin() {
    return Native.call("amin", self(), t -> t.amin());
  }

  /** The smallest element; ties share the gradient over these dimensions, which go away. */
  default Tensor amin(int... dimensions) {
    return amin(dimensions, false);
  }

  /**
   * The smallest element; ties share the gradient over one dimension, which stays with size 1 where
   * {@code keep}.
   */
  default Tensor amin(int dimension, boolean keep) {
    return amin(new int[] {dimension}, keep);
  }

  /**
   * The smallest element; ties share the gradient over these dimensions, which stay with size 1
   * where {@code keep}.
   */
  default Tensor amin(int[] dimensions, boolean keep) {
    long[] over = Native.longs(dimensions);
    return Native.call("amin", self(), t -> t.amin(over, keep));
  }

  /** True where all are true. */
  default Tensor all() {
    return Native.call("all", self(), t -> t.all());
  }

  /** True where all are true over these dimensions, which go away. */
  default Tensor all(int... dimensions) {
    return all(dimensions, false);
  }

  /** True where all are true over one dimension, which stays with size 1 where {@code keep}. */
  default Tensor all(int dimension, boolean keep) {
    return all(new int[] {dimension}, keep);
  }

  /** True where all are true over these dimensions, which stay with size 1 where {@code keep}. */
  default Tensor all(int[] dimensions, boolean keep) {
    long[] over = Native.longs(dimensions);
    return Native.call("all", self(), t -> t.all(over, keep));
  }

  /** True where at least one is true. */
  default Tensor any() {
    return Native.call("any", self(), t -> t.any());
  }

  /** True where at least one is true over these dimensions, which go away. */
  default Tensor any(int... dimensions) {
    return any(dimensions, false);
  }

  /**
   * True where at least one is true over one dimension, which stays with size 1 where {@code keep}.
   */
  default Tensor any(int dimension, boolean keep) {
    return any(new int[] {dimension}, keep);
  }

  /**
   * True where at least one is true over these dimensions, which stay with size 1 where {@code
   * keep}.
   */
  default Tensor any(int[] dimensions, boolean keep) {
    long[] over = Native.longs(dimensions);
    return Native.call("any", self(), t -> t.any(over, keep));
  }

  /** The sum of the squares of all elements (shape []). */
  default Tensor squaredNorm() {
    return dot(self());
  }

  /** The Euclidean (Frobenius) norm of all elements (shape []). */
  default Tensor norm() {
    return Native.call("norm", self(), t -> torch.linalg_vector_norm(t));
  }

  /**
   * The norm of vectors along these dimensions.
   *
   * @param order 1, 2, infinity or any other order of a p-norm
   */
  default Tensor norm(double order, int[] dimensions, boolean keep) {
    long[] over = Native.longs(dimensions);
    try (Scalar scalar = new Scalar(order)) {
      return Native.call(
          "norm", self(), t -> torch.linalg_vector_norm(t, scalar, over, keep, Native.NO_TYPE));
    }
  }

  /** The sum of the products of elements, whatever the shape (shape []); same shapes. */
  default Tensor dot(Tensor other) {
    if (!Arrays.equals(self().shape(), other.shape())) {
      throw new IllegalArgumentException(
          "dot of "
              + Arrays.toString(self().shape())
              + " and "
              + Arrays.toString(other.shape())
              + ": the shapes must be the same.");
    }
    return Native.call("dot", self(), other, (a, b) -> a.reshape(-1).dot(b.reshape(-1)));
  }

  /** The variance over these dimensions, divided by n - 1 where {@code unbiased}, else by n. */
  default Tensor var(int[] dimensions, boolean unbiased, boolean keep) {
    long[] over = Native.longs(dimensions);
    return Native.call("var", self(), t -> t.var(over, unbiased, keep));
  }

  /** The variance over one dimension, divided by n - 1. */
  default Tensor var(int dimension) {
    return var(new int[] {dimension}, true, false);
  }

  /** The variance of all elements, divided by n - 1. */
  default Tensor var() {
    return Native.call("var", self(), t -> t.var(true));
  }

  /** The standard deviation over these dimensions, of n - 1 where {@code unbiased}, else of n. */
  default Tensor std(int[] dimensions, boolean unbiased, boolean keep) {
    long[] over = Native.longs(dimensions);
    return Native.call("std", self(), t -> t.std(over, unbiased, keep));
  }

  /** The standard deviation over one dimension, of n - 1. */
  default Tensor std(int dimension) {
    return std(new int[] {dimension}, true, false);
  }

  /** The standard deviation of all elements, of n - 1. */
  default Tensor std() {
    return Native.call("std", self(), t -> t.std(true));
  }

  /** The product of all elements. */
  default Tensor prod() {
    return Native.call("prod", self(), t -> t.prod());
  }

  /** The product over one dimension, which goes away. */
  default Tensor prod(int dimension) {
    return Native.call("prod", self(), t -> t.prod(dimension));
  }

  /** The running sum. */
  default Tensor cumsum(int dimension) {
    return Native.call("cumsum", self(), t -> t.cumsum(dimension));
  }

  /** The running product. */
  default Tensor cumprod(int dimension) {
    return Native.call("cumprod", self(), t -> t.cumprod(dimension));
  }

  /** The logarithm of the running sum of exponentials. */
  default Tensor logcumsumexp(int dimension) {
    return Native.call("logcumsumexp", self(), t -> t.logcumsumexp(dimension));
  }

  /** {@code exp(x) / sum(exp(x))} along a dimension. */
  default Tensor softmax(int dimension) {
    return Native.call("softmax", self(), t -> t.softmax(dimension));
  }

  /** The logarithm of the softmax, without overflow. */
  default Tensor logSoftmax(int dimension) {
    return Native.call("logSoftmax", self(), t -> t.log_softmax(dimension));
  }

  /** {@code log(sum(exp(x)))} over one dimension, without overflow. */
  default Tensor logSumExp(int dimension, boolean keep) {
    long[] over = {dimension};
    return Native.call("logSumExp", self(), t -> t.logsumexp(over, keep));
  }

  /** The greatest element along a dimension and where it stands; the dimension goes away. */
  default Ranked max(int dimension) {
    return Native.get("max", () -> Ranked.of(self().pointer().max(dimension, false)), self());
  }

  /** The smallest element along a dimension and where it stands; the dimension goes away. */
  default Ranked min(int dimension) {
    return Native.get("min", () -> Ranked.of(self().pointer().min(dimension, false)), self());
  }

  /** Where the greatest element stands along a dimension, which goes away (INT64). */
  default Tensor argmax(int dimension) {
    try (LongOptional over = new LongOptional(dimension)) {
      return Native.call("argmax", self(), t -> t.argmax(over, false));
    }
  }

  /** Where the smallest element stands along a dimension, which goes away (INT64). */
  default Tensor argmin(int dimension) {
    try (LongOptional over = new LongOptional(dimension)) {
      return Native.call("argmin", self(), t -> t.argmin(over, false));
    }
  }

  /** The running greatest element along a dimension and where it stands. */
  default Ranked cummax(int dimension) {
    return Native.get("cummax", () -> Ranked.of(self().pointer().cummax(dimension)), self());
  }

  /** The middle element along a dimension, the lower one of two; the dimension goes away. */
  default Ranked median(int dimension) {
    return Native.get("median", () -> Ranked.of(self().pointer().median(dimension, false)), self());
  }

  /**
   * The quantile of all elements, interpolated linearly (type 7).
   *
   * @param q in [0, 1]
   */
  default Tensor quantile(double q) {
    return Native.call("quantile", self(), t -> t.quantile(q));
  }

  /** The quantile along a dimension, which goes away, interpolated linearly (type 7). */
  default Tensor quantile(double q, int dimension) {
    try (LongOptional over = new LongOptional(dimension)) {
      return Native.call("quantile", self(), t -> t.quantile(q, over, false, "linear"));
    }
  }

  /**
   * The greatest elements along a dimension in descending order, or the smallest in ascending.
   *
   * @param k how many, at most the size of the dimension
   */
  default Ranked topk(int k, int dimension, boolean largest) {
    return Native.get(
        "topk", () -> Ranked.of(self().pointer().topk(k, dimension, largest, true)), self());
  }

  /** Sorts along a dimension. */
  default Ranked sort(int dimension, boolean descending) {
    return Native.get(
        "sort", () -> Ranked.of(self().pointer().sort(dimension, descending)), self());
  }

  /** Whether no element is NaN or infinite. */
  default boolean allFinite() {
    try (Tensor finite = self().isFinite();
        Tensor all = finite.all()) {
      return all.item() == 1;
    }
  }
}
