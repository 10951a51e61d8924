package dev.assay.hub.web;

import static dev.assay.hub.SamplePapers.paper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.hub.SamplePapers;
import dev.assay.hub.Site;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestVisitor;
import dev.assay.hub.catalogue.PaperVersion;
import dev.assay.hub.people.Accounts;
import dev.assay.hub.people.Links;
import dev.assay.hub.people.Role;
import dev.assay.lab.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Curators order a day's page. */
class CuratePagesTest {
  private static final String DAY = "/papers/2019-08-01";
  private static final Pattern CARD =
      Pattern.compile("<h2><a class=\"tex\" href=\"/papers/([^\"]+)");

  private final SamplePapers papers = new SamplePapers();
  private final TestVisitor curator = TestVisitor.of(Role.CURATOR);

  @BeforeEach
  void addPapers() {
    for (int i = 1; i <= 4; i++) {
      papers.with(
          paper("1908.0000" + i, "2019-08-01", "Paper " + i)
              .categories(List.of(i % 2 == 0 ? "cs.LG" : "cs.CL"))
              .versions(List.of(new PaperVersion(1, null)))
              .build());
    }
  }

  @AfterEach
  void removePapers() {
    papers.close();
    TestLibrary.get()
        .transaction()
        .executeWithoutResult(
            _ -> {
              var jdbc = TestLibrary.get().jdbc();
              jdbc.sql("alter table curation_event disable trigger curation_event_kept").update();
              jdbc.sql("delete from curation_event").update();
              jdbc.sql("alter table curation_event enable trigger curation_event_kept").update();
              jdbc.sql("delete from day_page").update();
            });
  }

  @Test
  void featuredPapersComeFirstInTheCuratorsOrder() throws Exception {
    assertThat(cards(DAY)).containsExactly("1", "2", "3", "4");
    assertThat(Site.text(DAY)).doesNotContain("research community");

    act("feature", "1908.00004", 0);
    act("feature", "1908.00003", 1);
    act("feature", "1908.00001", 2);
    assertThat(cards(DAY)).containsExactly("4", "3", "1", "2");
    act("up", "1908.00001", 3);
    act("move", "1908.00001", 4, "1");
    act("down", "1908.00004", 5);
    act("unfeature", "1908.00003", 6);

    assertThat(cards(DAY)).containsExactly("1", "4", "2", "3");
    assertThat(cards(DAY + "?cat=cs.LG")).containsExactly("4", "2");
    assertThat(cards(DAY + "?after=1908.00004")).containsExactly("2", "3");
    assertThat(cards(DAY + "?after=1908.00001")).containsExactly("4", "2", "3");
    assertThat(Site.text(DAY)).contains("Curated by curator and the research community");
    List<String> api = new ArrayList<>();
    Json.tree(Site.text("/api/daily_papers?date=2019-08-01&limit=3"))
        .forEach(item -> api.add(item.path("paper").path("id").asString()));
    assertThat(api).containsExactly("1908.00001", "1908.00004", "1908.00002");
    assertThat(Site.text(DAY + ".atom"))
        .containsSubsequence("<title>Paper 1<", "<title>Paper 4<", "<title>Paper 2<");
    assertThat(cards("/papers/week/2019-W31")).containsExactly("1", "2", "3", "4");
  }

  @Test
  void whoSawAnOlderPageChangesNothingAndIsShownTheNewOne() throws Exception {
    act("feature", "1908.00002", 0);

    HttpResponse<String> stale =
        TestVisitor.of(Role.ADMINISTRATOR).post(DAY + "/curate", form("feature", "1908.00003", 0));

    assertThat(stale.statusCode()).isEqualTo(409);
    assertThat(stale.body())
        .contains("Somebody has changed this page meanwhile")
        .contains("name=\"version\" value=\"1\"");
    assertThat(cards(DAY)).containsExactly("2", "1", "3", "4");
  }

  @Test
  void ofManyWhoChangeAPageAtOnceOneDoesAndTheOthersAreTold() throws Exception {
    List<Future<Integer>> answers;
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          many.invokeAll(
              Collections.nCopies(
                  6,
                  () ->
                      curator
                          .post(DAY + "/curate", form("feature", "1908.00002", 0))
                          .statusCode()));
    }

