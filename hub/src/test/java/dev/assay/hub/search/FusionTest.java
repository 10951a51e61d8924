package dev.assay.hub.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperFilter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FusionTest {
  private static IndexHit hit(String id, double score) {
    return new IndexHit(new ArxivId(id), score, List.of(), 0);
  }

  @Test
  void addsHalfOfEachScoreOnItsOwnScale() {
    List<IndexHit> fused =
        Fusion.of(
            List.of(hit("2401.00001", 20), hit("2401.00002", 5)),
            List.of(hit("2401.00003", 0.8), hit("2401.00002", 0.6)));

    assertThat(fused)
        .containsExactly(
            // 20/20/2; 5/20/2 + .6/2; .8/2
            hit("2401.00001", 0.5), hit("2401.00002", 0.425), hit("2401.00003", 0.4));
  }

  @Test
  void withOneListItsOrderStays() {
    List<IndexHit> words = List.of(hit("2401.00002", 3), hit("2401.00001", 2));
    assertThat(Fusion.of(words, List.of()))
        .extracting(IndexHit::id)
        .containsExactly(new ArxivId("2401.00002"), new ArxivId("2401.00001"));
    assertThat(Fusion.of(List.of(), List.of())).isEmpty();
  }

  @Test
  void whatTheWordsFindCountsWithItsOwnMeaningHoweverManyAreNearer() {
    List<IndexedPaper> papers = new ArrayList<>();
    papers.add(indexed("2401.00001", "zebrafish", 3, 4));
    for (int i = 1; i <= PaperSearch.NEIGHBOURS; i++) {
      papers.add(indexed("2402.%05d".formatted(i), "another", 4, 3));
    }
    Embedding question = Embedding.of(new float[] {1, 0});
    Criteria criteria =
        new Criteria(SearchQuery.ofWords("zebrafish"), PaperFilter.all(), /* fuzzy= */ false);
    try (SearchIndex index = LuceneIndex.inMemory("here")) {
      index.apply(papers, new IndexState("here", "model", 1, 1));
      List<IndexHit> fused =
          PaperSearch.fused(
              index,
              criteria,
              index.byWords(criteria, SearchResults.MOST),
              PaperSearch.near(index, question, criteria));
      assertThat(fused).hasSize(PaperSearch.NEIGHBOURS + 1);
      assertThat(fused.getFirst().id()).isEqualTo(new ArxivId("2401.00001"));
      // Half of the best by words, half of a cosine of 3/5; half of 4/5 for the others.
      assertThat(fused.getFirst().score()).isCloseTo(0.5 + 0.3, within(1e-6));
      assertThat(fused.get(1).score()).isCloseTo(0.4, within(1e-6));
    }
  }

  private static IndexedPaper indexed(String id, String title, float... direction) {
    return new IndexedPaper(Paper.of(new ArxivId(id), title, "").build(), Embedding.of(direction));
  }
}
