package dev.assay.hub.search;

class OpenSearchVectorsTest extends VectorSearchContract {
  @Override
  SearchIndex open() {
    return new OpenSearchIndex(TestSearchServer.index("vectors"), "here");
  }

  /** A graph of neighbours may miss one. */
  @Override
  double recall() {
    return 0.95;
  }
}
