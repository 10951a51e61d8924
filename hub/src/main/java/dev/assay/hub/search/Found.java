package dev.assay.hub.search;

import java.util.List;

/**
 * The best papers for a query, best first.
 *
 * @param total how many match, as far as was counted: at least the number of hits
 */
record Found(List<IndexHit> hits, long total) {
  static final Found NOTHING = new Found(List.of(), 0);

  Found {
    hits = List.copyOf(hits);
  }
}
