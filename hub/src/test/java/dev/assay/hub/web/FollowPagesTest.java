package dev.assay.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestVisitor;
import dev.assay.hub.people.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Following as people see it. */
class FollowPagesTest {
  private final TestVisitor reader = TestVisitor.of(Role.READER);

  @AfterEach
  void followNothing() {
    TestLibrary.get().jdbc().sql("delete from follow").update();
  }

  @ParameterizedTest
  @CsvSource({
    "/search?q=sharpness+minimum, search, sharpness minimum",
    "/search?q=author%3A%22Ada+Lovelace%22, author, Ada Lovelace",
    "/?cat=cs.LG, category, cs.LG",
    "/papers/2310.01769, claim, 2310.01769 C1"
  })
  void whatCanBeFollowedHasAButton(String page, String kind, String target) {
    assertThat(reader.get(page).body())
        .contains(
            "name=\"kind\" value=\"%s\"><input type=\"hidden\" name=\"target\" value=\"%s\""
                .formatted(kind, target),
            "aria-pressed=\"false\"");

    reader.post("/following", Map.of("kind", kind, "target", target));

    assertThat(reader.get(page).body()).contains("aria-pressed=\"true\"");
    assertThat(reader.get("/following").body()).contains(kind + ", since 26 Nov 2026");
    assertThat(TestVisitor.of(Role.MEMBER).get(page).body())
        .doesNotContain("aria-pressed=\"true\">Following");
    assertThat(reader.get("/account/export").body()).contains("\"target\" : \"" + target + "\"");
  }

  @Test
  void aScriptGetsTheButtonAndAFormThePageItStoodOn() {
    HttpRequest.Builder asked =
        reader.form("/following", "kind=category&target=cs.LG").header("HX-Request", "true");
    assertThat(reader.send(asked).body())
        .contains("Following</button>", "name=\"follow\" value=\"false\"")
        .doesNotContain("<html");

    String site = TestLibrary.hub().address().toString();
    HttpRequest.Builder ended =
        reader
            .form("/following", "kind=category&target=cs.LG&follow=false")
            .header("Referer", site + "/following");
    HttpResponse<String> back = reader.send(ended);
    assertThat(TestVisitor.location(back)).isEqualTo("/following?kind=category&target=cs.LG");
    assertThat(reader.get(TestVisitor.location(back)).body())
        .contains("You no longer follow cs.LG.", "name=\"follow\" value=\"true\"", "Nothing yet");
  }

  @Test
  void whoHasNotSignedInIsLedToTheDoorAndBack() {
    TestVisitor nobody = TestVisitor.anonymous();
    HttpRequest.Builder asked =
        nobody
            .form("/following", "kind=category&target=cs.LG")
            .header("Referer", TestLibrary.hub().address() + "/?cat=cs.LG");

    assertThat(TestVisitor.location(nobody.send(asked)))
        .isEqualTo("/sign-in?next=%2F%3Fcat%3Dcs.LG");
  }

  @Test
  void whatCannotBeFollowedGetsASentence() {
    HttpResponse<String> nothing =
        reader.post("/following", Map.of("kind", "board", "target", "<b>"));
    assertThat(nothing.statusCode()).isEqualTo(422);
    assertThat(nothing.body()).contains("There is no such board here.");
    assertThat(reader.post("/following", Map.of("kind", "cat")).body())
        .contains("One can follow a search");
    assertThat(
            reader
                .post("/following", Map.of("kind", "search", "target", "date:never"))
                .statusCode())
        .isEqualTo(400);
  }
}
