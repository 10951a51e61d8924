package dev.assay.tensor.nn;

import dev.assay.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A causal transformer over tokens, as GPT-2's (Radford et al. 2019) with untied output: INT64
 * tokens (..., n) become logits (..., n, vocabulary), where position i has seen tokens 0 to i.
 */
public final class LanguageModel extends UnaryLayer {
  private final int context;
  private final Embedding tokens;
  private final Parameter positions;
  private final List<TransformerBlock> blocks = new ArrayList<>();
  private final LayerNorm norm;
  private final Linear head;

  /**
   * Embeddings and the head start Gaussian with deviation 0.02, the rest as in PyTorch.
   *
   * @param context the most tokens it can see
   */
  public LanguageModel(
      int vocabulary, int context, int depth, int d, int heads, RandomGenerator random) {
    this.context = context;
    Initializer small = Initializer.normal(0.02);
    tokens = child("tokens", new Embedding(vocabulary, d, small, random));
    positions = parameter("positions", Role.EMBEDDING, small.draw(random, context, d));
    for (int i = 0; i < depth; i++) {
      TransformerBlock block = new TransformerBlock(d, heads, 4 * d, false, null, random);
      blocks.add(child("blocks." + i, block));
    }
    norm = child("norm", new LayerNorm(d));
    head = child("head", new Linear(d, vocabulary, false, Role.HEAD, small, random));
  }

  @Override
  public Tensor forward(Tensor ids) {
    int n = ids.size(-1);
    if (n > context) {
      throw new IllegalArgumentException(
          n + " tokens are more than this model's context of " + context + ".");
    }
    Tensor h = tokens.forward(ids);
    Tensor places = positions.value().slice(-2, 0, n);
    h = h.add(members() == 0 ? places : PerMember.spread(places, h));
    for (TransformerBlock block : blocks) {
      h = block.forward(h, true);
    }
    return head.forward(norm.forward(h));
  }
}
