package dev.assay.hub.web;

import static dev.assay.hub.SamplePapers.paper;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.SamplePapers;
import dev.assay.hub.Site;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestVisitor;
import dev.assay.hub.people.Role;
import dev.assay.lab.Json;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Votes over HTTP: for one paper with 41 votes at its source, and one older and without. */
class VotePagesTest {
  private final SamplePapers papers = new SamplePapers();
  private final TestVisitor member = TestVisitor.of(Role.MEMBER);

  @BeforeEach
  void addPapers() {
    papers.with(
        paper("1903.00001", "2019-03-04", "Voted at its source").upvotes(41).build(),
        paper("1903.00002", "2019-03-04", "Voted here").build());
  }

  @AfterEach
  void takeThemOut() {
    papers.close();
  }

  private static int upvotes(String paper) throws Exception {
    return Json.tree(Site.text("/api/papers/" + paper)).path("upvotes").asInt();
  }

  @Test
  void onePersonHasOneVoteAndTakesItBack() throws Exception {
    HttpResponse<String> answer =
        member.send(
            member
                .form("/papers/1903.00001/vote", "vote=true")
                .header("Referer", TestLibrary.hub().address() + "/papers/2019-03-04?sort=new"));
    assertThat(TestVisitor.location(answer)).isEqualTo("/papers/2019-03-04?sort=new");
    member.post("/papers/1903.00001/vote", "vote=true");
    assertThat(upvotes("1903.00001")).isEqualTo(42);
    assertThat(member.get("/papers/1903.00001").body())
        .contains("aria-pressed=\"true\"", "41 votes at the source, 1 here, yours among them");
    assertThat(Site.text("/papers/1903.00001"))
        .contains("/sign-in?next=/papers/1903.00001", "41 votes at the source, 1 here: sign in");
    TestVisitor.of(Role.CURATOR).post("/papers/1903.00001/vote", "vote=true");
    assertThat(upvotes("1903.00001")).isEqualTo(43);
    assertThat(member.get("/account/export").body()).contains("\"votes\"", "1903.00001");

    member.post("/papers/1903.00001/vote", "vote=false");
    member.post("/papers/1903.00001/vote", "vote=false");
    assertThat(upvotes("1903.00001")).isEqualTo(42);
  }

  @Test
  void aScriptGetsTheButtonAlone() {
    HttpResponse<String> button =
        member.send(
            member.form("/papers/1903.00002/vote", "vote=true").header("HX-Request", "true"));
    assertThat(button.statusCode()).isEqualTo(200);
    assertThat(button.body())
        .contains("aria-pressed=\"true\"", "name=\"vote\" value=\"false\"")
        .doesNotContain("<html");
    // One whose session has ended is led to the door, not its page into the button's place.
    HttpResponse<String> ended =
        TestVisitor.anonymous()
            .send(member.form("/papers/1903.00002/vote", "").header("HX-Request", "true"));
    assertThat(ended.statusCode()).isEqualTo(401);
    assertThat(ended.headers().firstValue("HX-Redirect").orElseThrow()).startsWith("/sign-in?next");
  }

  @Test
  void whoHasNotConfirmedTheirAddressIsToldSo() {
    TestVisitor reader = TestVisitor.of(Role.READER);
    HttpResponse<String> refused = reader.post("/papers/1903.00001/vote", "vote=true");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(reader.get("/papers/1903.00001").body()).contains("confirm your address to vote");
  }

  @Test
  void votesCountInWhatIsTrending() throws Exception {
    assertThat(Site.text("/papers/2019-03-04?sort=trending"))
        .containsSubsequence("Voted at its source", "Voted here");
    TestLibrary.get()
        .jdbc()
        .sql(
            """
            with voters as (
              insert into person (name, role, created)
              select 'voter-' || n, 'MEMBER', now() from generate_series(1, 42) n returning id)
            insert into vote (person, paper, at) select id, '1903.00002', now() from voters
            """)
        .update();
    try {
      // 42 votes here against 41 there, on the same day.
      assertThat(Site.text("/papers/2019-03-04?sort=trending"))
          .containsSubsequence("Voted here", "Voted at its source");
    } finally {
      TestLibrary.get().jdbc().sql("delete from person where name like 'voter-%'").update();
    }
    assertThat(upvotes("1903.00002")).isZero();
  }

  @Test
  void aPaperThatIsNotHereIsNotVotedFor() {
    HttpResponse<String> absent = member.post("/papers/1903.99999/vote", "vote=true");
    assertThat(absent.statusCode()).isEqualTo(404);
    assertThat(absent.body()).contains("There is no paper 1903.99999 here.");
  }
}
