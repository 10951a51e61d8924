package dev.assay.hub.search;

/** The same searches with the index on a server. */
class OpenSearchPaperSearchTest extends PaperSearchTest {
  @Override
  SearchSettings settings() {
    return SearchSettings.words().on(TestSearchServer.index("searches"));
  }
}
