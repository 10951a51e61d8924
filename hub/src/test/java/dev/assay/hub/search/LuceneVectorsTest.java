package dev.assay.hub.search;

class LuceneVectorsTest extends VectorSearchContract {
  @Override
  SearchIndex open() {
    return LuceneIndex.inMemory("here");
  }
}
