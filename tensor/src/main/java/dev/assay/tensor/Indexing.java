package dev.assay.tensor;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorIndex;
import org.bytedeco.pytorch.TensorIndexVector;
import org.bytedeco.pytorch.global.torch;

/** Operations that pick elements or put them somewhere, by INT64 positions or BOOL masks. */
public sealed interface Indexing permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /** What {@link #scatterReduce} does with the elements that meet at one position. */
  enum Meeting {
    /** Adds them. */
    SUM("sum"),
    /** Multiplies them. */
    PROD("prod"),
    /** Takes their mean. */
    MEAN("mean"),
    /** Takes the greatest. */
    AMAX("amax"),
    /** Takes the smallest. */
    AMIN("amin");

    private final String label;

    Meeting(String label) {
      this.label = label;
    }
  }

  /**
   * Rows of a table by their numbers: of a table (n x d) and ids of any shape (...) it is (..., d).
   *
   * @param ids INT64 or INT32, in [0, n)
   */
  default Tensor embedding(Tensor ids) {
    return Native.call("embedding", self(), ids, (table, i) -> torch.embedding(table, i));
  }

  /** The slices at these positions (a vector) along a dimension. */
  default Tensor indexSelect(int dimension, Tensor positions) {
    return Native.call("indexSelect", self(), positions, (a, i) -> a.index_select(dimension, i));
  }

  /** {@code out[i][j] = this[positions[i][j]][j]} for dimension 0, and so on. */
  default Tensor gather(int dimension, Tensor positions) {
    return Native.call("gather", self(), positions, (a, i) -> a.gather(dimension, i));
  }

  /** A copy with {@code out[positions[i][j]][j] = source[i][j]} for dimension 0, and so on. */
  default Tensor scatter(int dimension, Tensor positions, Tensor source) {
    return Native.get(
        "scatter",
        () ->
            new Tensor(self().pointer().scatter(dimension, positions.pointer(), source.pointer())),
        self(),
        positions,
        source);
  }

  /** As {@link #scatter}, but adds to what is there. */
  default Tensor scatterAdd(int dimension, Tensor positions, Tensor source) {
    return Native.get(
        "scatterAdd",
        () ->
            new Tensor(
                self().pointer().scatter_add(dimension, positions.pointer(), source.pointer())),
        self(),
        positions,
        source);
  }

  /** As {@link #scatter}, but combines with what is there. */
  default Tensor scatterReduce(int dimension, Tensor positions, Tensor source, Meeting meeting) {
    return Native.get(
        "scatterReduce",
        () ->
            new Tensor(
                self()
                    .pointer()
                    .scatter_reduce(
                        dimension, positions.pointer(), source.pointer(), meeting.label, true)),
        self(),
        positions,
        source);
  }

  /** The elements at these positions of the first dimensions, broadcast together, as in NumPy. */
  default Tensor at(Tensor... positions) {
    Tensor[] all = new Tensor[positions.length + 1];
    all[0] = self();
    System.arraycopy(positions, 0, all, 1, positions.length);
    return Native.get(
        "at",
        () -> {
          try (TensorIndexVector indices = new TensorIndexVector()) {
            for (Tensor p : positions) {
              try (TensorIndex index = new TensorIndex(p.pointer())) {
                indices.push_back(index);
              }
            }
            return new Tensor(self().pointer().index(indices));
          }
        },
        all);
  }

  /** The elements where the mask is true, as a vector. */
  default Tensor maskedSelect(Tensor mask) {
    return Native.call("maskedSelect", self(), mask, (a, m) -> a.masked_select(m));
  }

  /** A copy with this value where the mask is true. */
  default Tensor maskedFill(Tensor mask, double value) {
    try (Scalar scalar = new Scalar(value)) {
      return Native.call("maskedFill", self(), mask, (a, m) -> a.masked_fill(m, scalar));
    }
  }

  /** The positions of the elements that are not 0: (count x dimensions), INT64. */
  default Tensor nonzero() {
    return Native.call("nonzero", self(), t -> t.nonzero());
  }

  /** 1 at each number's place, 0 elsewhere: (...) of INT64 in [0, classes) is (..., classes). */
  default Tensor oneHot(long classes) {
    return Native.call("oneHot", self(), t -> torch.one_hot(t, classes));
  }

  /**
   * How often each of 0, 1, ... occurs in a vector of integers; at least {@code atLeast} counts.
   */
  default Tensor bincount(long atLeast) {
    return Native.call("bincount", self(), t -> t.bincount(Native.NO_TENSOR, atLeast));
  }

  /** How many of the ascending {@code boundaries} (a vector) are less than each element. */
  default Tensor bucketize(Tensor boundaries) {
    return Native.call("bucketize", self(), boundaries, (a, b) -> torch.bucketize(a, b));
  }
}
