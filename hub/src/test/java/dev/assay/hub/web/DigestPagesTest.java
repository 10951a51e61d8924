package dev.assay.hub.web;

import static dev.assay.hub.SamplePapers.paper;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.SamplePapers;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestVisitor;
import dev.assay.hub.digest.Digests;
import dev.assay.hub.people.Accounts;
import dev.assay.hub.people.Links;
import dev.assay.hub.people.Role;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The digest as its readers see it: over HTTP, with letters that go over SMTP. */
class DigestPagesTest {
  private static final Pattern KEY = Pattern.compile("/digest/\\w+\\?key=([A-Za-z0-9_-]+)");
  private final TestVisitor visitor = TestVisitor.anonymous();
  private SamplePapers papers;

  @BeforeEach
  void addAPaper() {
    TestLibrary.advance(Duration.ofHours(2));
    papers = new SamplePapers().with(paper("2611.07777", "2026-11-25", "Seen by digest").build());
  }

  @AfterEach
  void clear() {
    papers.close();
    TestLibrary.get().jdbc().sql("delete from subscription").update();
    TestLibrary.get().jdbc().sql("delete from refused_address").update();
  }

  @AfterAll
  static void setTheClockBack() {
    TestLibrary.backToNoon();
  }

  private HttpResponse<String> subscribe(TestVisitor who, String email) {
    return who.post("/digest", Map.of("email", email, "zone", "Europe/Berlin"));
  }

  /** The newest letter to an address, when there are {@code count}. */
  private static MimeMessage letter(String email, int count) throws Exception {
    List<MimeMessage> letters = List.of();
    for (int tenths = 0; letters.size() < count && tenths < 200; tenths++) {
      Thread.sleep(100);
      letters =
          Arrays.stream(TestLibrary.mailServer().getReceivedMessages())
              .filter(message -> recipient(message).equals(email))
              .toList();
    }
    assertThat(letters).hasSize(count);
    return letters.getLast();
  }

