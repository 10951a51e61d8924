package dev.assay.tensor.nn;

import dev.assay.tensor.Attention;
import dev.assay.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * Multi-head attention (Vaswani et al. 2017): queries from (..., n, d), keys and values from (...,
 * m, d), the result (..., n, d).
 */
public final class MultiHeadAttention extends Layer {
  private final int heads;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear output;

  /**
   * Starts with PyTorch's initialization of linear maps.
   *
   * @param d features
   * @param heads divides d
   */
  public MultiHeadAttention(int d, int heads, RandomGenerator random) {
    if (heads < 1 || d % heads != 0) {
      throw new IllegalArgumentException(heads + " heads do not divide " + d + " features.");
    }
    this.heads = heads;
    query = child("query", new Linear(d, d, random));
    key = child("key", new Linear(d, d, random));
    value = child("value", new Linear(d, d, random));
    output = child("output", new Linear(d, d, random));
  }

  /**
   * Lets {@code x} look at {@code memory}.
   *
   * @param causal whether position i sees positions 0 to i only
   */
  public Tensor forward(Tensor x, Tensor memory, boolean causal) {
    Tensor q = split(query.forward(x));
    Tensor k = split(key.forward(memory));
    Tensor v = split(value.forward(memory));
    Tensor seen = causal ? Attention.causal(q, k, v) : Attention.full(q, k, v);
    return output.forward(seen.transpose(1, 2).reshape(x.shape()));
  }

  /** (..., n, d) becomes (all, heads, n, d / heads), the form that has a fast kernel. */
  private Tensor split(Tensor x) {
    long[] shape = x.shape();
    long[] split = {-1, shape[shape.length - 2], heads, shape[shape.length - 1] / heads};
    return x.reshape(split).transpose(1, 2);
  }
}
