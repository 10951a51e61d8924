package dev.assay.hub.web;

import static dev.assay.hub.SamplePapers.paper;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.hub.SamplePapers;
import dev.assay.hub.Site;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestVisitor;
import dev.assay.hub.people.Accounts;
import dev.assay.hub.people.Links;
import dev.assay.hub.people.Role;
import dev.assay.lab.Json;
import jakarta.mail.internet.MimeMessage;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The discussion of one paper, over HTTP. */
class DiscussionPagesTest {
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final String PAPER = "/papers/1904.00001";
  private static final String COMMENTS = PAPER + "/comments";
  private static final String SOME = "An answer that is long enough.";

  private final SamplePapers papers = new SamplePapers();
  private final TestVisitor curator = TestVisitor.of(Role.CURATOR);

  /** Somebody who has just joined, and what they are called. */
  private record Member(String name, TestVisitor visitor) {
    static Member join(String prefix) {
      String name = prefix + NAMES.incrementAndGet();
      Accounts accounts = TestLibrary.bean(Accounts.class);
      String email = name + "@example.org";
      accounts.join(
          Links.Kind.INVITATION,
          accounts.invite(email, Role.MEMBER),
          name,
          null,
          TestVisitor.PASSWORD);
      return new Member(name, TestVisitor.anonymous().signIn(name));
    }

    /** Says something and returns the comment's number. */
    long says(String text) {
      return number(visitor.post(COMMENTS, Map.of("text", text)));
    }

    long answers(long comment, String text) {
      return number(visitor.post(COMMENTS, Map.of("text", text, "parent", "" + comment)));
    }

