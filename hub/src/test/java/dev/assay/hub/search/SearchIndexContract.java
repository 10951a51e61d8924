package dev.assay.hub.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperFilter;
import dev.assay.hub.catalogue.PublicationDate;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every search index must do. */
abstract class SearchIndexContract {
  private static final IndexState REACHED = new IndexState("here", "model", 7, 3);

  private SearchIndex index;

  /** An empty index of the catalogue "here"; the same again after it was closed. */
  abstract SearchIndex open();

  /** The one under test. */
  final SearchIndex index() {
    return index;
  }

  /** One of its papers under another title. */
  static IndexedPaper renamed(String title) {
    return indexed(paper("2401.00001", title, "Now of tensors."), "2024-01-15", 1, 0);
  }

  @BeforeEach
  void fill() {
    index = open();
    index.clear(IndexState.empty("here"));
    index.apply(
        List.of(
            indexed(
                paper("2401.00001", "Attention is all you need", "The transformer uses attention.")
                    .authors(List.of("Ashish Vaswani", "Noam Shazeer"))
                    .categories(List.of("cs.CL", "cs.LG")),
                "2024-01-15",
                1,
                0),
            indexed(
                paper("2402.00002", "Sharpness of minima", "Flat minima generalise; attention.")
                    .authors(List.of("Jürgen Schmidhuber", "Wei Zhang")) //
                    .categories(List.of("stat.ML")),
                "2024-02-20",
                0,
                1),
            indexed(
                paper("2306.00003", "Neural machine translation", "We attend to words.")
                    .authors(List.of("Wei Li", "Bo Zhang"))
                    .categories(List.of("cs.CL")),
                "2023-06-01",
                1,
                1)),
        REACHED);
  }

  @AfterEach
  void close() {
    index.close();
  }

  private static Paper.Builder paper(String id, String title, String text) {
    return Paper.of(new ArxivId(id), title, text);
  }

