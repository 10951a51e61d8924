package dev.assay.hub.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.hub.HubException;
import dev.assay.hub.catalogue.PaperFilter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenSearchIndexTest extends SearchIndexContract {
  private static final SearchServer SERVER = TestSearchServer.index("contract");

  @Override
  SearchIndex open() {
    return new OpenSearchIndex(SERVER, "here");
  }

  @Test
  void anIndexFromBeforeThePluginIsMadeAnew() {
    try (OpenSearchClient client = new OpenSearchClient(SERVER)) {
      JsonNode meta = client.ask("GET", "/_mapping").body().at("/contract/mappings/_meta");
      assertThat(client.ask("DELETE", "").isOk()).isTrue();
      Object plain = Map.of("mappings", Map.of("_meta", meta));
      assertThat(client.ask("PUT", "", Map.of(), plain).isOk()).isTrue();
    }
    try (SearchIndex anew = open()) {
      assertThat(anew.state()).isEqualTo(IndexState.empty("here"));
      anew.apply(List.of(renamed("Anew")), new IndexState("here", "model", 8, 3));
      Criteria any = new Criteria(SearchQuery.parse("any"), PaperFilter.all(), false);
      assertThat(anew.byVector(Embedding.of(new float[] {1, 0}), any, 5).hits()).hasSize(1);
    }
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
