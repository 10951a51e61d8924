package dev.assay.hub.search;

import dev.assay.hub.catalogue.ArxivId;
import java.util.List;

/**
 * A paper as an index finds it.
 *
 * @param score of words: BM25's, above 0; of vectors: the cosine, -1 to 1
 * @param year when it appeared, 0 where that is not known
 */
record IndexHit(ArxivId id, double score, List<String> categories, int year) {
  IndexHit withScore(double other) {
    return new IndexHit(id, other, categories, year);
  }
}
