package dev.assay.papers.overtraining;

import dev.assay.tensor.Tensor;
import dev.assay.tensor.nn.Activation;
import dev.assay.tensor.nn.Embedding;
import dev.assay.tensor.nn.Mlp;
import dev.assay.tensor.nn.UnaryLayer;
import java.util.random.RandomGenerator;

/**
 * A neural language model of n-grams (Bengio, Ducharme, Vincent and Jauvin, "A neural probabilistic
 * language model", Journal of Machine Learning Research 3, 2003): the embeddings of the last
 * characters, side by side, through one hidden layer. INT64 characters (n, context) become logits
 * (n, characters).
 */
final class NgramNetwork extends UnaryLayer {
  private final int width;
  private final Embedding embedding;
  private final Mlp perceptron;

  NgramNetwork(int characters, int context, int features, int hidden, RandomGenerator random) {
    width = context * features;
    embedding = child("embedding", new Embedding(characters, features, random));
    perceptron = child("perceptron", new Mlp(Activation.GELU, random, width, hidden, characters));
  }

  @Override
  public Tensor forward(Tensor ids) {
    return perceptron.forward(embedding.forward(ids).reshape(-1, width));
  }
}
