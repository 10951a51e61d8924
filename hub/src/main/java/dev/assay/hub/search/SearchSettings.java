package dev.assay.hub.search;

import org.jspecify.annotations.Nullable;

/**
 * How papers are searched.
 *
 * @param embedder for the search by meaning; null for words alone
 * @param server that holds the index, null for one in the home folder
 */
public record SearchSettings(@Nullable TextEmbedder embedder, @Nullable SearchServer server) {
  /** By words alone. */
  public static SearchSettings words() {
    return new SearchSettings(null, null);
  }

  /** By words and, as far as papers are embedded, by meaning. */
  public static SearchSettings hybrid(TextEmbedder embedder) {
    return new SearchSettings(embedder, null);
  }

  /** The same with an index on a server; null for one in the home folder. */
  public SearchSettings on(@Nullable SearchServer other) {
    return new SearchSettings(embedder, other);
  }
}
