package dev.assay.hub.search;

import dev.assay.hub.catalogue.ArxivId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A convex combination of the two scores, each on its own scale: BM25's as a part of the query's
 * best, and the cosine. Both weigh the same.
 *
 * <p>Bruch, Gai and Ingber, "An analysis of fusion functions for hybrid retrieval", ACM TOIS 2023,
 * find it better than a fusion of ranks, which forgets how clearly a list's first is first: where
 * the words are all there, BM25 is far ahead and decides; where none is, the cosine does.
 */
final class Fusion {
  private Fusion() {}

  /** The papers of both lists, best first; one that is not in a list has 0 from it. */
  static List<IndexHit> of(List<IndexHit> words, List<IndexHit> vectors) {
    double best = words.isEmpty() ? 1 : words.getFirst().score();
    Map<ArxivId, IndexHit> fused = new HashMap<>();
    words.forEach(hit -> fused.put(hit.id(), hit.withScore(hit.score() / best / 2)));
    vectors.forEach(
        hit ->
            fused.merge(
                hit.id(),
                hit.withScore(hit.score() / 2),
                (word, vector) -> word.withScore(word.score() + vector.score())));
    return fused.values().stream()
        .sorted(Comparator.comparingDouble(IndexHit::score).reversed().thenComparing(IndexHit::id))
        .toList();
  }
}
