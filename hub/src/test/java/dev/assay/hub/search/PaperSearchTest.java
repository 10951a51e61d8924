package dev.assay.hub.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.Library;
import dev.assay.hub.SamplePapers;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperFilter;
import dev.assay.hub.search.SearchResults.Facets.Count;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Searches of a library of its own: 45 papers on zebrafish, beside those that come with Assay. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaperSearchTest {
  private static final int PAPERS = 45;

  @TempDir static Path home;

  private Library library;
  private PaperSearch search;

  /** How papers are searched here. */
  SearchSettings settings() {
    return SearchSettings.words();
  }

  @BeforeAll
  void fill() {
    library = Library.open(home.resolve("home"), settings(), TestLibrary.newDatabase());
    List<Paper> papers = new ArrayList<>();
    for (int i = 1; i <= PAPERS; i++) {
      // Odd ones are of 2019 and cs.LG, even ones of 2020 and q-bio.NC.
      papers.add(
          SamplePapers.paper(
                  "1905.%05d".formatted(i),
                  i % 2 == 1 ? "2019-05-01" : "2020-05-01",
                  "Zebrafish number " + i)
              .categories(List.of(i % 2 == 1 ? "cs.LG" : "q-bio.NC"))
              .build());
    }
    papers.set(
        0,
        SamplePapers.paper("1905.00001", "2019-05-01", "The <zebrafish> & its fins")
            .abstractText("Nothing here. A zebrafish of $zebrafish^2$ swims <b>fast</b>. The end.")
            .categories(List.of("cs.LG"))
            .build());
    library.papers().upsert(papers);
    search = library.search();
    search.catchUp();
  }

  @AfterAll
  void close() {
    library.close();
  }

  private SearchResults search(String query, int offset, int limit) {
    return search.search(SearchQuery.parse(query), PaperFilter.all(), new Page(offset, limit));
  }

  private static List<String> ids(SearchResults results) {
    return results.hits().stream().map(hit -> hit.paper().id().value()).toList();
  }

  @Test
  void facetsCountAllThatWasFoundAndNotThePageAlone() {
    SearchResults results = search("zebrafish", 0, 10);
    assertThat(results.hits()).hasSize(10);
    assertThat(results.total()).isEqualTo(PAPERS);
    assertThat(results.facets().categories())
        .containsExactly(new Count("cs.LG", 23), new Count("q-bio.NC", 22));
    assertThat(results.facets().years())
        .containsExactly(new Count("2020", 22), new Count("2019", 23));
    assertThat(search("zebrafish cat:q-bio.NC", 0, 10).facets().categories())
        .containsExactly(new Count("q-bio.NC", 22));
  }

  @Test
  void pagesNeitherRepeatNorSkip() {
    List<String> seen = new ArrayList<>();
    for (int offset = 0; offset < 60; offset += 20) {
      seen.addAll(ids(search("zebrafish", offset, 20)));
    }
    assertThat(seen).hasSize(PAPERS).doesNotHaveDuplicates();
    assertThat(search("zebrafish", 1000, 20).hits()).isEmpty();
  }

  @Test
  void whatWasFoundIsMarkedButNotWithinFormulas() {
    SearchResults.Hit hit = search("fins zebrafish", 0, 1).hits().getFirst();
    assertThat(hit.title().html())
        .isEqualTo("The &lt;<mark>zebrafish</mark>&gt; &amp; its <mark>fins</mark>");
    assertThat(hit.snippet().html())
        .contains("A <mark>zebrafish</mark> of $zebrafish^2$ swims &lt;b&gt;fast&lt;/b&gt;.");
  }

  @Test
  void aPaperThatIsNamedComesFirst() {
    assertThat(ids(search("zebrafish 1905.00030v2", 0, 2)).getFirst()).isEqualTo("1905.00030");
    assertThat(ids(search("1905.00030", 0, 2))).containsExactly("1905.00030");
  }

  @Test
  void theSimilarAreOthersOfTheSameWords() {
    Paper paper = library.papers().find(new ArxivId("1905.00007")).orElseThrow();
    List<Paper> similar = search.similar(paper, 5);
    assertThat(similar).hasSize(5).doesNotContain(paper);
    assertThat(similar)
        .allSatisfy(other -> assertThat(other.title()).containsIgnoringCase("zebra"));
  }

  @Test
  void whatIsTypedLeadsToPapersAndTheirAuthors() {
    assertThat(search.suggest("zebrafish number 4", 8))
        .isNotEmpty()
        .allSatisfy(lead -> assertThat(lead.text()).startsWith("Zebrafish number 4"));
    assertThat(search.suggest("lovel", 8))
        .contains(
            new Suggestion(Suggestion.Kind.AUTHOR, "Ada Lovelace", "author:\"Ada Lovelace\""));
  }

  @Test
  void anEmptyQueryFindsNothing() {
    assertThat(search("?!", 0, 10).total()).isZero();
  }
}
