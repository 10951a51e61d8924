package dev.assay.tensor;

import java.util.Arrays;
import org.bytedeco.pytorch.global.torch;

/**
 * Scaled dot-product attention (Vaswani et al. 2017, equation 1): {@code softmax(q k^T / sqrt(d))
 * v}.
 *
 * <p>Queries are (..., n, d), keys (..., m, d), values (..., m, e), the result (..., n, e).
 */
public final class Attention {
  private Attention() {}

  /** Every query sees every key. */
  public static Tensor full(Tensor queries, Tensor keys, Tensor values) {
    return attend(queries, keys, values, false);
  }

  /** Query i sees keys 0 to i. */
  public static Tensor causal(Tensor queries, Tensor keys, Tensor values) {
    return attend(queries, keys, values, true);
  }

  /**
   * Query i sees what the mask lets it.
   *
   * @param mask broadcast to (..., n, m): BOOL, true where the query may look; or numbers that are
   *     added to the scores
   */
  public static Tensor masked(Tensor queries, Tensor keys, Tensor values, Tensor mask) {
    requireFit(queries, keys, values);
    return Native.get(
        "attention",
        () ->
            new Tensor(
                torch.scaled_dot_product_attention(
                    queries.pointer(),
                    keys.pointer(),
                    values.pointer(),
                    Native.optional(mask),
                    0,
                    false,
                    Native.NO_DOUBLE,
                    false)),
        queries,
        keys,
        values,
        mask);
  }

  // The fast kernels trust the lengths: they would read beyond the end of shorter values.
  private static void requireFit(Tensor queries, Tensor keys, Tensor values) {
    long[] q = queries.shape();
    long[] k = keys.shape();
    long[] v = values.shape();
    if (q.length < 2
        || k.length < 2
        || v.length < 2
        || q[q.length - 1] != k[k.length - 1]
        || k[k.length - 2] != v[v.length - 2]) {
      throw new IllegalArgumentException(
          "attention of "
              + Arrays.toString(q)
              + " and "
              + Arrays.toString(k)
              + " and "
              + Arrays.toString(v)
              + ": queries (..., n, d), keys (..., m, d) and values (..., m, e) are needed.");
    }
  }

  private static Tensor attend(Tensor queries, Tensor keys, Tensor values, boolean causal) {
    requireFit(queries, keys, values);
    return Native.get(
        "attention",
        () ->
            new Tensor(
                torch.scaled_dot_product_attention(
                    queries.pointer(),
                    keys.pointer(),
                    values.pointer(),
                    Native.NO_TENSOR,
                    0,
                    causal,
                    Native.NO_DOUBLE,
                    false)),
        queries,
        keys,
        values);
  }
}
