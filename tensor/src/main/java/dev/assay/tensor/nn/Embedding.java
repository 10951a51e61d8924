package dev.assay.tensor.nn;

import dev.assay.tensor.Tensor;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A learned table (rows x d): INT64 ids (...) in [0, rows) become (..., d). */
public final class Embedding extends UnaryLayer {
  private final int rows;
  private final Parameter weight;

  /** Starts with standard Gaussian numbers, as in PyTorch. */
  public Embedding(int rows, int d, RandomGenerator random) {
    this(rows, d, Initializer.normal(1), random);
  }

  /** Starts with numbers of this kind. */
  public Embedding(int rows, int d, Initializer start, RandomGenerator random) {
    this.rows = rows;
    weight = parameter("weight", Role.EMBEDDING, start.draw(random, rows, d));
  }

  /** The table (rows x d). */
  public Parameter weight() {
    return weight;
  }

  @Override
  public Tensor forward(Tensor ids) {
    if (members() == 0) {
      return weight.value().embedding(ids);
    }
    // One table with the rows of all members; what lies outside of a member's rows is refused.
    if (ids.count() > 0 && (ids.amin().itemLong() < 0 || ids.amax().itemLong() >= rows)) {
      throw new IllegalArgumentException("embedding: an id is not in [0, " + rows + ").");
    }
    long[] shape = new long[ids.dimensions()];
    Arrays.fill(shape, 1);
    shape[0] = members();
    Tensor first = Tensor.range(0, members()).mul(rows).reshape(shape).to(ids.device());
    return weight.value().flatten(0, 1).embedding(ids.add(first.to(ids.dtype())));
  }
}
