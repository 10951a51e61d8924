package dev.assay.hub.search;

import java.util.Random;
import java.util.function.Consumer;

/** Vectors made of a text's hash: quick, and of no meaning. */
final class HashEmbedder implements TextEmbedder {
  private static final int DIMENSION = 8;
  private final Consumer<String> embedded;

  /**
   * @param embedded is told each text that is embedded to be found
   */
  HashEmbedder(Consumer<String> embedded) {
    this.embedded = embedded;
  }

  @Override
  public String name() {
    return "hash";
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public Embedding document(String text) {
    embedded.accept(text);
    return query(text);
  }

  @Override
  public Embedding query(String text) {
    Random random = new Random(text.hashCode());
    float[] direction = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      direction[i] = (float) random.nextGaussian();
    }
    return Embedding.of(direction);
  }

  @Override
  public void close() {}
}
