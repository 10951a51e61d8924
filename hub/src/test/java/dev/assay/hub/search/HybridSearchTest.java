package dev.assay.hub.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.Library;
import dev.assay.hub.SamplePapers;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperFilter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches by words and by meaning, from the first paper that is embedded to another model. */
class HybridSearchTest {
  private static final String QUERY = "dachshund";

  @TempDir Path home;

  /** How papers are searched here. */
  SearchSettings settings(TextEmbedder embedder) {
    return SearchSettings.hybrid(embedder);
  }

  /** To it words of one sense mean the same, and all others nothing. */
  private record Senses(String name, List<List<String>> senses) implements TextEmbedder {
    @Override
    public int dimension() {
      return senses.size() + 1;
    }

    @Override
    public Embedding document(String text) {
      float[] direction = new float[dimension()];
      direction[senses.size()] = 0.1f;
      for (String word : text.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
        for (int i = 0; i < senses.size(); i++) {
          direction[i] += senses.get(i).contains(word) ? 1 : 0;
        }
      }
      return Embedding.of(direction);
    }

    @Override
    public Embedding query(String text) {
      return document(text);
    }

    @Override
    public void close() {}
  }

  @Test
  void whatIsEmbeddedIsFoundByItsMeaningToo() {
    String database = TestLibrary.newDatabase();
    TextEmbedder dogs =
        new Senses("dogs.1", List.of(List.of("dachshund", "spaniel"), List.of("quasar")));
    try (Library library = Library.open(home, settings(dogs), database)) {
      library
          .papers()
          .upsert(
              List.of(
                  paper("1905.00001", "A spaniel swims", "cs.LG"),
                  paper("1905.00002", "The spaniel and the quasar", "cs.CL"),
                  paper("1905.00003", "Of a dachshund", "cs.CL"),
                  paper("1905.00004", "A leopard", "cs.CL")));
      PaperSearch search = library.search();
      search.catchUp();
      assertThat(find(search, QUERY)).isEqualTo("1905.00003");

      embedAll(search);
      assertThat(find(search, QUERY)).isEqualTo("1905.00003 1905.00001 1905.00002");
      assertThat(find(search, QUERY + " cat:cs.LG")).isEqualTo("1905.00001");
      assertThat(find(search, QUERY + " date:2020..")).isEmpty();
      Paper swims = library.papers().find(new ArxivId("1905.00001")).orElseThrow();
      assertThat(search.similar(swims, 2))
          .extracting(paper -> paper.id().value())
          .containsExactly("1905.00003", "1905.00002");
    }
    TextEmbedder cats = new Senses("cats.1", List.of(List.of("dachshund", "leopard")));
    try (Library library = Library.open(home, settings(cats), database)) {
      PaperSearch search = library.search();
      search.catchUp();
      assertThat(find(search, QUERY)).as("by the words alone").isEqualTo("1905.00003");

      embedAll(search);
      assertThat(find(search, QUERY)).isEqualTo("1905.00003 1905.00004");
    }
  }

  private static void embedAll(PaperSearch search) {
    while (search.embedSome()) {
      // Each step is durable.
    }
    search.catchUp();
  }

  private static Paper paper(String id, String title, String category) {
    return SamplePapers.paper(id, "2019-05-01", title).categories(List.of(category)).build();
  }

  private static String find(PaperSearch search, String query) {
    return String.join(
        " ",
        search.search(SearchQuery.parse(query), PaperFilter.all(), Page.first(10)).hits().stream()
            .map(hit -> hit.paper().id().value())
            .toList());
  }
}
