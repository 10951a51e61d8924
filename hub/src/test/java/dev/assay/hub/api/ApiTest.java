package dev.assay.hub.api;

import static dev.assay.hub.SamplePapers.paper;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.SamplePapers;
import dev.assay.hub.Site;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.records.SampleRecords;
import dev.assay.hub.web.SampleReproduction;
import dev.assay.lab.Json;
import dev.assay.lab.Tier;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;

class ApiTest {
  @Test
  void dailyPapersHaveTheFieldsThatHuggingFacesClientReads() throws Exception {
    try (var _ =
        new SamplePapers()
            .with(
                paper("1904.00001", "2019-04-01", "A paper")
                    .upvotes(42)
                    .submitter("akhaliq")
                    .featuredOn(LocalDate.parse("2019-04-03"))
                    .codeUrl(URI.create("https://example.org/code"))
                    .build(),
                paper("1904.00002", "2019-04-03", "Another").build())) {
      JsonNode items = json("/api/daily_papers?date=2019-04-03&submitter=akhaliq");
      assertThat(items.size()).isEqualTo(1);
      JsonNode item = items.path(0);
      assertThat(item.path("paper").path("id").asString()).isEqualTo("1904.00001");
      assertThat(item.path("title").asString()).isEqualTo("A paper");
      assertThat(item.path("publishedAt").asString()).isEqualTo("2019-04-03T00:00:00.000Z");
      assertThat(item.path("numComments").isNumber()).isTrue();
      assertThat(item.path("submittedBy").path("fullname").asString()).isEqualTo("akhaliq");
      assertThat(item.path("submittedBy").path("user").asString()).isEqualTo("akhaliq");
      JsonNode inner = item.path("paper");
      assertThat(inner.path("publishedAt").asString()).isEqualTo("2019-04-01T00:00:00.000Z");
      assertThat(inner.path("authors").path(1).path("name").asString())
          .isEqualTo("Charles Babbage");
      assertThat(inner.path("authors").path(1).path("_id").isString()).isTrue();
      assertThat(inner.path("upvotes").asInt()).isEqualTo(42);
      assertThat(inner.path("githubRepo").asString()).isEqualTo("https://example.org/code");
      assertThat(json("/api/papers/1904.00001")).isEqualTo(inner);
      assertThat(json("/api/daily_papers?week=2019-W14").size()).isEqualTo(2);
      assertThat(json("/api/daily_papers?month=2019-04&sort=trending").path(0).path("paper"))
          .isEqualTo(inner);
      assertThat(json("/api/papers/search?q=1904.00001").path(0)).isEqualTo(item);
    }
  }

