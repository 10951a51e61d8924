package dev.assay.hub.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.hub.HubException;
import dev.assay.hub.catalogue.PaperFilter;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenSearchIndexTest extends SearchIndexContract {
  private static final SearchServer SERVER = TestSearchServer.index("contract");

  @Override
  SearchIndex open() {
    return new OpenSearchIndex(SERVER, "here");
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
