package dev.assay.hub.search;

/** The same searches with the index on a server. */
class OpenSearchHybridSearchTest extends HybridSearchTest {
  @Override
  SearchSettings settings(TextEmbedder embedder) {
    return super.settings(embedder).on(TestSearchServer.index("meanings"));
  }
}
