package dev.assay.hub.search;

import java.util.List;

/**
 * An index of papers.
 *
 * <p>It holds nothing that the database does not, and follows it: each change comes with the state
 * that is reached by it, and both become durable together. One thread at a time changes it.
 */
interface SearchIndex extends PaperFinder {
  /** Removes all papers. */
  void clear(IndexState begun);

  /**
   * Adds papers, or replaces those of the same identifiers. When it returns, they and the state are
   * durable and are found.
   */
  void apply(List<IndexedPaper> papers, IndexState reached);
}
