package dev.assay.tensor.nn;

import dev.assay.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Blocks in which position i sees positions 0 to i and all of a memory, and a layer norm: (..., n,
 * d) with a memory (..., m, d) stays (..., n, d).
 */
public final class TransformerDecoder extends Layer {
  private final List<TransformerBlock> blocks = new ArrayList<>();
  private final LayerNorm norm;

  /** With perceptrons of hidden width 4 * d and without dropout. */
  public TransformerDecoder(int depth, int d, int heads, RandomGenerator random) {
    for (int i = 0; i < depth; i++) {
      TransformerBlock block = new TransformerBlock(d, heads, 4 * d, true, null, random);
      blocks.add(child("blocks." + i, block));
    }
    norm = child("norm", new LayerNorm(d));
  }

  /** Decodes {@code x} with an encoder's result. */
  public Tensor forward(Tensor x, Tensor memory) {
    Tensor h = x;
    for (TransformerBlock block : blocks) {
      h = block.forward(h, memory, true);
    }
    return norm.forward(h);
  }
}
