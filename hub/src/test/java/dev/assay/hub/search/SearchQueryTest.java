package dev.assay.hub.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.hub.catalogue.ArxivId;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {
  @Test
  void takesApartWhatIsKnown() {
    SearchQuery query =
        SearchQuery.parse(
            "deep  “flat minima” author:\"Wei Zhang\" au:li title:sharp cat:cs.LG"
                + " date:2024-01..2024-06 date:2024-03.. arXiv:2310.01769v2 nets");

    assertThat(query.words()).isEqualTo("deep nets");
    assertThat(query.phrases()).containsExactly("flat minima");
    assertThat(query.authors()).containsExactly("Wei Zhang", "li");
    assertThat(query.titles()).containsExactly("sharp");
    assertThat(query.categories()).containsExactly("cs.LG");
    assertThat(query.ids()).containsExactly(new ArxivId("2310.01769"));
    assertThat(query.dates())
        .isEqualTo(new DateRange(LocalDate.parse("2024-03-01"), LocalDate.parse("2024-06-30")));
    assertThat(query.text()).isEqualTo("flat minima sharp deep nets");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "foo:bar | foo:bar",
        "`an \"unclosed quote` | an unclosed quote",
        "author: x | author: x",
        "a AND (b OR -c)~2^3 | a AND (b OR -c)~2^3",
        "http://example.org/x | http://example.org/x",
      })
  void allElseIsWords(String typed, String words) {
    assertThat(SearchQuery.parse(typed).words()).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "\"\"", "?!*", "\u0000\u0001", "title:[", "\"\"\"", "author:\"--\""})
  void punctuationAloneAsksForNothing(String typed) {
    SearchQuery query = SearchQuery.parse(typed);
    assertThat(query.phrases()).isEmpty();
    assertThat(query.titles()).isEmpty();
    assertThat(query.authors()).isEmpty();
    assertThat(query.text()).doesNotContainPattern("[0-9]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-02-31", "2026-13", "26", "2024-06..2024-01", "x", "2024-1-1", "1..2..3"})
  void aDateThatIsNoneIsRefusedInOneSentence(String date) {
    assertThatThrownBy(() -> SearchQuery.parse("date:" + date))
        .isInstanceOf(BadQueryException.class)
        .hasMessageStartingWith("date:" + date + " is no date; write date:2024");
  }

  @Test
  void whatIsTooLongOrNoCategoryIsRefusedInOneSentence() {
    assertThat(SearchQuery.parse("x".repeat(4000)).words()).hasSize(4000);
    assertThatThrownBy(() -> SearchQuery.parse("x".repeat(10_000)))
        .isInstanceOf(BadQueryException.class)
        .hasMessage("A query has at most 4,000 characters; this one has 10,000.");
    assertThatThrownBy(() -> SearchQuery.parse("cat:<script>"))
        .isInstanceOf(BadQueryException.class)
        .hasMessageStartingWith("cat:<script> names no category");
  }
}
