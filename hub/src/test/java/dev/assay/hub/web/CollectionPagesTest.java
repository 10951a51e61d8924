package dev.assay.hub.web;

import static dev.assay.hub.SamplePapers.paper;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.SamplePapers;
import dev.assay.hub.Site;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestVisitor;
import dev.assay.hub.people.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Collections of papers, public and private. */
class CollectionPagesTest {
  private static final Pattern CARD =
      Pattern.compile("<h2><a class=\"tex\" href=\"/papers/([^\"]+)");

  private final SamplePapers papers = new SamplePapers();
  private final TestVisitor owner = TestVisitor.of(Role.MEMBER);
  private final TestVisitor other = TestVisitor.of(Role.CURATOR);

  @BeforeEach
  void addPapers() {
    papers.with(
        paper("1910.00001", "2019-10-01", "Gold").build(),
        paper("1910.00002", "2019-10-01", "Silver").build(),
        paper("1910.00003", "2019-10-01", "Copper").build());
  }

  @AfterEach
  void clear() {
    papers.close();
    TestLibrary.get().jdbc().sql("delete from collection").update();
  }

  @Test
  void papersAreGatheredOrderedNotedTakenOutAndPutBack() throws Exception {
    String path = create("Étude of <metals>", true);
    assertThat(path).matches("/collections/[0-9]+-etude-of-metals");
    String papers = bare(path) + "/papers";
    for (String id : List.of("1910.00001", "1910.00002", "https://arxiv.org/abs/1910.00003")) {
      owner.post(papers, Map.of("paper", id, "act", "add"));
    }
    owner.post(papers, Map.of("paper", "1910.00003", "act", "move", "place", "1"));
    owner.post(papers, Map.of("paper", "1910.00001", "act", "down"));
    owner.post(papers, Map.of("paper", "1910.00002", "act", "note", "note", "Read <section> 3."));
    assertThat(cards(Site.text(path))).containsExactly("1910.00003", "1910.00002", "1910.00001");
    assertThat(Site.text(path))
        .contains("Étude of &lt;metals&gt;", "Read &lt;section&gt; 3.")
        .doesNotContain("Take out");

    HttpResponse<String> taken = owner.post(papers, Map.of("paper", "1910.00002", "act", "remove"));
    assertThat(owner.get(TestVisitor.location(taken)).body())
        .contains("“Silver” is taken out.", "Undo");
    assertThat(cards(Site.text(path))).containsExactly("1910.00003", "1910.00001");
    owner.post(papers, Map.of("paper", "1910.00002", "act", "add"));
    assertThat(cards(Site.text(path))).containsExactly("1910.00003", "1910.00002", "1910.00001");
    assertThat(Site.text(path)).contains("Read &lt;section&gt; 3.");

    assertThat(Site.text("/collections")).contains(path, "3 papers, by member");
    assertThat(Site.text("/sitemaps/0.xml")).contains(path + "</loc>");
    assertThat(Site.text(path + ".atom"))
        .containsSubsequence("<title>Copper<", "<title>Silver<", "<title>Gold<");
    assertThat(Site.text(path + ".md"))
        .startsWith("# Étude of \\<metals\\>")
        .contains("[Silver](<", "Read \\<section\\> 3.");
    assertThat(Site.text(path + ".bib")).contains("@misc{lovelace2019silver,");
    assertThat(Site.get(bare(path)).headers().firstValue("Location").orElseThrow()).endsWith(path);
  }

  @Test
  void aPrivateOneIsItsOwnersAlone() throws Exception {
    String path = create("Secrets", false);
    for (String address : List.of(path, path + ".md", path + ".bib", path + ".atom")) {
      assertThat(Site.get(address).statusCode()).as(address).isEqualTo(404);
      assertThat(other.get(address).statusCode()).as(address).isEqualTo(404);
    }
    assertThat(TestVisitor.of(Role.ADMINISTRATOR).get(path).statusCode()).isEqualTo(404);
    assertThat(owner.get(path).body()).contains("private: only you see it");
    assertThat(owner.get("/collections").body()).contains("Secrets");
    assertThat(Site.text("/collections")).doesNotContain("Secrets");
    assertThat(owner.get("/account/export").body()).contains("Secrets");

    owner.post(bare(path) + "/edit", Map.of("title", "Open", "description", "", "public", "true"));
    assertThat(Site.text(bare(path) + "-open")).contains("Open");
  }

