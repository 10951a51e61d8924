package dev.assay.hub.search;

import org.jspecify.annotations.Nullable;

/**
 * How far the index and the embeddings have come.
 *
 * @param papers how many there are
 * @param indexed how many of them are found by words
 * @param embedded how many of them have an embedding
 * @param model whose embeddings, null where papers are found by words alone
 * @param problem why it does not go on, null where it does
 */
public record SearchProgress(
    long papers, long indexed, long embedded, @Nullable String model, @Nullable String problem) {
  public boolean isComplete() {
    return indexed >= papers && (model == null || embedded >= papers);
  }
}
