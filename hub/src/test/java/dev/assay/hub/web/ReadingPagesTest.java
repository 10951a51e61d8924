package dev.assay.hub.web;

import static dev.assay.hub.SamplePapers.paper;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.SamplePapers;
import dev.assay.hub.Site;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestVisitor;
import dev.assay.hub.people.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person keeps to read, and what they have read. */
class ReadingPagesTest {
  private static final String DAY = "/papers/2019-09-02";
  private static final Pattern CARD =
      Pattern.compile("<h2><a class=\"tex\" href=\"/papers/([^\"]+)");

  private final SamplePapers papers = new SamplePapers();
  private final TestVisitor reader = TestVisitor.of(Role.READER);

  @BeforeEach
  void addPapers() {
    papers.with(
        paper("1909.00001", "2019-09-02", "Chrysography with leaf").build(),
        paper("1909.00002", "2019-09-02", "Chrysography with dust").build(),
        paper("1909.00003", "2019-09-02", "Silver").build());
  }

  @AfterEach
  void removePapers() {
    papers.close();
  }

  @Test
  void searchesLeaveOutWhatWasRead() {
    reader.post("/reading", form("1909.00001", "read"));
    String all = reader.get("/search?q=title:chrysography+date:2019").body();
    assertThat(cards(all)).contains("1909.00001", "1909.00002");
    assertThat(all).contains("/search?q=title%3Achrysography+date%3A2019&amp;unread=1", "2 papers");

    String unread = reader.get("/search?q=title:chrysography+date:2019&unread=1").body();
    assertThat(cards(unread)).containsExactly("1909.00002");
    assertThat(unread).contains("1 paper for");
    // Nobody knows what others have read, and who has not signed in has read nothing.
    assertThat(
            cards(TestVisitor.of(Role.MEMBER).get("/search?q=title:chrysography&unread=1").body()))
        .contains("1909.00001");
    String anonymous = TestVisitor.anonymous().get("/search?q=title:chrysography&unread=1").body();
    assertThat(cards(anonymous)).contains("1909.00001");
    assertThat(anonymous).doesNotContain(">Unread<");
    reader.post("/reading", form("1909.00001", "unread"));
  }

  @Test
  void aPaperGoesOnTheListAndOffAgain() {
    HttpResponse<String> added = reader.post("/reading", form("1909.00001", "add"));
    assertThat(added.statusCode()).isEqualTo(302);
    reader.post("/reading", form("1909.00001", "add"));
    TestLibrary.advance(Duration.ofMinutes(1));
    reader.post("/reading", form("1909.00002", "add"));

    assertThat(cards(reader.get("/reading").body())).containsExactly("1909.00002", "1909.00001");
    assertThat(reader.get(DAY).body()).contains("On your list", "Read later");
    assertThat(cards(TestVisitor.of(Role.MEMBER).get("/reading").body())).isEmpty();

    reader.post("/reading", form("1909.00001", "remove"));
    reader.post("/reading", form("1909.00002", "remove"));
    assertThat(reader.get("/reading").body()).contains("Your list is empty");
    TestLibrary.backToNoon();
  }

  @Test
  void whatIsReadIsCountedAndLeftOutWhereOnlyTheUnreadIsWanted() throws Exception {
    reader.post("/reading", form("1909.00001", "add"));
    reader.post("/reading", form("1909.00002", "add"));
    reader.post("/reading", form("1909.00001", "read"));
    reader.post("/reading", form("1909.00003", "read"));

    assertThat(cards(reader.get("/reading").body())).containsExactly("1909.00002");
    assertThat(cards(reader.get("/reading?show=read").body())).containsExactly("1909.00001");
    assertThat(reader.get("/reading?show=all").body()).contains("1 of 2 read", "To read (1)");
    String unread = reader.get(DAY + "?unread=1").body();
    assertThat(cards(unread)).containsExactly("1909.00002");
    assertThat(unread).contains("1 paper<", ">All categories<").contains(DAY + ".atom\"");
    assertThat(cards(Site.text(DAY + "?unread=1"))).as("nobody's").hasSize(3);
    assertThat(reader.get("/account/export").body()).contains("\"1909.00003\"");

    reader.post("/reading", form("1909.00003", "unread"));
    assertThat(cards(reader.get(DAY + "?unread=1").body()))
        .containsExactly("1909.00002", "1909.00003");
  }

  @Test
  void aScriptGetsTheButtonsAlone() {
    HttpResponse<String> answer =
        reader.send(
            reader.form("/reading", "paper=1909.00001&act=read").header("HX-Request", "true"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith("<div class=\"marks\"")
        .contains("value=\"unread\"")
        .doesNotContain("<html");
  }

  @Test
  void theListIsBibTexUnderKeysOfTheirOwn() {
    reader.post("/reading", form("1909.00001", "add"));
    reader.post("/reading", form("1909.00002", "add"));

    HttpResponse<String> file = reader.get("/reading.bib");

    assertThat(file.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/x-bibtex");
    assertThat(file.body())
        .contains("@misc{lovelace2019chrysography,", "@misc{lovelace2019chrysography-2,");
  }

  @Test
  void whatCannotBeDoneGetsASentence() {
    assertThat(reader.post("/reading", form("1909.99999", "add")).statusCode()).isEqualTo(404);
    HttpResponse<String> burnt = reader.post("/reading", form("1909.00001", "burn"));
    assertThat(burnt.statusCode()).isEqualTo(422);
    assertThat(burnt.body()).contains("A paper is added, removed, marked as read or as unread.");
    assertThat(reader.get("/reading?show=x").statusCode()).isEqualTo(404);
    assertThat(reader.get("/reading?page=9").statusCode()).isEqualTo(404);
  }

  private static Map<String, String> form(String paper, String act) {
    return Map.of("paper", paper, "act", act);
  }

  private static List<String> cards(String page) {
    return CARD.matcher(page).results().map(match -> match.group(1)).toList();
  }
}