    private static long number(HttpResponse<String> answer) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
      return Long.parseLong(TestVisitor.location(answer).replaceFirst(".*#comment-", ""));
    }
  }

  private final Member ann = Member.join("ann-");
  private final Member bob = Member.join("bob-");

  @BeforeEach
  void addThePaper() {
    TestVisitor.of(Role.ADMINISTRATOR);
    TestLibrary.advance(Duration.ofHours(1));
    papers.with(paper("1904.00001", "2019-04-04", "Much Discussed").build());
  }

  @AfterEach
  void takeItOut() {
    papers.close();
  }

  @AfterAll
  static void setTheClockBack() {
    TestLibrary.backToNoon();
  }

  private static String page() throws Exception {
    return Site.text(PAPER);
  }

  @Test
  void aCommentIsReadInItsPlaceWithItsMaths() throws Exception {
    assertThat(page()).contains("Nobody has said anything about this paper yet.");
    long first = ann.says("For $a_1$ it holds,\n\n**but** <b>why</b>?");
    long answer = bob.answers(first, "Because @" + ann.name() + " says so.");
    long second = bob.says("Another matter.");
    assertThat(page())
        .contains("Discussion (3)", "<span class=\"tex\">$a_1$</span>", "&lt;b&gt;why")
        .containsSubsequence(
            "id=\"comment-" + first + "\" class=\"comment depth-0",
            "id=\"comment-" + answer + "\" class=\"comment depth-1",
            "id=\"comment-" + second + "\" class=\"comment depth-0");
    assertThat(Site.text(PAPER + "?talk=new"))
        .containsSubsequence("comment-" + second, "comment-" + first, "comment-" + answer);
    assertThat(TestVisitor.location(Site.get("/comments/" + answer)))
        .isEqualTo(PAPER + "#comment-" + answer);
    assertThat(Site.text("/papers/2019-04-04")).contains("3 comments");
    assertThat(Json.tree(Site.text("/api/papers/1904.00001")).path("numComments").asInt())
        .isEqualTo(3);
  }

  @Test
  void whatIsSentTwiceIsSaidOnceAndWhatCannotBeIsASentence() throws Exception {
    long first = ann.says("Once.");
    assertThat(ann.says("Once.")).isEqualTo(first);
    List<CompletableFuture<Long>> atOnce =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> bob.says("At once.")))
            .limit(4)
            .toList();
    assertThat(atOnce.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    assertThat(page()).contains("Discussion (2)");

    HttpResponse<String> empty = ann.visitor().post(COMMENTS, Map.of("text", " \r\n "));
    assertThat(empty.statusCode()).isEqualTo(422);
    assertThat(empty.body()).contains("Write something first.");
    HttpResponse<String> much = ann.visitor().post(COMMENTS, Map.of("text", "x".repeat(10_001)));
    assertThat(much.body())
        .contains("A comment has at most 10,000 characters; this one has 10,001.", "xxxx");
    assertThat(ann.visitor().post(COMMENTS, Map.of("text", SOME, "parent", "999999999")).body())
        .contains("The comment that this answers is gone.");
    assertThat(TestVisitor.location(TestVisitor.anonymous().post(COMMENTS, Map.of("text", SOME))))
        .startsWith("/sign-in?next=");
    for (int i = 0; i < 16; i++) {
      bob.visitor().post(COMMENTS, Map.of("text", "Number " + i));
    }
    assertThat(bob.visitor().post(COMMENTS, Map.of("text", "Number 16")).statusCode())
        .isEqualTo(429);
  }

  @Test
  void whatIsSentAfterTheSessionHasEndedIsKept() throws Exception {
    long first = bob.says("A thread.");
    TestVisitor gone = TestVisitor.anonymous();
    String door =
        TestVisitor.location(
            gone.post(COMMENTS, Map.of("text", "Not <lost>.", "parent", "" + first)));
    assertThat(door).startsWith("/sign-in?next=%2Fcomments%2Fdrafts%2F");
    assertThat(gone.get(door).body()).contains("What you wrote is kept");
    String draft = URLDecoder.decode(door.substring(door.indexOf('=') + 1), UTF_8);

    HttpResponse<String> page = ann.visitor().get(draft);
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.body())
        .contains(
            ">Not &lt;lost&gt;.</textarea>",
            "action=\"" + COMMENTS + "\"",
            "name=\"parent\" value=\"" + first + "\"",
            "was not posted yet");
    assertThat(page()).doesNotContain("Not &lt;lost&gt;.");

    // A change of one's own comment likewise, and of nobody else's.
    String edit = "/comments/" + first + "/edit";
    String change = TestVisitor.location(gone.post(edit, Map.of("text", "Better.")));
    String changed = URLDecoder.decode(change.substring(change.indexOf('=') + 1), UTF_8);
    assertThat(bob.visitor().get(changed).body())
        .contains(">Better.</textarea>", "action=\"" + edit + "\"");
    assertThat(ann.visitor().get(changed).statusCode()).isEqualTo(404);
    TestLibrary.get()
        .jdbc()
        .sql("update draft set created = created - interval '25 hours'")
        .update();
    assertThat(bob.visitor().get(changed).statusCode()).isEqualTo(404);

    // A script's preview leaves the page as it is.
    HttpResponse<String> preview =
        gone.send(gone.form("/comments/preview", "text=x").header("HX-Request", "true"));
    assertThat(preview.statusCode()).isEqualTo(401);
    assertThat(preview.headers().firstValue("HX-Redirect")).isEmpty();
    assertThat(preview.body()).contains("not signed in any more");
  }

  @Test
  void aPreviewSaysNothing() throws Exception {
    Map<String, String> form = Map.of("text", "It is $x_1$.", "preview", "true");
    assertThat(ann.visitor().post(COMMENTS, form).body())
        .contains(
            "So it will look", "<span class=\"tex\">$x_1$</span>", ">It is $x_1$.</textarea>");
    assertThat(ann.visitor().post("/comments/preview", form).body())
        .contains("<span class=\"tex\">$x_1$</span>")
        .doesNotContain("<html", "textarea");
    assertThat(page()).contains("Nobody has said anything");
  }

  @Test
  void aThreadDeeperThanThePageGoesOnAtItsEdge() throws Exception {
    long last = ann.says("Level 0");
    for (int level = 1; level <= 6; level++) {
      last = (level % 2 == 0 ? ann : bob).answers(last, "Level " + level);
    }
    assertThat(page())
        .containsSubsequence("depth-4", ">Level 4<", "depth-4", "to " + ann.name(), ">Level 5<")
        .contains("to " + bob.name())
        .doesNotContain("depth-5");
  }

  @Test
  void whatWasChangedCanBeReadAsItWas() throws Exception {
    long comment = ann.says("The bound is *tight*.");
    String edit = "/comments/" + comment + "/edit";
    assertThat(ann.visitor().get(edit).body()).contains(">The bound is *tight*.</textarea>");
    assertThat(bob.visitor().get(edit).statusCode()).isEqualTo(404);
    assertThat(bob.visitor().post(edit, Map.of("text", SOME)).statusCode()).isEqualTo(404);
    ann.visitor().post(edit, Map.of("text", "The bound is loose."));
    assertThat(page()).contains("The bound is loose.", "changed 26 Nov").doesNotContain("tight");
    assertThat(Site.text("/comments/" + comment + "/history"))
        .containsSubsequence("The bound is loose.", "The bound is <em>tight</em>.");
  }

  @Test
  void whatIsDeletedGoesAndLeavesItsPlaceToAnswersOnly() throws Exception {
    long first = ann.says("To be deleted, said by ann.");
    long answer = bob.answers(first, "An answer that stays for now.");
    assertThat(bob.visitor().post("/comments/" + first + "/delete", "").statusCode())
        .isEqualTo(404);
    ann.visitor().post("/comments/" + first + "/delete", "");
    assertThat(page())
        .contains("Deleted.", "An answer that stays", "Discussion (1)")
        .doesNotContain("To be deleted", ann.name());
    bob.visitor().post("/comments/" + answer + "/delete", "");
    assertThat(page()).contains("Nobody has said anything about this paper yet.");
  }

  @Test
  void whoIsAnsweredOrMentionedIsToldOnce() throws Exception {
    ann.visitor().post("/account/letters", "kind=mention");
    long first = ann.says("A question.");
    long answer = bob.answers(first, "@" + ann.name() + " is answered and mentioned.");
    assertThat(ann.visitor().get("/").body()).contains("<span class=\"number\">1</span>");
    String told = ann.visitor().get("/notifications").body();
    assertThat(told)
        .contains(bob.name() + " answered your comment in the discussion of Much Discussed")
        .doesNotContain("mentioned you");
    String link = told.replaceFirst("(?s).*href=\"(/notifications/[0-9]+)\".*", "$1");
    assertThat(TestVisitor.location(ann.visitor().get(link))).isEqualTo("/comments/" + answer);
    assertThat(ann.visitor().get("/").body()).doesNotContain("class=\"number\"");
    assertThat(bob.visitor().get(link).statusCode()).isEqualTo(404);

    long mention = bob.says("Said in passing.");
    bob.visitor()
        .post("/comments/" + mention + "/edit", Map.of("text", "Passing @" + ann.name() + "."));
    bob.visitor()
        .post("/comments/" + mention + "/edit", Map.of("text", "By @" + ann.name() + " again."));
    assertThat(ann.visitor().get("/").body()).contains("<span class=\"number\">1</span>");
    MimeMessage letter = letter(ann.name() + "@example.org", "mentioned you");
    assertThat(letter.getContent().toString()).contains("/comments/" + mention, "/account#letters");

    bob.visitor().post("/comments/" + mention + "/delete", "");
    assertThat(ann.visitor().get("/notifications").body()).doesNotContain("mentioned you");
  }

  private static MimeMessage letter(String recipient, String about) throws Exception {
    for (int tenths = 0; tenths < 200; tenths++) {
      List<MimeMessage> letters = Arrays.asList(TestLibrary.mailServer().getReceivedMessages());
      for (MimeMessage letter : letters) {
        if (letter.getAllRecipients()[0].toString().equals(recipient)
            && letter.getSubject().contains(about)) {
          return letter;
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no letter came");
  }

  @Test
  void moderatorsHideWhatWasReportedAndAllIsKept() throws Exception {
    long rude = ann.says("Something rude.");
    bob.visitor().post("/comments/" + rude + "/report", Map.of("reason", "It is rude."));
    assertThat(bob.visitor().get(PAPER).body()).contains("You have reported this");
    assertThat(bob.visitor().get("/moderation").statusCode()).isEqualTo(403);
    assertThat(curator.get("/moderation").body())
        .contains("Something rude.", bob.name() + ": It is rude.");
    assertThat(curator.post("/moderation/comments/" + rude, "hide=true").body())
        .contains("Give a reason");
    curator.post("/moderation/comments/" + rude, Map.of("hide", "true", "reason", "Be kind."));

    assertThat(page()).contains("Hidden by a moderator.").doesNotContain("Something rude.");
    assertThat(Site.get("/comments/" + rude + "/history").statusCode()).isEqualTo(404);
    assertThat(ann.visitor().get(PAPER).body()).contains("Something rude.");
    assertThat(ann.visitor().get("/notifications").body()).contains("Be kind.");
    assertThat(ann.visitor().post("/comments/" + rude + "/edit", Map.of("text", "Other.")).body())
        .contains("it stays as it is");
    curator.post("/comments/" + rude + "/show", Map.of("reason", "On second thought."));
    assertThat(page()).contains("Something rude.");
    assertThat(curator.get("/moderation").body())
        .contains("No comment that was reported waits.")
        .containsSubsequence("On second thought.", "hid a comment", ann.name(), "Be kind.");
    for (String change : List.of("update moderation set reason = ''", "delete from moderation")) {
      assertThatThrownBy(() -> TestLibrary.get().jdbc().sql(change).update())
          .hasMessageContaining("what moderators did is kept as it is");
    }
  }

  @Test
  void anAuthorIsShownAsOneOnceACuratorHasSaidSo() throws Exception {
    assertThat(
            ann.visitor()
                .post(PAPER + "/authors", Map.of("name", "Nobody", "grounds", "I say so."))
                .body())
        .contains("Choose which of the paper");
    ann.visitor()
        .post(PAPER + "/authors", Map.of("name", "Ada Lovelace", "grounds", "See my page."));
    assertThat(ann.visitor().get(PAPER).body()).contains("You asked to be shown as Ada Lovelace");
    ann.says("I wrote it.");
    assertThat(page()).doesNotContain(">author<");
    String waiting = curator.get("/moderation").body();
    assertThat(waiting).contains(ann.name() + "@example.org", "See my page.");
    String decide = waiting.replaceFirst("(?s).*action=\"(/moderation/authors/[0-9]+)\".*", "$1");
    assertThat(ann.visitor().post(decide, "grant=true&reason=x").statusCode()).isEqualTo(403);
    curator.post(decide, Map.of("grant", "true", "reason", "Seen it."));

    assertThat(page()).contains(">author<", "author: Ada Lovelace", "here as " + ann.name());
    assertThat(Site.text("/api/daily_papers?date=2019-04-04"))
        .contains("\"isAuthorParticipating\":true");
    bob.says("Well written.");
    assertThat(ann.visitor().get("/notifications").body())
        .contains("You are now shown as an author", bob.name() + " took part", "your paper");
    assertThat(curator.post(decide, Map.of("grant", "false", "reason", "No.")).body())
        .contains("Somebody else has decided on this meanwhile.");
    curator.post(decide + "/revoke", Map.of("reason", "It was another one."));
    assertThat(page()).doesNotContain(">author<", "author: Ada");
  }

  @Test
  void whoGoesTakesAlongWhatTheySaid() throws Exception {
    long first = ann.says("A last word of ann.");
    bob.answers(first, "Goodbye, says bob.");
    ann.answers(first, "Thank you, says ann.");
    assertThat(ann.visitor().get("/account/export").body())
        .contains("A last word of ann.", "\"authorClaims\"");
    assertThat(ann.visitor().post("/account/delete", "name=" + ann.name()).body())
        .contains("deleted");
    assertThat(page())
        .contains("Deleted.", "Goodbye, says bob.", "Discussion (1)")
        .doesNotContain("A last word", "Thank you", ann.name());
  }
}
