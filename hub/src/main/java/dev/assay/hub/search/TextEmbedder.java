package dev.assay.hub.search;

/**
 * Turns text into a vector so that texts of like meaning lie near each other.
 *
 * <p>The same text always gives the same embedding. Safe for use by many threads.
 */
public interface TextEmbedder extends AutoCloseable {
  /** Names the model and all that decides its embeddings: those of one name are comparable. */
  String name();

  /** How many numbers an embedding has. */
  int dimension();

  /** The embedding of a text that is to be found; of a long text, that of its beginning. */
  Embedding document(String text);

  /** The embedding of what is looked for. */
  Embedding query(String text);

  @Override
  void close();
}