  private static String recipient(MimeMessage message) {
    try {
      return message.getAllRecipients()[0].toString();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String key(String text) {
    Matcher key = KEY.matcher(text);
    assertThat(key.find()).isTrue();
    return key.group(1);
  }

  @Test
  void fromTheFormToTheLetterToTheEnd() throws Exception {
    assertThat(visitor.get("/").body()).contains("Get trending papers in your mailbox");
    assertThat(subscribe(visitor, "ann@digest.example").body()).contains("Look into your mailbox");
    String key = key(letter("ann@digest.example", 1).getContent().toString());

    // Looking at the page is not the answer.
    assertThat(visitor.get("/digest/confirm?key=" + key).body())
        .contains("Yes, send it to me", "on workdays at 08:00, Europe/Berlin");
    assertThat(TestLibrary.bean(Digests.class).served()).isEmpty();
    assertThat(visitor.post("/digest/confirm", Map.of("key", key)).body()).contains("on its way");

    TestLibrary.advance(Duration.ofDays(1));
    assertThat(TestLibrary.bean(Digests.class).makeDue()).isLessThanOrEqualTo(1);
    MimeMessage digest = letter("ann@digest.example", 2);
    assertThat(((MimeMultipart) digest.getContent()).getBodyPart(0).getContent().toString())
        .contains("Seen by digest", TestLibrary.hub().address() + "/papers/2611.07777");

    // A mail program's one request: no session, another origin, nothing but the address.
    String address = digest.getHeader("List-Unsubscribe")[0].replaceAll("[<>]", "");
    String path = address.substring(TestLibrary.hub().address().toString().length());
    assertThat(visitor.get(path).body()).contains("Unsubscribe", "Or change it");
    assertThat(TestLibrary.bean(Digests.class).served()).hasSize(1);
    HttpResponse<String> ended =
        TestVisitor.anonymous()
            .send(
                visitor
                    .form(path, digest.getHeader("List-Unsubscribe-Post")[0])
                    .header("Origin", "https://mail.example"));
    assertThat(ended.statusCode()).isEqualTo(200);
    assertThat(ended.body()).contains("You are unsubscribed", "Subscribe again");
    assertThat(TestLibrary.bean(Digests.class).served()).isEmpty();
  }

  @Test
  void anAddressThatIsKnownIsToldSoInALetterOnly() throws Exception {
    String first = subscribe(visitor, "bob@digest.example").body();
    visitor.post(
        "/digest/confirm",
        Map.of("key", key(letter("bob@digest.example", 1).getContent().toString())));

    TestLibrary.advance(Duration.ofHours(1));
    assertThat(subscribe(visitor, "Bob@digest.example").body()).isEqualTo(first);
    assertThat(letter("bob@digest.example", 2).getSubject())
        .isEqualTo("You get the digest already");
    // One letter an hour, and so many attempts from one place.
    for (int i = 0; i < 5; i++) {
      subscribe(visitor, "bob@digest.example");
    }
    assertThat(subscribe(visitor, "bob@digest.example").statusCode()).isEqualTo(429);
    TestLibrary.advance(Duration.ofHours(1));
    subscribe(visitor, "other@digest.example");
    letter("other@digest.example", 1);
    letter("bob@digest.example", 2);
  }

  @Test
  void whoHasSignedInNeedsNoLetterForTheirOwnAddress() {
    Accounts accounts = TestLibrary.bean(Accounts.class);
    accounts.join(
        Links.Kind.INVITATION,
        accounts.invite("delia@digest.example", Role.READER),
        "delia",
        null,
        TestVisitor.PASSWORD);
    TestVisitor delia = TestVisitor.anonymous().signIn("delia");
    assertThat(delia.get("/digest").body()).contains("value=\"delia@digest.example\"");

    assertThat(TestVisitor.location(subscribe(delia, "delia@digest.example"))).isEqualTo("/digest");
    String page = delia.get("/digest").body();
    assertThat(page).contains("It comes to delia@digest.example on workdays at 08:00");
    Matcher key = Pattern.compile("name=\"key\" value=\"([^\"]+)\"").matcher(page);
    assertThat(key.find()).isTrue();
    Map<String, String> weekly =
        Map.of(
            "key",
            key.group(1),
            "frequency",
            "weekly",
            "weekday",
            "5",
            "hour",
            "18",
            "zone",
            "UTC");
    assertThat(visitor.post("/digest/settings", weekly).body())
        .contains("on Fridays at 18:00, UTC");
    assertThat(delia.get("/account/export").body()).contains("on Fridays at 18:00, UTC");

    delia.post("/account/delete", Map.of("name", "delia"));
    assertThat(TestLibrary.bean(Digests.class).served()).isEmpty();
  }

  @Test
  void mistakesGetASentence() {
    HttpResponse<String> noAddress = subscribe(visitor, "nobody");
    assertThat(noAddress.statusCode()).isEqualTo(422);
    assertThat(noAddress.body()).contains("This is no e-mail address.");
    assertThat(visitor.get("/digest/unsubscribe?key=unknown").statusCode()).isEqualTo(404);
    assertThat(visitor.post("/digest/unsubscribe?key=unknown", "").body())
        .contains("No digest is sent because of this link");
  }

  @Test
  void thePreviewIsTheLetterAndRunsNothing() {
    HttpResponse<String> preview = visitor.get("/digest/preview");
    String policy = preview.headers().firstValue("Content-Security-Policy").orElseThrow();

    assertThat(preview.body()).contains("Seen by digest", "nothing was sent");
    assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe-inline");
    assertThat(visitor.get("/digest/preview.txt").body()).contains("Seen by digest");
  }

  @Test
  void administratorsMarkWhatCameBackByMail() {
    TestVisitor administrator = TestVisitor.of(Role.ADMINISTRATOR);
    administrator.post(
        "/admin/digest/suspend", Map.of("email", "back+gone=digest.example@here.example"));
    assertThat(administrator.get("/admin/digest").body())
        .contains("gone@digest.example", "marked by an administrator", "Send again");
    assertThat(administrator.post("/admin/digest/suspend", Map.of("email", "nobody")).statusCode())
        .isEqualTo(422);
    administrator.post("/admin/digest/restore", Map.of("email", "gone@digest.example"));
    assertThat(administrator.get("/admin/digest").body()).contains("There are none.");
  }
}
