package dev.assay.hub.search;

import org.jspecify.annotations.Nullable;

/**
 * How papers are searched.
 *
 * @param embedder for the search by meaning; null for words alone
 */
public record SearchSettings(@Nullable TextEmbedder embedder) {
  /** By words alone. */
  public static SearchSettings words() {
    return new SearchSettings(null);
  }

  /** By words and, as far as papers are embedded, by meaning. */
  public static SearchSettings hybrid(TextEmbedder embedder) {
    return new SearchSettings(embedder);
  }
}