  @Test
  void pagesFollowTheirLinks() throws Exception {
    try (var _ = new SamplePapers().with(5, "2019-01-15")) {
      List<String> seen = new ArrayList<>();
      String next = "/api/daily_papers?date=2019-01-15&limit=2";
      while (next != null) {
        HttpResponse<String> page = Site.get(next);
        Json.tree(page.body()).forEach(item -> seen.add(item.path("paper").path("id").asString()));
        next =
            page.headers()
                .firstValue("Link")
                .map(link -> link.replaceAll("<(.*)>; rel=\"next\"", "$1"))
                .orElse(null);
      }
      assertThat(seen)
          .containsExactly("1901.00001", "1901.00002", "1901.00003", "1901.00004", "1901.00005");
      assertThat(json("/api/daily_papers?date=2019-01-15&limit=2&page=2").size()).isEqualTo(1);
      assertThat(json("/api/daily_papers?date=2019-01-15&p=7").size()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/daily_papers?date=2026-02-31, 400, There is no day 2026-02-31",
    "/api/daily_papers?week=2025-W53, 400, There is no week 2025-W53",
    "/api/daily_papers?month=x, 400, There is no month x",
    "/api/daily_papers?date=2026-01-01&week=2026-W01, 400, 'Give one of date, week and month'",
    "/api/daily_papers?sort=best, 400, Papers are sorted by publishedAt or trending",
    "/api/daily_papers?p=-1, 400, The parameter p is a number from 0",
    "/api/daily_papers?limit=1000, 400, The parameter limit is a number from 1 to 100",
    "/api/papers/9999.99999, 404, There is no paper 9999.99999 here",
    "/api/papers/etc/passwd, 404, There is no paper etc/passwd here",
    "/api/claims?verdict=maybe, 400, 'A verdict is reproduced, contradicted'",
    "/api/claims?paper=9999.99999, 404, No claim of a paper 9999.99999",
    "/api/records?tier=huge, 400, 'is not a tier'",
    "/api/boards/no/such/board, 404, There is no such board here"
  })
  void aMistakeGetsOneSentence(String address, int status, String sentence) throws Exception {
    HttpResponse<String> answer = Site.get(address);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(Json.tree(answer.body()).path("error").asString()).contains(sentence);
    assertThat(answer.headers().firstValue("X-Error-Message").orElseThrow()).contains(sentence);
  }

  @Test
  void aQueryThatIsTooLongGetsOneSentence() throws Exception {
    HttpResponse<String> answer = Site.get("/api/papers/search?q=" + "a".repeat(10_000));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("at most 4,000 characters");
    assertThat(Site.get("/search?q=" + "a".repeat(10_000)).statusCode()).isEqualTo(400);
    assertThat(Site.get("/search?q=%22%5B%7B%28%21%2A%3F%7E%5E").statusCode()).isEqualTo(200);
  }

  @Test
  void claimsRecordsAndBoardsTellWhatRecordsSay() throws Exception {
    Path home = TestLibrary.home();
    SampleRecords.make(
        home.resolve("records"),
        home.resolve("trials"),
        new SampleReproduction().claims(),
        Tier.SMOKE,
        Instant.parse("2026-11-24T12:00:00Z"));

    JsonNode claims = json("/api/claims?paper=2310.01769");
    assertThat(claims.size()).isEqualTo(3);
    assertThat(claims.path(1).path("record").path("runId").asString())
        .isEqualTo("2310.01769/C2-smoke-20261124T120000Z");
    assertThat(claims.path(1).path("record").path("verdict").asString()).isEqualTo("contradicted");
    assertThat(json("/api/claims?verdict=reproduced").size()).isZero();
    assertThat(json("/api/records?claim=c10&tier=smoke").size()).isEqualTo(1);

    JsonNode board = json("/api/boards/sampling/a-small-matrix/rate");
    assertThat(board.path("rows").size()).isEqualTo(2);
    assertThat(board.path("rows").path(1).path("rank").asInt()).as("a tie").isEqualTo(1);
    assertThat(Site.text("/boards/sampling/a-small-matrix/rate"))
        .contains("Higher is better", "1 [1, 1]", "C1 contradicted");

    assertThat(
            xml(Site.text("/boards/sampling/a-small-matrix/rate.atom"))
                .getElementsByTagName("entry")
                .getLength())
        .isEqualTo(2);
    assertThat(Site.text("/boards.rss")).contains("a small matrix: symmetric");

    JsonNode table = json("/boards/evaluation-tables.json").path(0);
    assertThat(table.path("task").asString()).isEqualTo("sampling");
    JsonNode row = table.path("datasets").path(0).path("sota").path("rows").path(0);
    assertThat(table.path("datasets").path(0).path("sota").path("metrics").path(0).asString())
        .isEqualTo("rate");
    assertThat(row.propertyNames())
        .contains("model_name", "paper_title", "paper_url", "paper_date", "code_links")
        .contains("model_links", "metrics", "uses_additional_data")
        .contains("run_id", "seed_count", "ci", "budget", "verdict");
    assertThat(row.path("metrics").path("rate").asString()).isEqualTo("1.0");
    assertThat(row.path("paper_url").asString()).isEqualTo("https://arxiv.org/abs/2310.01769");
    assertThat(row.path("seed_count").asInt()).isEqualTo(3);
    assertThat(row.path("budget").path("tier").asString()).isEqualTo("smoke");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/papers.atom",
        "/papers/2019-05-01.atom",
        "/papers/week/2019-W18.rss",
        "/papers/month/2019-05.rss?sort=trending",
        "/search.atom?q=1905.00001",
        "/search.rss?q=1905.00001"
      })
  void everyListAndSearchIsAFeedWhateverItsPapersHold(String address) throws Exception {
    try (var _ =
        new SamplePapers()
            .with(
                paper("1905.00001", "2019-05-01", "<script>alert(1)</script> & ]]> \u0001 \uFFFE")
                    .authors(List.of("<b>Ada</b>"))
                    .authorCount(1)
                    .build())) {
      HttpResponse<String> answer = Site.get(address);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith(address.contains(".rss") ? "application/rss+xml" : "application/atom+xml");
      Document feed = xml(answer.body());
      var entries = feed.getElementsByTagName(address.contains(".rss") ? "item" : "entry");
      assertThat(entries.getLength()).isPositive();
      if (!address.startsWith("/papers.atom")) {
        assertThat(entries.item(0).getTextContent()).contains("<script>alert(1)</script> & ]]>");
        assertThat(entries.item(0).getTextContent()).contains("/papers/1905.00001");
      }
    }
  }

