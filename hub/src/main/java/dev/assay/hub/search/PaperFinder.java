package dev.assay.hub.search;

import java.util.List;

/** What an index of papers answers. Safe for use by many threads. */
interface PaperFinder extends AutoCloseable {
  /** How far it has followed the database; durable. */
  IndexState state();

  /** How many papers it holds. */
  long papers();

  /** The papers that hold some of the query's words and meet all else in it, by BM25. */
  Found byWords(Criteria criteria, int limit);

  /**
   * The papers that meet the criteria whose vectors are nearest, by the cosine.
   *
   * @param vector of the model that the state names
   */
  Found byVector(Embedding vector, Criteria criteria, int limit);

  /** The papers that meet the criteria, newest first; words do not count. */
  Found newest(Criteria criteria, int limit);

  /** What text that is still being typed may become. */
  List<Suggestion> suggest(String prefix, int limit);

  @Override
  void close();
}