  private static IndexedPaper indexed(Paper.Builder paper, String day, float... direction) {
    return new IndexedPaper(
        paper.date(PublicationDate.ofDay(LocalDate.parse(day), day)).build(),
        Embedding.of(direction));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "attention                     | 2401.00001 2402.00002",
        "ATTENTIONS                    | 2401.00001 2402.00002",
        "schmidhuber                   | 2402.00002",
        "translaton                    | 2306.00003",
        "`\"flat minima\"`             | 2402.00002",
        "`\"minima flat\" attention`   | ``",
        "attention author:shazeer      | 2401.00001",
        "attention cat:stat.ml         | 2402.00002",
        "attention cat:cs              | 2401.00001",
        "attention title:attention     | 2401.00001",
        "attention date:2024-02        | 2402.00002",
        "attention date:..2024-01      | 2401.00001",
        "attention date:2024-01-16..   | 2402.00002",
        "attention date:2025           | ``",
        "xylophone                     | ``",
      })
  void findsByWords(String query, String expected) {
    Found found =
        index.byWords(new Criteria(SearchQuery.parse(query), PaperFilter.all(), false), 10);
    assertThat(ids(found)).isEqualTo(expected);
    assertThat(found.total()).isEqualTo(found.hits().size());
  }

  @ParameterizedTest
  @CsvSource({
    "author:schmidhuber, false, 2402.00002",
    "author:Schmidhüber, false, 2402.00002",
    "author:schmidhubre, false, ''",
    "author:schmidhubre, true, 2402.00002",
    "'author:\"J. Schmidhuber\"', false, 2402.00002",
    "'author:\"Schmidhuber, Juergen\"', false, ''",
    "'author:\"Schmidhuber, Juergen\"', true, 2402.00002",
    "'author:\"wei zhang\"', false, 2402.00002",
    "author:zhang, false, 2402.00002 2306.00003",
  })
  void findsByAuthors(String query, boolean fuzzy, String expected) {
    assertThat(
            ids(index.newest(new Criteria(SearchQuery.parse(query), PaperFilter.all(), fuzzy), 10)))
        .isEqualTo(expected);
  }

  @Test
  void filtersHold() {
    PaperFilter all = PaperFilter.all();
    assertThat(newest(all)).isEqualTo("2402.00002 2401.00001 2306.00003");
    assertThat(newest(all.category("cs.CL"))).isEqualTo("2401.00001 2306.00003");
    assertThat(newest(all.days(LocalDate.parse("2024-01-15"), LocalDate.parse("2024-02-20"), true)))
        .isEqualTo("2401.00001");
    assertThat(newest(all.among(List.of(new ArxivId("2306.00003"))))).isEqualTo("2306.00003");
    assertThat(newest(all.withCode())).isEmpty();
  }

  @Test
  void findsByVectorsAmongWhatMeetsTheCriteria() {
    Embedding query = Embedding.of(new float[] {2, 1});
    Criteria any = new Criteria(SearchQuery.parse("anything"), PaperFilter.all(), false);
    Found found = index.byVector(query, any, 2);

    assertThat(ids(found)).isEqualTo("2306.00003 2401.00001");
    // (2, 1) / sqrt 5 with (1, 1) / sqrt 2, and with (1, 0).
    assertThat(found.hits().getFirst().score()).isCloseTo(0.948683, within(1e-5));
    assertThat(found.hits().getLast().score()).isCloseTo(0.894427, within(1e-5));
    Criteria filtered =
        new Criteria(SearchQuery.parse("anything cat:stat.ML"), PaperFilter.all(), false);
    assertThat(ids(index.byVector(query, filtered, 2))).isEqualTo("2402.00002");
  }

  @Test
  void hitsSayCategoriesAndYear() {
    IndexHit hit =
        index
            .byWords(new Criteria(SearchQuery.parse("transformer"), PaperFilter.all(), false), 10)
            .hits()
            .getFirst();
    assertThat(hit.categories()).containsExactlyInAnyOrder("cs.CL", "cs.LG");
    assertThat(hit.year()).isEqualTo(2024);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"", "a AND (", "title:[* TO", "~^", "\\", "***", "/x/", "𝄞 é", "!", "*:*"})
  void noOtherCharacterHasAMeaning(String query) {
    for (String text : List.of(query, query.repeat(4000 / query.length()))) {
      Criteria criteria = new Criteria(SearchQuery.parse(text), PaperFilter.all(), true);
      assertThat(index.byWords(criteria, 10).hits()).isEmpty();
      assertThat(index.suggest(text, 5)).isEmpty();
    }
  }

  @Test
  void suggestsAuthorsAndPapersThatGoOnLikeIt() {
    assertThat(index.suggest("schm", 5))
        .contains(
            new Suggestion(
                Suggestion.Kind.AUTHOR, "Jürgen Schmidhuber", "author:\"Jürgen Schmidhuber\""));
    assertThat(index.suggest("attention is al", 5))
        .containsExactly(
            new Suggestion(Suggestion.Kind.PAPER, "Attention is all you need", "2401.00001"));
    assertThat(index.suggest("is nowhere", 5)).isEmpty();
  }

  @Test
  void aPaperIsReplacedByItself() {
    index.apply(List.of(renamed("Renamed")), new IndexState("here", "model", 8, 3));

    assertThat(index.papers()).isEqualTo(3);
    Criteria old = new Criteria(SearchQuery.parse("transformer"), PaperFilter.all(), false);
    assertThat(index.byWords(old, 10).hits()).isEmpty();
    assertThat(index.state().papers()).isEqualTo(8);
  }

  @Test
  void whatWasAppliedIsThereAfterItWasClosed() {
    index.close();
    index = open();

    assertThat(index.state()).isEqualTo(REACHED);
    assertThat(newest(PaperFilter.all())).isEqualTo("2402.00002 2401.00001 2306.00003");
  }

  @Test
  void clearedItHoldsNothing() {
    index.clear(IndexState.empty("here"));

    assertThat(index.papers()).isZero();
    assertThat(index.state()).isEqualTo(IndexState.empty("here"));
    assertThat(newest(PaperFilter.all())).isEmpty();
  }

  private String newest(PaperFilter filter) {
    return ids(index.newest(new Criteria(SearchQuery.parse(""), filter, false), 10));
  }

  private static String ids(Found found) {
    return String.join(" ", found.hits().stream().map(hit -> hit.id().value()).toList());
  }
}
