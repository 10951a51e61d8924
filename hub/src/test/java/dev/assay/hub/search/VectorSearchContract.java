package dev.assay.hub.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every search index must do with vectors. */
abstract class VectorSearchContract {
  private static final IndexState BEGUN = IndexState.empty("here").withModel("model.1");

  private SearchIndex index;

  /** An index of the catalogue "here". */
  abstract SearchIndex open();

  /** How many of the nearest it finds at least, as a part of those asked for. */
  double recall() {
    return 1;
  }

  @BeforeEach
  void begin() {
    index = open();
    index.clear(BEGUN);
  }

  @AfterEach
  void close() {
    index.close();
  }

  @ParameterizedTest
  @CsvSource({"x, 1", "x cat:cs.LG, 2", "x cat:cs.CL, 20"})
  void findsTheNearestAsComparingWithEachDoes(String text, int oneIn) {
    Random random = new Random(1);
    Map<ArxivId, Embedding> vectors = new TreeMap<>();
    // The second half is a later segment, and takes the place of some of the first.
    for (int from : new int[] {0, 250}) {
      List<IndexedPaper> papers = new ArrayList<>();
      for (int i = from; i < from + 300; i++) {
        Embedding vector = near(random);
        Paper paper =
            paper(i, "Title")
                .categories(List.of(i % 2 == 0 ? "cs.LG" : "cs.AI", i % 20 == 0 ? "cs.CL" : "cs.X"))
                .build();
        papers.add(new IndexedPaper(paper, vector));
        if (i % oneIn == 0) {
          vectors.put(paper.id(), vector);
        }
      }
      index.apply(papers, BEGUN);
    }
    long found = 0;
    int sought = 0;
    for (int round = 0; round < 20; round++) {
      Embedding query = near(random);
      List<ArxivId> expected =
          vectors.entrySet().stream()
              .sorted(Comparator.comparingDouble(each -> -query.cosine(each.getValue())))
              .limit(20)
              .map(Map.Entry::getKey)
              .toList();

      List<IndexHit> hits = nearest(query, text, 20);

      assertThat(hits).hasSameSizeAs(expected);
      assertThat(hits)
          .allSatisfy(
              hit ->
                  assertThat(hit.score())
                      .isCloseTo(query.cosine(vectors.get(hit.id())), within(1e-6)))
          .isSortedAccordingTo(Comparator.comparingDouble(hit -> -hit.score()));
      sought += expected.size();
      found += hits.stream().filter(hit -> expected.contains(hit.id())).count();
    }
    assertThat((double) found / sought).isGreaterThanOrEqualTo(recall());
  }

  /** All near one direction, as the texts of one field are. */
  private static Embedding near(Random random) {
    float[] direction = new float[64];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = (float) (1 + random.nextGaussian() / 2);
    }
    return Embedding.of(direction);
  }

  @Test
  void vectorsComeLaterAndGiveWayToThoseOfAnotherModel() {
    Embedding question = vector(1, 0);
    index.apply(List.of(indexed(1, null), indexed(2, null)), BEGUN.withPapers(2));
    assertThat(nearest(question, "x", 5)).isEmpty();

    index.apply(List.of(indexed(2, vector(1, 1))), BEGUN.withPapers(2).withEmbeddings(1));
    assertThat(nearest(question, "x", 5)).extracting(IndexHit::id).containsExactly(id(2));

    IndexState other = index.state().withModel("model.2");
    index.apply(List.of(), other);
    assertThat(nearest(vector(1, 0, 0), "x", 5)).isEmpty();

    index.apply(
        List.of(indexed(1, vector(1, 2, 3)), indexed(2, vector(3, 2, 1))), other.withEmbeddings(2));
    assertThat(nearest(vector(1, 0, 0), "x", 5))
        .extracting(IndexHit::id)
        .containsExactly(id(2), id(1));
    assertThat(index.papers()).isEqualTo(2);
  }

  @Test
  void whatTheWordsFindCountsWithItsOwnMeaningHoweverManyAreNearer() {
    List<IndexedPaper> papers = new ArrayList<>();
    papers.add(new IndexedPaper(paper(0, "zebrafish").build(), vector(3, 4)));
    for (int i = 1; i <= PaperSearch.NEIGHBOURS; i++) {
      papers.add(indexed(i, vector(4, 3)));
    }
    index.apply(papers, BEGUN);
    Criteria criteria =
        new Criteria(SearchQuery.ofWords("zebrafish"), PaperFilter.all(), /* fuzzy= */ false);

    List<IndexHit> fused =
        PaperSearch.fused(
            index,
            criteria,
            index.byWords(criteria, SearchResults.MOST),
            PaperSearch.near(index, vector(1, 0), criteria));

    assertThat(fused).hasSize(PaperSearch.NEIGHBOURS + 1);
    assertThat(fused.getFirst().id()).isEqualTo(id(0));
    // Half of the best by words, half of a cosine of 3/5; half of 4/5 for the others.
    assertThat(fused.getFirst().score()).isCloseTo(0.5 + 0.3, within(1e-6));
    assertThat(fused.get(1).score()).isCloseTo(0.4, within(1e-6));
  }

  private List<IndexHit> nearest(Embedding vector, String text, int limit) {
    Criteria criteria =
        new Criteria(SearchQuery.parse(text), PaperFilter.all(), /* fuzzy= */ false);
    return index.byVector(vector, criteria, limit).hits();
  }

  private static ArxivId id(int number) {
    return new ArxivId("2401.%05d".formatted(number));
  }

  private static Paper.Builder paper(int number, String title) {
    return Paper.of(id(number), title, "Text.");
  }

  private static IndexedPaper indexed(int number, Embedding vector) {
    return new IndexedPaper(paper(number, "another").build(), vector);
  }

  private static Embedding vector(float... direction) {
    return Embedding.of(direction);
  }
}
