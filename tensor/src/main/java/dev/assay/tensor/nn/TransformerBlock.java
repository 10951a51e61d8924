package dev.assay.tensor.nn;

import dev.assay.tensor.Tensor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Attention and a perceptron, each behind a layer norm and with a way around it ("pre-norm", Xiong
 * et al. 2020): (..., n, d) stays (..., n, d).
 */
public final class TransformerBlock extends Layer {
  private final LayerNorm attentionNorm;
  private final MultiHeadAttention attention;
  private final @Nullable LayerNorm crossNorm;
  private final @Nullable MultiHeadAttention cross;
  private final LayerNorm mlpNorm;
  private final Linear up;
  private final Linear down;
  private final @Nullable Dropout dropout;

  /**
   * Starts with PyTorch's initialization of linear maps.
   *
   * @param width of the perceptron's hidden layer, often 4 * d
   * @param crossed whether it also looks at a memory
   * @param dropout applied to what attention and perceptron add, or null for none
   */
  public TransformerBlock(
      int d,
      int heads,
      int width,
      boolean crossed,
      @Nullable Dropout dropout,
      RandomGenerator random) {
    attentionNorm = child("attention_norm", new LayerNorm(d));
    attention = child("attention", new MultiHeadAttention(d, heads, random));
    crossNorm = crossed ? child("cross_norm", new LayerNorm(d)) : null;
    cross = crossed ? child("cross", new MultiHeadAttention(d, heads, random)) : null;
    mlpNorm = child("mlp_norm", new LayerNorm(d));
    up = child("up", new Linear(d, width, random));
    down = child("down", new Linear(width, d, random));
    this.dropout = dropout == null ? null : child("dropout", dropout);
  }

  /** Applies a block that looks at no memory. */
  public Tensor forward(Tensor x, boolean causal) {
    if (cross != null) {
      throw new IllegalArgumentException("This block also looks at a memory, and none is given.");
    }
    return mlp(attend(x, causal));
  }

  /** Applies a block that looks at a memory (..., m, d) after itself. */
  public Tensor forward(Tensor x, Tensor memory, boolean causal) {
    if (cross == null || crossNorm == null) {
      throw new IllegalArgumentException("This block looks at no memory, and one is given.");
    }
    Tensor h = attend(x, causal);
    h = h.add(drop(cross.forward(crossNorm.forward(h), memory, false)));
    return mlp(h);
  }

  private Tensor attend(Tensor x, boolean causal) {
    Tensor normal = attentionNorm.forward(x);
    return x.add(drop(attention.forward(normal, normal, causal)));
  }

  private Tensor mlp(Tensor x) {
    return x.add(drop(down.forward(up.forward(mlpNorm.forward(x)).gelu())));
  }

  private Tensor drop(Tensor x) {
    return dropout == null ? x : dropout.forward(x);
  }
}
