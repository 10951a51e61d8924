package dev.assay.tensor;

import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;

/**
 * Operations that arrange the same elements otherwise.
 *
 * <p>Dimensions count from 0, or from the last one with -1. Where a method says that it shares
 * memory, an in-place change of one tensor shows in the other.
 */
public sealed interface Shaping permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /** Swaps the last two dimensions: (..., n, m) becomes (..., m, n). Shares memory. */
  default Tensor transpose() {
    return transpose(-2, -1);
  }

  /** Swaps two dimensions. Shares memory. */
  default Tensor transpose(int first, int second) {
    return Native.call("transpose", self(), t -> t.transpose(first, second));
  }

  /** Puts the dimensions in this order: (a, b, c) by (2, 0, 1) is (c, a, b). Shares memory. */
  default Tensor permute(int... order) {
    long[] dimensions = Native.longs(order);
    return Native.call("permute", self(), t -> t.permute(dimensions));
  }

  /**
   * The same elements in row-major order under another shape. Shares memory where it can.
   *
   * @param shape the sizes; one of them may be -1 and follows from the rest
   */
  default Tensor reshape(long... shape) {
    return Native.call("reshape", self(), t -> t.reshape(shape));
  }

  /** Joins the dimensions from {@code first} to {@code last}. Shares memory where it can. */
  default Tensor flatten(int first, int last) {
    return Native.call("flatten", self(), t -> t.flatten(first, last));
  }

  /** Takes a dimension of size 1 away. Shares memory. */
  default Tensor squeeze(int dimension) {
    return Native.call("squeeze", self(), t -> t.squeeze(dimension));
  }

  /** Puts a dimension of size 1 there. Shares memory. */
  default Tensor unsqueeze(int dimension) {
    return Native.call("unsqueeze", self(), t -> t.unsqueeze(dimension));
  }

  /** Repeats dimensions of size 1, and missing first ones, up to this shape, without a copy. */
  default Tensor expand(long... shape) {
    return Native.call("expand", self(), t -> t.expand(shape));
  }

  /** Copies of the tensor side by side: this many along each dimension. */
  default Tensor tile(long... times) {
    return Native.call("tile", self(), t -> t.repeat(times));
  }

  /** Each slice along a dimension this many times in a row. */
  default Tensor repeatInterleave(long times, int dimension) {
    try (LongOptional over = new LongOptional(dimension)) {
      return Native.call(
          "repeatInterleave", self(), t -> t.repeat_interleave(times, over, Native.NO_LONG));
    }
  }

  /** The elements from {@code from} to before {@code to} along one dimension. Shares memory. */
  default Tensor slice(int dimension, long from, long to) {
    return Native.call("slice", self(), t -> t.narrow(dimension, from, to - from));
  }

  /** Every {@code step}-th element from {@code from} to before {@code to}. Shares memory. */
  default Tensor slice(int dimension, long from, long to, long step) {
    try (LongOptional start = new LongOptional(from);
        LongOptional end = new LongOptional(to)) {
      return Native.call("slice", self(), t -> t.slice(dimension, start, end, step));
    }
  }

  /** The slice at one position of a dimension, which goes away. Shares memory. */
  default Tensor select(int dimension, long index) {
    return Native.call("select", self(), t -> t.select(dimension, index));
  }

  /** Pieces of this size along a dimension; the last one may be smaller. They share memory. */
  default List<Tensor> split(long size, int dimension) {
    return Native.get("split", () -> Native.own(self().pointer().split(size, dimension)), self());
  }

  /** At most this many pieces of equal size along a dimension. They share memory. */
  default List<Tensor> chunk(int pieces, int dimension) {
    return Native.get("chunk", () -> Native.own(self().pointer().chunk(pieces, dimension)), self());
  }

  /** The slices along a dimension, which goes away. They share memory. */
  default List<Tensor> unbind(int dimension) {
    return Native.get("unbind", () -> Native.own(self().pointer().unbind(dimension)), self());
  }

  /** In reverse order along these dimensions. */
  default Tensor flip(int... dimensions) {
    long[] over = Native.longs(dimensions);
    return Native.call("flip", self(), t -> t.flip(over));
  }

  /** Shifted along a dimension; what leaves at one end enters at the other. */
  default Tensor roll(long shift, int dimension) {
    return Native.call("roll", self(), t -> t.roll(new long[] {shift}, dimension));
  }

  /**
   * Puts a constant around the elements.
   *
   * @param value what is put there
   * @param widths before and after the last dimension, before and after the one before it, ...
   */
  default Tensor pad(double value, long... widths) {
    try (Scalar scalar = new Scalar(value)) {
      return Native.call("pad", self(), t -> torch.constant_pad_nd(t, widths, scalar));
    }
  }

  /** Puts reflected elements around the last dimensions, without repeating the edge. */
  default Tensor padReflected(long... widths) {
    return Native.call(
        "padReflected", self(), t -> torch.pad(t, widths, "reflect", Native.NO_DOUBLE));
  }

  /**
   * Windows along a dimension: size n becomes (n - size) / step + 1, and a last dimension of {@code
   * size} is added. Shares memory.
   */
  default Tensor windows(int dimension, long size, long step) {
    return Native.call("windows", self(), t -> t.unfold(dimension, size, step));
  }

  /** The diagonal of the last two dimensions: (..., n, n) becomes (..., n). Shares memory. */
  default Tensor diagonal() {
    return Native.call("diagonal", self(), t -> t.diagonal(0, -2, -1));
  }

  /** Square matrices with the last dimension on their diagonal: (..., n) becomes (..., n, n). */
  default Tensor diagonalMatrix() {
    return Native.call("diagonalMatrix", self(), t -> t.diag_embed());
  }

  /** The lower triangle; {@code diagonal} 0 is the main one, 1 the one above it. */
  default Tensor tril(int diagonal) {
    return Native.call("tril", self(), t -> t.tril(diagonal));
  }

  /** The upper triangle; {@code diagonal} 0 is the main one, 1 the one above it. */
  default Tensor triu(int diagonal) {
    return Native.call("triu", self(), t -> t.triu(diagonal));
  }

  /** The same elements in row-major order in memory: this tensor, or a copy. */
  default Tensor contiguous() {
    return Native.call("contiguous", self(), t -> t.contiguous());
  }

  /**
   * The same elements with the channels of a pixel side by side in memory, for images (batch,
   * channels, height, width): this tensor, or a copy. Convolution and pooling keep the order.
   */
  default Tensor channelsLast() {
    return Native.call("channelsLast", self(), t -> t.contiguous(torch.MemoryFormat.ChannelsLast));
  }
}
