package dev.assay.hub.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.hub.HubException;
import dev.assay.hub.catalogue.PaperFilter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On a real server, but for vectors: see {@link OpenSearchVectorsTest}. */
class OpenSearchIndexTest extends SearchIndexContract {
  private static final SearchServer SERVER = TestSearchServer.index("contract");

  @Override
  SearchIndex open() {
    return new OpenSearchIndex(SERVER, "here");
  }

  /** The server has no k-NN plugin. */
  @Override
  @Test
  void findsByVectorsAmongWhatMeetsTheCriteria() {
    Criteria any = new Criteria(SearchQuery.parse("anything"), PaperFilter.all(), false);
    assertThat(index().byVector(Embedding.of(new float[] {2, 1}), any, 2).hits()).isEmpty();
  }

  @Test
  void anIndexOfAnotherDatabaseIsLeftAlone() {
    try (SearchIndex other = new OpenSearchIndex(SERVER, "elsewhere")) {
      assertThatThrownBy(other::state)
          .isInstanceOf(HubException.class)
          .hasMessageContaining("The index contract on the search server holds something else");
    }
    assertThat(index().papers()).isEqualTo(3);
  }

  @Test
  void aHubThatIsLateLeavesTheNewerStateOfAPaper() {
    try (SearchIndex late = open()) {
      IndexState begun = late.state();
      index().apply(List.of(renamed("Newer")), new IndexState("here", "model", 9, 3));
      late.apply(List.of(renamed("Older")), begun.withPapers(8));
    }
    Criteria newer = new Criteria(SearchQuery.parse("newer"), PaperFilter.all(), false);
    assertThat(index().byWords(newer, 10).hits()).hasSize(1);
  }
}
