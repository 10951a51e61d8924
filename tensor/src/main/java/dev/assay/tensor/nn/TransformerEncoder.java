package dev.assay.tensor.nn;

import dev.assay.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Blocks that see all positions, and a layer norm: (..., n, d) stays (..., n, d). */
public final class TransformerEncoder extends UnaryLayer {
  private final List<TransformerBlock> blocks = new ArrayList<>();
  private final LayerNorm norm;

  /** With perceptrons of hidden width 4 * d and without dropout. */
  public TransformerEncoder(int depth, int d, int heads, RandomGenerator random) {
    for (int i = 0; i < depth; i++) {
      TransformerBlock block = new TransformerBlock(d, heads, 4 * d, false, null, random);
      blocks.add(child("blocks." + i, block));
    }
    norm = child("norm", new LayerNorm(d));
  }

  @Override
  public Tensor forward(Tensor x) {
    Tensor h = x;
    for (TransformerBlock block : blocks) {
      h = block.forward(h, false);
    }
    return norm.forward(h);
  }
}