    assertThat(answers.stream().map(Future::resultNow))
        .containsExactlyInAnyOrder(302, 409, 409, 409, 409, 409);
    assertThat(cards(DAY)).containsExactly("2", "1", "3", "4");
  }

  @Test
  void changesAreTakenBackOneByOneAndAllOfThemAreKept() throws Exception {
    act("feature", "1908.00002", 0);
    act("feature", "1908.00003", 1);
    act("move", "1908.00003", 2, "1");
    act("undo", "", 3);
    assertThat(cards(DAY)).containsExactly("2", "3", "1", "4");
    act("undo", "", 4);
    act("feature", "1908.00004", 5);
    act("undo", "", 6);
    act("undo", "", 7);
    assertThat(cards(DAY)).containsExactly("1", "2", "3", "4");
    assertThat(curator.post(DAY + "/curate", form("undo", "", 8)).body())
        .contains("There is nothing to take back.");

    assertThat(curator.get(DAY + "/curate").body())
        .contains("curator moved “Paper 3” to place 1 (change 3)")
        .contains("curator took change 3 back (change 4)");
    assertThat(curator.get("/account/export").body()).contains("\"MOVED\"");
    var jdbc = TestLibrary.get().jdbc();
    assertThatThrownBy(() -> jdbc.sql("delete from curation_event").update())
        .hasMessageContaining("kept as it was");
    assertThatThrownBy(() -> jdbc.sql("update curation_event set action = 'MOVED'").update())
        .hasMessageContaining("kept as it was");
  }

  @Test
  void whatWasDoneStaysWithoutTheNameOfWhoIsGone() {
    TestVisitor.of(Role.ADMINISTRATOR);
    Accounts accounts = TestLibrary.bean(Accounts.class);
    String invitation = accounts.invite(null, Role.CURATOR);
    accounts.join(Links.Kind.INVITATION, invitation, "Passing", null, TestVisitor.PASSWORD);
    TestVisitor passing = TestVisitor.anonymous().signIn("Passing");
    passing.post(DAY + "/curate", form("feature", "1908.00002", 0));

    passing.post("/account/delete", Map.of("name", "Passing"));

    assertThat(curator.get(DAY + "/curate").body())
        .contains("Somebody whose account is gone featured “Paper 2”")
        .doesNotContain("Passing");
  }

  @Test
  void whatCannotBeDoneGetsASentence() {
    act("feature", "1908.00002", 0);

    assertThat(refused("feature", "2310.01769", 1)).contains("is not on the page of 2019-08-01");
    assertThat(refused("up", "1908.00003", 1)).contains("Feature the paper first");
    assertThat(refused("take-off", "1908.00002", 1)).contains("Nobody has submitted this paper");
    assertThat(refused("burn", "1908.00002", 1)).contains("A paper is featured, unfeatured");
    assertThat(refused("feature", "<b>", 1)).contains("Name the paper by its identifier");
    assertThat(curator.get("/papers/2019-08-32/curate").statusCode()).isEqualTo(404);
    assertThat(TestVisitor.of(Role.MEMBER).get(DAY).body()).doesNotContain("/curate");
  }

  @Test
  void aSubmissionIsTakenOffThePageAndPutBack() throws Exception {
    TestVisitor.of(Role.ADMINISTRATOR).post("/submit/post", Map.of("paper", "1908.00001"));
    String today = "/papers/2026-11-26";
    curator.post(today + "/curate", form("feature", "1908.00001", 0));
    assertThat(cards(today)).first().isEqualTo("1");

    curator.post(today + "/curate", form("take-off", "1908.00001", 1));
    assertThat(cards(today)).doesNotContain("1");
    assertThat(cards(DAY)).contains("1");

    curator.post(today + "/curate", form("undo", "", 2));
    assertThat(cards(today)).first().isEqualTo("1");
    assertThat(Site.text("/papers/1908.00001")).contains("Submitted by administrator");
  }

  private void act(String act, String paper, int version, String... place) {
    Map<String, String> form = new HashMap<>(form(act, paper, version));
    if (place.length > 0) {
      form.put("place", place[0]);
    }
    assertThat(curator.post(DAY + "/curate", form).statusCode()).as(act).isEqualTo(302);
  }

  private String refused(String act, String paper, int version) {
    HttpResponse<String> answer = curator.post(DAY + "/curate", form(act, paper, version));
    assertThat(answer.statusCode()).isEqualTo(422);
    return answer.body();
  }

  private static Map<String, String> form(String act, String paper, int version) {
    return Map.of("act", act, "paper", paper, "version", Integer.toString(version));
  }

  /** The last digits of the papers that a list shows. */
  private static List<String> cards(String path) throws Exception {
    return CARD.matcher(Site.text(path))
        .results()
        .map(match -> match.group(1).replaceFirst("1908\\.0000", ""))
        .toList();
  }
}
