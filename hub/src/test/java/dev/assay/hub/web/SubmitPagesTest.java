package dev.assay.hub.web;

import static dev.assay.hub.SamplePapers.paper;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.SamplePapers;
import dev.assay.hub.Site;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestVisitor;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperVersion;
import dev.assay.hub.curation.Submissions;
import dev.assay.hub.people.Accounts;
import dev.assay.hub.people.Links;
import dev.assay.hub.people.Role;
import dev.assay.hub.sources.Documents;
import dev.assay.hub.sources.ReplayServer;
import dev.assay.hub.sources.ReplayServer.Answer;
import dev.assay.hub.sources.SamplePaper;
import dev.assay.hub.sources.SourceName;
import dev.assay.hub.sources.Sources;
import dev.assay.lab.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A member puts a paper on the day's page, against a replay of arXiv's API. */
class SubmitPagesTest {
  private static final SamplePaper TOLD =
      new SamplePaper(
          "2611.00001",
          "Assays <of> gold",
          "We weigh $M^*$ & more.",
          List.of("Ada Lovelace", "Charles Babbage"),
          "cs.LG");
  private static final SourceName DETAILS = SourceName.parse("arxiv-details");

  private final ReplayServer arxiv = new ReplayServer();
  private final Sources sources = TestLibrary.bean(Sources.class);

  @BeforeEach
  void readArxivFromTheReplay() {
    sources.put(DETAILS, arxiv.at("/api/query"), null, Duration.ofHours(6));
    // So that nothing before it asks for a pause.
    TestLibrary.advance(Duration.ofHours(1));
  }

  @AfterEach
  void restore() {
    sources.put(DETAILS, null, null, Duration.ofHours(6));
    TestLibrary.get().jdbc().sql("delete from paper where id like '2611.%'").update();
    TestLibrary.get().jdbc().sql("delete from person where name like 'Submitter%'").update();
    TestLibrary.backToNoon();
    arxiv.close();
  }

  @Test
  void aPaperIsFetchedLookedAtPostedAndWithdrawn() throws Exception {
    arxiv.then(Answer.ok(Documents.atom(Documents.entry(TOLD, 2, ""), 1)));
    TestVisitor member = submitter("Submitter");

    HttpResponse<String> fetched =
        member.post("/submit", Map.of("paper", "https://huggingface.co/papers/2611.00001"));
    assertThat(TestVisitor.location(fetched)).isEqualTo("/submit/preview?paper=2611.00001");
    assertThat(arxiv.requests().getFirst().target())
        .isEqualTo("/api/query?id_list=2611.00001&max_results=1");
    assertThat(member.get("/submit/preview?paper=2611.00001").body())
        .contains("Assays &lt;of&gt; gold", "Ada Lovelace, Charles Babbage", "We weigh $M^*$");
    assertThat(TestLibrary.get().find("2611.00001")).as("only looked at").isEmpty();
    assertThat(submitter("Submitter-2").get("/submit/preview?paper=2611.00001").statusCode())
        .isEqualTo(404);

    HttpResponse<String> posted = member.post("/submit/post", Map.of("paper", "2611.00001"));
    assertThat(TestVisitor.location(posted)).isEqualTo("/papers/2611.00001");
    Paper here = TestLibrary.get().find("2611.00001").orElseThrow();
    assertThat(here.submitter()).isEqualTo("Submitter");
    assertThat(here.featuredOn()).isEqualTo(LocalDate.of(2026, 11, 26));
    assertThat(here.versions()).hasSize(2);
    JsonNode item =
        Json.tree(Site.text("/api/daily_papers?date=2026-11-26&submitter=Submitter")).path(0);
    assertThat(item.path("submittedBy").path("name").asString()).isEqualTo("Submitter");
    assertThat(Site.text("/papers/2026-11-26")).contains("submitted by Submitter");
    assertThat(Site.text("/papers/2611.00001")).doesNotContain("Withdraw");
    assertThat(member.get("/papers/2611.00001").body())
        .contains("Submitted by Submitter on 26 Nov 2026", "Withdraw it");
    assertThat(member.post("/submit", Map.of("paper", "arXiv:2611.00001v1")).body())
        .contains("This paper is here already");
    assertThat(member.get("/account/export").body()).contains("Assays <of> gold");

    member.post("/submit/withdraw", Map.of("paper", "2611.00001"));
    here = TestLibrary.get().find("2611.00001").orElseThrow();
    assertThat(here.submitter()).isNull();
    assertThat(here.featuredOn()).isNull();
    assertThat(member.get("/submit").body()).contains("withdrawn", "4 of 5 left");

    // What arXiv has told is not asked for again.
    member.post("/submit", Map.of("paper", "2611.00001"));
    member.post("/submit/post", Map.of("paper", "2611.00001"));
    assertThat(arxiv.requests()).hasSize(1);
    assertThat(TestLibrary.get().find("2611.00001").orElseThrow().submitter())
        .isEqualTo("Submitter");
    TestVisitor other = TestVisitor.of(Role.CURATOR);
    other.post("/papers/2611.00001/vote", "");
    assertThat(member.post("/submit/withdraw", Map.of("paper", "2611.00001")).body())
        .contains("Others have voted or commented on it");
    other.post("/papers/2611.00001/vote", "vote=false");
    TestLibrary.advance(Submissions.REGRET.plusMinutes(1));
    assertThat(member.post("/submit/withdraw", Map.of("paper", "2611.00001")).body())
        .contains("that time is over");

    member.post("/account/delete", Map.of("name", "Submitter"));
    here = TestLibrary.get().find("2611.00001").orElseThrow();
    assertThat(here.submitter()).as("the name goes with its person").isNull();
    assertThat(here.featuredOn()).isNotNull();
  }

