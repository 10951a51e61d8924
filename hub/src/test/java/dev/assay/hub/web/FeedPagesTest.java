package dev.assay.hub.web;

import static dev.assay.hub.SamplePapers.paper;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.SamplePapers;
import dev.assay.hub.Site;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedPagesTest {
  private static final Pattern CARD =
      Pattern.compile("<h2><a class=\"tex\" href=\"/papers/([^\"]+)");
  private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"(/[^\"]*page=[^\"]*)\"");

  @Test
  void daysWeeksAndMonthsHaveTheirPapersAndNeighbours() throws Exception {
    try (var _ =
        new SamplePapers()
            .with(
                paper("1902.00001", "2019-02-01", "First").build(),
                paper("1902.00002", "2019-02-07", "Second").build(),
                paper("1902.00003", "2019-02-08", "Third").build(),
                paper("1902.00004", "2019-03-11", "Fourth").build())) {
      assertThat(ids("/papers/2019-02-07")).containsExactly("1902.00002");
      assertThat(Site.text("/papers/2019-02-07"))
          .contains("Thursday, 7 February 2019")
          .containsPattern("rel=\"prev\" href=\"/papers/2019-02-01\"")
          .containsPattern("rel=\"next\" href=\"/papers/2019-02-08\"");
      assertThat(ids("/papers/week/2019-W06")).containsExactly("1902.00003", "1902.00002");
      assertThat(Site.text("/papers/week/2019-W06"))
          .contains("/papers/week/2019-W05\"", "/papers/week/2019-W11\"");
      assertThat(ids("/papers/month/2019-02")).hasSize(3);
      assertThat(Site.text("/papers/month/2019-02")).contains("/papers/month/2019-03\"");
      assertThat(Site.text("/papers/2019-02-02"))
          .contains("No papers here", "Go to Friday, 1 February 2019");
    }
  }

  @Test
  void aFormLeadsToTheDayThatItNames() throws Exception {
    assertThat(Site.get("/papers?date=2019-02-07").headers().firstValue("Location").orElseThrow())
        .endsWith("/papers/2019-02-07");
  }

  @Test
  void pagesNeitherRepeatNorSkipWhateverComesIn() throws Exception {
    try (SamplePapers papers = new SamplePapers().with(70, "2019-01-15")) {
      List<String> seen = new ArrayList<>();
      String address = "/papers/2019-01-15";
      while (address != null) {
        String page = Site.text(address);
        seen.addAll(cards(page));
        Matcher next = NEXT.matcher(page);
        address = next.find() ? next.group(1).replace("&amp;", "&") : null;
        papers.with(paper("1901.9" + seen.size() * 10, "2019-01-15", "Late").build());
      }

      assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
      assertThat(seen).contains("1901.00001", "1901.00035", "1901.00070");
      assertThat(Site.get("/papers/2019-01-15?page=99").statusCode()).isEqualTo(404);
      assertThat(ids("/papers/2019-01-15?page=2&after=1912.99999")).hasSize(30);
    }
  }

  @Test
  void trendingPutsVotesAboveAgeByTheFormulaThatThePageShows() throws Exception {
    // Scores on 20 July 2019: 1 / 2^1.5 = 0.35, 10 / 4^1.5 = 1.25, 100 / 32^1.5 = 0.55.
    try (var _ =
        new SamplePapers()
            .with(
                paper("1907.00001", "2019-07-20", "New").build(),
                paper("1907.00002", "2019-07-18", "Liked").upvotes(9).build(),
                paper("1907.00003", "2019-06-20", "Loved").upvotes(99).build())) {
      assertThat(ids("/papers/month/2019-07?sort=trending"))
          .containsExactly("1907.00002", "1907.00001");
      assertThat(Site.text("/?sort=trending")).contains("(1 + votes + 3 × runs) / (days + 2)^1.5");
    }
  }

  @Test
  void filtersLeaveOutAllElse() throws Exception {
    try (var _ =
        new SamplePapers()
            .with(
                paper("1903.00001", "2019-03-01", "Learns")
                    .categories(List.of("cs.LG", "stat.ML"))
                    .codeUrl(URI.create("https://example.org/code"))
                    .build(),
                paper("1903.00002", "2019-03-01", "Proves")
                    .categories(List.of("math.OC"))
                    .build())) {
      assertThat(ids("/papers/2019-03-01?cat=stat.ML")).containsExactly("1903.00001");
      assertThat(ids("/papers/2019-03-01?code=1")).containsExactly("1903.00001");
      assertThat(Site.text("/papers/2019-03-01?claims=1"))
          .contains("No paper here passes the filters");
      assertThat(ids("/?claims=1")).containsExactly("2310.01769");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/papers/2026-02-31, 404, There is no day 2026-02-31",
    "/papers/week/2025-W53, 404, There is no week 2025-W53",
    "/papers/week/%3Cscript%3E, 404, There is no week &lt;script&gt;",
    "/papers/month/2026-13, 404, There is no month 2026-13",
    "/?page=0, 400, Pages are numbered from 1",
    "/?page=99999, 404, 'pages, and no page 99999'",
    "/?cat=%3Cb%3E, 400, A category is one of",
    "/?sort=best, 400, Papers can be sorted by new or trending",
    "/papers?date=2026-02-31, 404, There is no day 2026-02-31",
    "/search?q=a&page=500, 404, 'and no page 500'"
  })
  void whatCannotBeReadGetsOneSentence(String address, int status, String sentence)
      throws Exception {
    var answer = Site.get(address);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(sentence).doesNotContain("<script>");
  }

  private static List<String> ids(String path) throws Exception {
    return cards(Site.text(path));
  }

  private static List<String> cards(String page) {
    return CARD.matcher(page).results().map(match -> match.group(1)).toList();
  }
}
