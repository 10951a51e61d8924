package dev.assay.hub.search;

import java.util.List;

/** What an index of papers answers. Safe for use by many threads. */
interface PaperFinder {
  /** The papers that hold some of the query's words and meet all else in it, by BM25. */
  Found byWords(Criteria criteria, int limit);

  /** The papers that meet the criteria whose vectors are nearest, by the cosine. */
  Found byVector(Embedding vector, Criteria criteria, int limit);

  /** The papers that meet the criteria, newest first; words do not count. */
  Found newest(Criteria criteria, int limit);

  /** What text that is still being typed may become. */
  List<Suggestion> suggest(String prefix, int limit);
}