  @Test
  void theSitemapLeadsToEveryPaper() throws Exception {
    Document index = xml(Site.text("/sitemap.xml"));
    String papers =
        index
            .getElementsByTagName("loc")
            .item(1)
            .getTextContent()
            .replaceFirst("https?://[^/]*", "");

    assertThat(Site.text(papers)).contains("/papers/2310.01769</loc>");
    assertThat(xml(Site.text(papers)).getElementsByTagName("loc").getLength())
        .isEqualTo(TestLibrary.get().papers().count());
    assertThat(Site.text("/robots.txt")).contains("/sitemap.xml");
    assertThat(Site.get("/sitemaps/999.xml").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/papers/2310.02541",
        "/api/daily_papers",
        "/papers.atom",
        "/papers/2310.02541.md"
      })
  void whoHasAPageAlreadyIsToldSo(String address) throws Exception {
    HttpResponse<String> first = Site.get(address);
    String tag = first.headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again = Site.get(address, "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(Site.get(address, "If-None-Match", "W/\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void otherSitesMayReadWhatIsForProgramsAndNothingElse() throws Exception {
    String header = "Access-Control-Allow-Origin";
    for (String open : List.of("/api/daily_papers", "/papers.atom", "/papers/2310.02541.md")) {
      assertThat(Site.get(open, "Origin", "https://example.org").headers().firstValue(header))
          .as(open)
          .contains("*");
    }
    assertThat(Site.get("/", "Origin", "https://example.org").headers().firstValue(header))
        .isEmpty();
  }

  @Test
  void theApiIsDescribed() throws Exception {
    JsonNode paths = json("/api/openapi.json").path("paths");

    assertThat(paths.propertyNames())
        .contains("/api/daily_papers", "/api/papers/{id}", "/api/papers/search")
        .contains("/api/claims", "/api/records", "/api/boards", "/boards/evaluation-tables.json");
    assertThat(paths.path("/api/daily_papers").path("get").path("parameters").size()).isEqualTo(8);
    assertThat(Site.text("/api")).contains("/api/openapi.json");
  }

  @Test
  void aPaperIsMarkdownForWhoAsksForIt() throws Exception {
    HttpResponse<String> asked = Site.get("/papers/2310.02541", "Accept", "text/markdown");

    assertThat(asked.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/markdown");
    assertThat(asked.body())
        .startsWith("# Benign Overfitting")
        .contains("## Abstract", "```bibtex", "(<https://arxiv.org/abs/2310.02541>)")
        .isEqualTo(Site.text("/papers/2310.02541.md"));
    assertThat(Site.text("/papers/2310.01769.md")).contains("### C1 (small scale)", "\\<slow\\>");
    assertThat(Site.get("/papers/2310.02541").headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/html");
    assertThat(Site.get("/papers/9999.99999.md").statusCode()).isEqualTo(404);
  }

  private static JsonNode json(String path) throws Exception {
    return Json.tree(Site.text(path));
  }

  private static Document xml(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
