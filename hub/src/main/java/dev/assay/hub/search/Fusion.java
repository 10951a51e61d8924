package dev.assay.hub.search;

import dev.assay.hub.catalogue.ArxivId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reciprocal rank fusion: Cormack, Clarke and Buettcher, "Reciprocal rank fusion outperforms
 * Condorcet and individual rank learning methods", SIGIR 2009. A paper's score is the sum over the
 * lists of 1 / (60 + its rank there).
 */
final class Fusion {
  private static final int CONSTANT = 60;

  private Fusion() {}

  static List<IndexHit> of(List<IndexHit> words, List<IndexHit> vectors) {
    Map<ArxivId, Double> scores = new HashMap<>();
    Map<ArxivId, IndexHit> hits = new HashMap<>();
    for (List<IndexHit> list : List.of(words, vectors)) {
      int rank = 1;
      for (IndexHit hit : list) {
        scores.merge(hit.id(), 1.0 / (CONSTANT + rank++), Double::sum);
        hits.putIfAbsent(hit.id(), hit);
      }
    }
    List<IndexHit> fused = new ArrayList<>();
    hits.forEach(
        (id, hit) ->
            fused.add(
                new IndexHit(id, scores.getOrDefault(id, 0.0), hit.categories(), hit.year())));
    fused.sort(Comparator.comparingDouble(IndexHit::score).reversed().thenComparing(IndexHit::id));
    return fused;
  }
}
