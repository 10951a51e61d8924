package dev.assay.hub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.hub.Hub;
import dev.assay.hub.HubException;
import dev.assay.hub.HubSettings;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestVisitor;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.people.Role;
import dev.assay.hub.records.SampleRecords;
import dev.assay.hub.sources.DailyPapersPage;
import dev.assay.lab.ClaimRecord;
import dev.assay.lab.Json;
import dev.assay.lab.Tier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private final URI address = TestLibrary.hub().address();

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  @Test
  void theFeedShowsPapersAPageAtATime() throws Exception {
    HttpResponse<String> feed = get("/");

    assertThat(feed.statusCode()).isEqualTo(200);
    assertThat(feed.body().split("class=\"card\"", -1)).hasSize(31);
    assertThat(feed.body()).contains("28 Oct 2025", "Page 1 of 2", "/?page=2&amp;after=");
    assertThat(get("/?page=2").body()).contains("date not given", "Page 2 of 2");
    assertThat(feed.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("script-src 'self'");
    assertThat(feed.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void searchFindsAndSaysWhereThereIsNothing() throws Exception {
    assertThat(get("/search?q=sharpness").body())
        .contains("<mark>Sharpness</mark>-Aware Training for Free");
    assertThat(get("/search?q=zebraxylophone").body()).contains("Nothing for “zebraxylophone”");
    String script = URLEncoder.encode("<script>alert(1)</script>", StandardCharsets.UTF_8);
    assertThat(get("/search?q=" + script).body()).doesNotContain("<script>alert");
    assertThat(get("/?q=a+b%26c").headers().firstValue("Location").orElseThrow())
        .endsWith("/search?q=a%20b%26c");
  }

  @Test
  void thePaperShowsItsClaims() throws Exception {
    assertThat(get("/papers/2310.01769").body())
        .contains("arxiv.org/abs/2310.01769", "exponent 2", "small scale", "&lt;slow&gt;");
  }

  @Test
  void whatIsNotThereGetsASentenceAndTheNearest() throws Exception {
    HttpResponse<String> page = get("/papers/2310.01796");

    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("There is no paper 2310.01796 here.", "/papers/2310.01769");
    assertThat(get("/runs/99999").body()).contains("There is no run 99999 here.");
    assertThat(get("/nowhere").statusCode()).isEqualTo(404);
    assertThat(post("/papers/2310.01769/runs", "claim=C9", null).body())
        .contains("This paper has no claim C9; it has C1, C2, C10.");
  }

  @Test
  void aRunGoesFromThePageToTheVerdict() throws Exception {
    HttpResponse<String> started = post("/papers/2310.01769/runs", "tier=smoke", null);
    assertThat(started.statusCode()).isEqualTo(302);
    String run = URI.create(started.headers().firstValue("Location").orElseThrow()).getPath();

    String events = get(run + "/events").body();
    assertThat(events).contains("id:1\n", "\"verdict\"", "event:end");
    String page = get(run).body();
    assertThat(page).contains("<svg class=\"assay-plot\"", "reproduced", "Finished after 8 trials");
    assertThat(get("/papers/2310.01769").body()).contains(run);

    HttpResponse<String> rest =
        send(
            HttpRequest.newBuilder(address.resolve(run + "/events")).header("Last-Event-ID", "17"));
    assertThat(rest.body()).doesNotContain("id:17\n").contains("id:18\n");
  }

  @Test
  void recordsMadeElsewhereAreShown() throws Exception {
    var claims = new SampleReproduction().claims();
    Path home = TestLibrary.home();
    SampleRecords.make(
        home.resolve("records"),
        home.resolve("trials"),
        claims,
        Tier.SMOKE,
        Instant.parse("2026-11-24T12:00:00Z"));

    // Both arms give 1, so the difference is 0 at each of 3 seeds: outside [1.8, 2.2].
    String record = "/papers/2310.01769/records/C2-smoke-20261124T120000Z";
    assertThat(get("/papers/2310.01769").body())
        .contains(record, record + ".json", "0 [0, 0]", "24 Nov 2026", "smoke, 3 seeds");
    assertThat(get("/papers/2310.01769").body())
        .containsSubsequence("<td>C1</td>", "<td>C2</td>", "<td>C10</td>");
    assertThat(get(record).body())
        .contains(
            "Record of C2", "Asymmetric gradient descent is linear.", "24 Nov 2026, 12:00 UTC")
        .contains("<svg class=\"assay-plot\"", "sample@1", "k = 5.0");
    HttpResponse<String> json = get(record + ".json");
    assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(Json.read(json.body(), ClaimRecord.class).claim()).isEqualTo("C2");
    assertThat(get("/papers/2310.01769/records/C2-smoke-1").statusCode()).isEqualTo(404);
    assertThat(get("/papers/2310.01769/records/..%2F..%2Flock").statusCode()).isIn(400, 404);
  }

  @Test
  void theFeedCanShowPapersWithClaimsAlone() throws Exception {
    assertThat(get("/?claims=1").body().split("class=\"card\"", -1)).hasSize(2);
    assertThat(get("/?claims=1").body()).contains("3 claims");
  }

  @Test
  void anIdentifierWithASlashHasItsPage() throws Exception {
    var library = TestLibrary.get();
    library.papers().add(Paper.of(new ArxivId("cs/0112017"), "An Old Paper", "Short.").build());
    try {
      assertThat(get("/?page=2").body()).contains("href=\"/papers/cs/0112017\"");
      assertThat(get("/papers/cs/0112017").body()).contains("arxiv.org/abs/cs/0112017");
      assertThat(post("/papers/cs/0112017/runs", "", null).body())
          .contains("This paper has no claims that can be run yet.");
    } finally {
      library.jdbc().sql("delete from paper where id = 'cs/0112017'").update();
    }
  }

  @Test
  void otherSitesCannotStartRuns() throws Exception {
    assertThat(post("/papers/2310.01769/runs", "", "https://example.org").statusCode())
        .isEqualTo(403);
  }

  @Test
  void markupInPapersIsEscaped() throws Exception {
    String page =
        "Daily Papers\n\nby\n\nDec 11\n\n<img src=x onerror=alert(1)>\n\n<script>alert(2)</script>.\n";
    var library = TestLibrary.get();
    library.add(
        DailyPapersPage.of(
            "x",
            new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)),
            DailyPapersPage.BUILT_IN_YEAR));
    String id = ArxivId.ofTitle("<img src=x onerror=alert(1)>").value();
    try {
      assertThat(get("/papers/" + id).body())
          .contains("&lt;img src=x")
          .doesNotContain("<img src=x", "<script>alert");
    } finally {
      library.jdbc().sql("delete from paper where id = ?").param(id).update();
    }
  }

  @Test
  void aPortInUseIsOneSentence(@TempDir Path home) {
    HubSettings settings =
        HubSettings.local(home, address.getPort(), request -> null, List.of(), Clock.systemUTC());
    assertThatThrownBy(() -> Hub.start(settings))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("Port " + address.getPort())
        .hasMessageContaining("--port");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address.resolve(path)));
  }

  private HttpResponse<String> post(String path, String form, String origin)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    return TestVisitor.of(Role.MEMBER)
        .send(origin == null ? request : request.header("Origin", origin));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