  @Test
  void nobodyElseChangesIt() throws Exception {
    String path = create("Mine", true);
    for (var post :
        Map.of(
                "/edit", Map.of("title", "Yours"),
                "/papers", Map.of("paper", "1910.00001", "act", "add"),
                "/delete", Map.<String, String>of(),
                "/restore", Map.<String, String>of())
            .entrySet()) {
      assertThat(other.post(bare(path) + post.getKey(), post.getValue()).statusCode())
          .as(post.getKey())
          .isEqualTo(422);
    }
    assertThat(cards(Site.text(path))).isEmpty();
    assertThat(Site.text(path)).contains("Mine");
  }

  @Test
  void aDeletedOneCanBeHadBack() throws Exception {
    String path = create("Gone", true);

    HttpResponse<String> deleted = owner.post(bare(path) + "/delete", "");
    assertThat(Site.get(path).statusCode()).isEqualTo(404);
    assertThat(owner.get(path).statusCode()).isEqualTo(404);
    assertThat(owner.get(TestVisitor.location(deleted)).body())
        .contains("“Gone” is deleted; for 30 days it can be had back.");

    owner.post(bare(path) + "/restore", "");
    assertThat(Site.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void anAdministratorHidesWhatMustNotBePublic() throws Exception {
    String path = create("Spam", true);
    TestVisitor administrator = TestVisitor.of(Role.ADMINISTRATOR);

    administrator.post(bare(path) + "/hidden", Map.of("hidden", "true"));
    assertThat(Site.get(path).statusCode()).isEqualTo(404);
    assertThat(Site.text("/collections")).doesNotContain("Spam");
    assertThat(owner.get(path).body()).contains("An administrator has hidden this collection");

    administrator.post(bare(path) + "/hidden", Map.of("hidden", "false"));
    assertThat(Site.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void aPapersOwnPageHasTheMenu() throws Exception {
    owner.post(
        "/collections/choose",
        Map.of("paper", "1910.00001", "collection", "new", "title", "From the page"));
    String page = owner.get("/papers/1910.00001").body();
    assertThat(page).contains("✓ From the page");
    assertThat(owner.get("/papers/1910.00002").body()).contains("+ From the page");
    assertThat(Site.text("/papers/1910.00001")).doesNotContain("From the page");

    String id = page.replaceFirst("(?s).*name=\"collection\" value=\"([0-9]+)\".*", "$1");
    owner.post("/collections/choose", Map.of("paper", "1910.00001", "collection", id));
    assertThat(owner.get("/papers/1910.00001").body()).contains("+ From the page");
  }

  @Test
  void aDescriptionIsMarkdownWithoutMarkup() throws Exception {
    String path = create("Described", true);
    owner.post(
        bare(path) + "/edit",
        Map.of(
            "title", "Described",
            "public", "true",
            "description", "**Bold** <script>alert(1)</script> [x](javascript:alert(2))"));

    assertThat(Site.text(path))
        .contains("<strong>Bold</strong>", "&lt;script&gt;")
        .doesNotContain("<script>alert", "javascript:");
  }

  @Test
  void whatCannotBeGetsASentence() {
    assertThat(owner.post("/collections", Map.of("title", " ")).body())
        .contains("A collection needs a title of at most 120 characters.");
    String papers = bare(create("Small", false)) + "/papers";
    assertThat(owner.post(papers, Map.of("paper", "1910.00001", "act", "up")).body())
        .contains("This paper is not in the collection.");
    assertThat(
            owner
                .post(papers, Map.of("paper", "1910.00001", "act", "note", "note", "x".repeat(501)))
                .body())
        .contains("A note has at most 500 characters.");
    assertThat(owner.post(papers, Map.of("paper", "1910.99999", "act", "add")).statusCode())
        .isEqualTo(404);
  }

  private String create(String title, boolean isPublic) {
    HttpResponse<String> answer =
        owner.post(
            "/collections",
            isPublic ? Map.of("title", title, "public", "true") : Map.of("title", title));
    assertThat(answer.statusCode()).isEqualTo(302);
    return TestVisitor.location(answer);
  }

  private static String bare(String path) {
    return path.replaceFirst("(/collections/[0-9]+).*", "$1");
  }

  private static List<String> cards(String page) {
    return CARD.matcher(page).results().map(match -> match.group(1)).toList();
  }
}