  @Test
  void whereArxivIsAwayItIsSaidAndCanBeTriedAgain() {
    arxiv.then(Answer.status(503), Answer.status(503), Answer.ok(Documents.atom("", 0)));
    TestVisitor member = submitter("Submitter");

    HttpResponse<String> away = member.post("/submit", Map.of("paper", "2611.00002"));
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.body()).contains("arXiv is busy or failing (HTTP status 503).", "Try again");

    HttpResponse<String> unknown = member.post("/submit", Map.of("paper", "2611.00002"));
    assertThat(unknown.statusCode()).isEqualTo(422);
    assertThat(unknown.body()).contains("arXiv has no paper 2611.00002.");
  }

  @Test
  void whatIsNoPaperIsRefusedWithWhatWouldBeOne() {
    TestVisitor member = submitter("Submitter");
    for (String text :
        List.of("", "hello", "local-x", "http://127.0.0.1/abs/2310.01769", "https://x.org/2.pdf")) {
      HttpResponse<String> answer = member.post("/submit", Map.of("paper", text));
      assertThat(answer.statusCode()).as(text).isEqualTo(422);
      assertThat(answer.body()).contains("an arXiv number such as 2310.01769");
    }
    assertThat(arxiv.requests()).isEmpty();
  }

  @Test
  void aDayHasItsLimitAndAnAddressMustBeConfirmed() throws Exception {
    try (var _ =
        new SamplePapers()
            .with(
                whole("2611.00011"),
                whole("2611.00012"),
                whole("2611.00013"),
                whole("2611.00014"),
                whole("2611.00015"),
                whole("2611.00016"))) {
      TestVisitor member = submitter("Submitter");
      List<Future<HttpResponse<String>>> answers;
      try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
        answers =
            many.invokeAll(
                IntStream.rangeClosed(1, 6)
                    .<Callable<HttpResponse<String>>>mapToObj(
                        i -> () -> member.post("/submit/post", Map.of("paper", "2611.0001" + i)))
                    .toList());
      }
      assertThat(answers.stream().map(answer -> answer.resultNow().statusCode()))
          .containsExactlyInAnyOrder(302, 302, 302, 302, 302, 422);
      List<String> left =
          TestLibrary.get()
              .jdbc()
              .sql("select id from paper where id like '2611.0001%' and submitter is null")
              .query(String.class)
              .list();
      assertThat(left).hasSize(1);
      assertThat(member.post("/submit/post", Map.of("paper", left.getFirst())).body())
          .contains("You have put 5 papers on the page within a day");
      TestLibrary.advance(Duration.ofHours(25));
      assertThat(member.post("/submit/post", Map.of("paper", left.getFirst())).statusCode())
          .isEqualTo(302);

      TestLibrary.get()
          .jdbc()
          .sql("update person set email = 'submitter@example.org' where name = 'Submitter'")
          .update();
      assertThat(member.post("/submit", Map.of("paper", "2611.00017")).body())
          .contains("Confirm your e-mail address first");
    }
  }

  private static Paper whole(String id) {
    return paper(id, "2026-11-01", "Paper " + id)
        .versions(List.of(new PaperVersion(1, null)))
        .build();
  }

  /** A member who was invited without an address. */
  private static TestVisitor submitter(String name) {
    TestVisitor.of(Role.ADMINISTRATOR);
    Accounts accounts = TestLibrary.bean(Accounts.class);
    accounts.join(
        Links.Kind.INVITATION,
        accounts.invite(null, Role.MEMBER),
        name,
        null,
        TestVisitor.PASSWORD);
    return TestVisitor.anonymous().signIn(name);
  }
}
