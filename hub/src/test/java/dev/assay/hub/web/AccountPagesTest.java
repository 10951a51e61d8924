package dev.assay.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestVisitor;
import dev.assay.hub.people.Accounts;
import dev.assay.hub.people.People;
import dev.assay.hub.people.Person;
import dev.assay.hub.people.Role;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts as their people see them: over HTTP, with letters that go over SMTP. */
class AccountPagesTest {
  private static final String OPEN = "signUp=OPEN&newcomers=MEMBER&runners=MEMBER&readers=true";
  private static final Pattern LINK = Pattern.compile("http://\\S+?(/\\S+)");
  private final TestVisitor administrator = TestVisitor.of(Role.ADMINISTRATOR);

  @BeforeEach
  void openTheSite() {
    TestLibrary.advance(Duration.ofHours(2));
    administrator.post("/admin/settings", OPEN);
  }

  @AfterEach
  void closeIt() {
    administrator.post("/admin/settings", OPEN.replace("OPEN", "INVITATION"));
  }

  @AfterAll
  static void setTheClockBack() {
    TestLibrary.backToNoon();
  }

  private static Map<String, String> account(String name) {
    return Map.of("name", name, "email", name + "@example.org", "password", TestVisitor.PASSWORD);
  }

  private static List<MimeMessage> letters(String recipient) {
    return Arrays.stream(TestLibrary.mailServer().getReceivedMessages())
        .filter(
            message -> {
              try {
                return message.getAllRecipients()[0].toString().equals(recipient);
              } catch (MessagingException e) {
                throw new IllegalStateException(e);
              }
            })
        .toList();
  }

  /** The path of the link in the newest letter to somebody, when there are {@code count}. */
  private static String link(String recipient, int count) throws Exception {
    for (int tenths = 0; letters(recipient).size() < count && tenths < 200; tenths++) {
      Thread.sleep(100);
    }
    List<MimeMessage> letters = letters(recipient);
    assertThat(letters).hasSize(count);
    Matcher link = LINK.matcher(text(letters.getLast()));
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  private static String text(MimeMessage letter) throws MessagingException, IOException {
    return letter.getContent().toString();
  }

  private static boolean passwordOpens(String name, String password) {
    TestVisitor visitor = TestVisitor.anonymous();
    visitor.post("/sign-in", Map.of("name", name, "password", password));
    return visitor.isSignedIn();
  }

  @Test
  void whoSignsUpReadsUntilTheirAddressHasAnswered() throws Exception {
    TestVisitor ann = TestVisitor.anonymous();
    assertThat(ann.post("/sign-up", account("ann")).body()).contains("Look into your mailbox");
    People people = TestLibrary.bean(People.class);
    assertThat(people.byName("ANN").orElseThrow().role()).isEqualTo(Role.READER);

    String link = link("ann@example.org", 1);
    assertThat(ann.get(link).body()).contains("Yes, it is mine");
    String secret = link.substring(link.indexOf('=') + 1);
    // Looking at the page is not the answer.
    assertThat(people.byName("ann").orElseThrow().isConfirmed()).isFalse();
    assertThat(ann.post("/confirm", Map.of("link", secret)).body()).contains("is confirmed");
    assertThat(ann.post("/confirm", Map.of("link", secret)).body()).contains("Too late");
    Person confirmed = people.byName("ann").orElseThrow();
    assertThat(confirmed.isConfirmed()).isTrue();
    assertThat(confirmed.role()).isEqualTo(Role.MEMBER);

    HttpResponse<String> signedIn =
        ann.post(
            "/sign-in",
            Map.of(
                "name", "ann@example.org",
                "password", TestVisitor.PASSWORD,
                "next", "/papers/2310.01769"));
    assertThat(TestVisitor.location(signedIn)).isEqualTo("/papers/2310.01769");
    assertThat(signedIn.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Lax", "Path=/");
    assertThat(ann.get("/").body()).contains(">ann</summary>", "Sign out");
  }

  @Test
  void anAddressThatHasAnAccountIsToldInALetterOnly() throws Exception {
    String first = TestVisitor.anonymous().post("/sign-up", account("bob")).body();
    Map<String, String> again =
        Map.of("name", "bobby", "email", "bob@example.org", "password", TestVisitor.PASSWORD);
    assertThat(TestVisitor.anonymous().post("/sign-up", again).body()).isEqualTo(first);
    link("bob@example.org", 2);
    assertThat(text(letters("bob@example.org").getLast())).contains("its name is bob");
    // Sent twice, as by a double click: the same answer, and no further letter.
    assertThat(TestVisitor.anonymous().post("/sign-up", account("bob")).body()).isEqualTo(first);
    // A name that is taken is taken whatever the address.
    TestVisitor.anonymous().post("/sign-up", account("bobby"));
    assertThat(takenName("bob@example.org")).isEqualTo(takenName("no@example.org"));
    assertThat(letters("bob@example.org")).hasSize(2);

    String known =
        TestVisitor.anonymous().post("/forgot", Map.of("email", "bob@example.org")).body();
    String unknown =
        TestVisitor.anonymous().post("/forgot", Map.of("email", "no@example.org")).body();
    assertThat(known).isEqualTo(unknown);
    String wrong = TestVisitor.anonymous().post("/sign-in", "name=bob&password=wrong").body();
    assertThat(
            TestVisitor.anonymous()
                .post("/sign-in", "name=nobody&password=wrong")
                .body()
                .replace("nobody", "bob"))
        .isEqualTo(wrong);
  }

  @Test
  void anAddressIsChangedByALetterToTheNewOneAndTheOldOneIsTold() throws Exception {
    TestVisitor.anonymous().post("/sign-up", account("lena"));
    TestVisitor lena = TestVisitor.anonymous().signIn("lena");
    lena.post("/confirm", Map.of("link", secret(link("lena@example.org", 1))));
    assertThat(change(lena, "new@example.org", "wrong").statusCode()).isEqualTo(422);
    assertThat(change(lena, "nonsense", TestVisitor.PASSWORD).body())
        .contains("id=\"mistake\" role=\"alert\">This is no e-mail address.");
    String asked = change(lena, "new@example.org", TestVisitor.PASSWORD).body();
    String link = link("new@example.org", 1);
    assertThat(address("lena")).isEqualTo("lena@example.org");

    // An address that has an account is told so, and nobody else is.
    TestVisitor.anonymous().post("/sign-up", account("luis"));
    assertThat(change(lena, "luis@example.org", TestVisitor.PASSWORD).body()).isEqualTo(asked);
    link("luis@example.org", 2);

    TestVisitor.anonymous().post("/forgot", Map.of("email", "lena@example.org"));
    String reset = secret(link("lena@example.org", 2));
    lena.post("/confirm", Map.of("link", secret(link)));
    assertThat(address("lena")).isEqualTo("new@example.org");
    assertThat(TestLibrary.bean(People.class).byName("lena").orElseThrow().isConfirmed()).isTrue();
    assertThat(TestLibrary.bean(People.class).byName("lena").orElseThrow().role())
        .isEqualTo(Role.MEMBER);
    for (int tenths = 0; letters("lena@example.org").size() < 3 && tenths < 200; tenths++) {
      Thread.sleep(100);
    }
    assertThat(text(letters("lena@example.org").getLast()))
        .contains("The account lena has another address from now on")
        .doesNotContain("new@example.org");
    assertThat(
            TestVisitor.anonymous()
                .post("/reset", Map.of("link", reset, "password", "another fine phrase"))
                .body())
        .contains("does not work any more");
  }

  private static HttpResponse<String> change(TestVisitor visitor, String email, String password) {
    return visitor.post("/account/email", Map.of("email", email, "current", password));
  }

  private static String address(String name) {
    return TestLibrary.bean(People.class).byName(name).orElseThrow().email();
  }

  @Test
  void linksInLettersLeadHereWhateverARequestSaysOfItsHost() throws Exception {
    TestVisitor.anonymous().post("/sign-up", account("tilda"));
    link("tilda@example.org", 1);
    TestVisitor visitor = TestVisitor.anonymous();
    visitor.send(
        visitor
            .form("/forgot", "email=tilda@example.org")
            .header("X-Forwarded-Host", "evil.example")
            .header("Forwarded", "host=evil.example;proto=https"));
    link("tilda@example.org", 2);
    assertThat(text(letters("tilda@example.org").getLast()))
        .contains(TestLibrary.hub().address() + "/reset?link=")
        .doesNotContain("evil");
  }

  private static String takenName(String email) {
    HttpResponse<String> page =
        TestVisitor.anonymous()
            .post(
                "/sign-up",
                Map.of("name", "bobby", "email", email, "password", TestVisitor.PASSWORD));
    assertThat(page.statusCode()).isEqualTo(422);
    return page.body().replace(email, "");
  }

  @Test
  void aForgottenPasswordIsReplacedByALinkThatWorksOnceAndNotForLong() throws Exception {
    TestVisitor.anonymous().post("/sign-up", account("carl"));
    link("carl@example.org", 1);
    TestVisitor carl = TestVisitor.anonymous().signIn("carl");
    TestVisitor.anonymous().post("/forgot", Map.of("email", "carl@example.org"));
    String old = secret(link("carl@example.org", 2));
    TestLibrary.advance(Duration.ofHours(3));
    Map<String, String> form = Map.of("link", old, "password", "another fine phrase");
    assertThat(TestVisitor.anonymous().post("/reset", form).body()).contains("does not work");

    TestVisitor.anonymous().post("/forgot", Map.of("email", "carl@example.org"));
    String fresh = secret(link("carl@example.org", 3));
    TestVisitor elsewhere = TestVisitor.anonymous();
    elsewhere.post("/reset", Map.of("link", fresh, "password", "another fine phrase"));
    assertThat(elsewhere.isSignedIn()).isTrue();
    assertThat(passwordOpens("carl", "another fine phrase")).isTrue();
    assertThat(passwordOpens("carl", TestVisitor.PASSWORD)).isFalse();
    // Whoever had stolen a session has lost it.
    assertThat(TestVisitor.location(carl.get("/account"))).startsWith("/sign-in");
  }

  private static String secret(String link) {
    return link.substring(link.indexOf('=') + 1);
  }

  @Test
  void theAnswerOfAForgottenPasswordDoesNotWaitForItsLetter() throws Exception {
    TestVisitor.anonymous().post("/sign-up", account("nina"));
    link("nina@example.org", 1);
    TestLibrary.get()
        .transaction()
        .executeWithoutResult(
            _ -> {
              TestLibrary.get().jdbc().sql("lock table letter in exclusive mode").update();
              CompletableFuture.supplyAsync(
                      () ->
                          TestVisitor.anonymous()
                              .post("/forgot", Map.of("email", "nina@example.org")))
                  .orTimeout(30, TimeUnit.SECONDS)
                  .join();
            });
    assertThat(link("nina@example.org", 2)).startsWith("/reset?link=");
  }

  @Test
  void tenWrongPasswordsLockAnAccountForAWhile() {
    TestVisitor.anonymous().post("/sign-up", account("dora"));
    for (int i = 0; i < 10; i++) {
      assertThat(passwordOpens("dora", "wrong password")).isFalse();
    }
    assertThat(passwordOpens("dora", TestVisitor.PASSWORD)).isFalse();
    TestLibrary.advance(Duration.ofMinutes(16));
    assertThat(passwordOpens("dora", TestVisitor.PASSWORD)).isTrue();
  }

  @Test
  void whoGuessesElsewhereKeepsNobodyOutOfABrowserThatTheyKnow() {
    TestVisitor.anonymous().post("/sign-up", account("dina"));
    String known =
        signIn("dina", TestVisitor.PASSWORD, "").headers().allValues("Set-Cookie").stream()
            .filter(cookie -> cookie.startsWith("assay-known="))
            .findFirst()
            .orElseThrow();
    assertThat(known).contains("HttpOnly", "SameSite=Lax", "Path=/sign-in");
    String browser = known.split(";", 2)[0];
    for (int i = 0; i < 10; i++) {
      assertThat(passwordOpens("dina", "wrong password")).isFalse();
    }
    assertThat(signIn("dina", TestVisitor.PASSWORD, "").statusCode()).isEqualTo(403);
    assertThat(signIn("dina", TestVisitor.PASSWORD, browser).statusCode()).isEqualTo(302);
    // It is of no use for another account, nor for guessing.
    TestVisitor.anonymous().post("/sign-up", account("dana"));
    TestLibrary.advance(Duration.ofMinutes(6));
    for (int i = 0; i < 10; i++) {
      signIn("dana", "wrong password", browser);
    }
    assertThat(signIn("dana", TestVisitor.PASSWORD, browser).statusCode()).isEqualTo(403);
    TestLibrary.advance(Duration.ofMinutes(6));
    for (int i = 0; i < 10; i++) {
      signIn("dina", "wrong password", browser);
    }
    assertThat(signIn("dina", TestVisitor.PASSWORD, browser).statusCode()).isEqualTo(403);
    // The lock ends, and its wrong passwords are forgotten with it.
    TestLibrary.advance(Duration.ofMinutes(16));
    assertThat(passwordOpens("dina", "wrong password")).isFalse();
    assertThat(passwordOpens("dina", TestVisitor.PASSWORD)).isTrue();
  }

  private static HttpResponse<String> signIn(String name, String password, String cookie) {
    TestVisitor visitor = TestVisitor.anonymous();
    return visitor.send(
        visitor
            .form("/sign-in", "name=" + name + "&password=" + password.replace(' ', '+'))
            .header("Cookie", cookie));
  }

  @Test
  void oneAddressCannotGuessForEver() {
    HttpResponse<String> last = null;
    for (int i = 0; i < 21; i++) {
      last = TestVisitor.anonymous().post("/sign-in", "name=nobody&password=guess" + i);
    }
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.body()).contains("Too many attempts");
  }

  @Test
  void whatCannotBeIsOneSentence() {
    for (String form :
        List.of(
            "name=x&email=x@example.org&password=correct+horse+battery",
            "name=eve&email=nonsense&password=correct+horse+battery",
            "name=eve&email=eve@example.org&password=short",
            "name=eve&email=eve@example.org&password=aaaaaaaaaaaaaaa")) {
      HttpResponse<String> page = TestVisitor.anonymous().post("/sign-up", form);
      assertThat(page.statusCode()).as(form).isEqualTo(422);
      assertThat(page.body()).contains("role=\"alert\"");
    }
    TestVisitor.anonymous().post("/sign-up", account("fred"));
    assertThat(
            TestVisitor.anonymous()
                .post(
                    "/sign-up",
                    Map.of(
                        "name", "FRED",
                        "email", "other@example.org",
                        "password", TestVisitor.PASSWORD))
                .body())
        .contains("Somebody here is called FRED already");
    administrator.post("/admin/settings", OPEN.replace("OPEN", "CLOSED"));
    assertThat(TestVisitor.anonymous().post("/sign-up", account("gina")).body())
        .contains("Accounts are made by invitation here");
  }

  @Test
  void signingInLeadsNowhereElse() {
    for (String next : List.of("//evil.example", "https://evil.example", "/\\evil.example", "x")) {
      TestVisitor visitor = TestVisitor.anonymous();
      HttpResponse<String> response =
          visitor.post(
              "/sign-in",
              Map.of("name", "administrator", "password", TestVisitor.PASSWORD, "next", next));
      assertThat(visitor.isSignedIn()).isTrue();
      assertThat(response.headers().firstValue("Location").orElseThrow())
          .as(next)
          .doesNotContain("evil");
    }
  }

  @Test
  void anInvitationGoesToAnAddressAndBringsItsRole() throws Exception {
    administrator.post("/admin/invitations", "email=hal@example.org&role=curator");
    String link = link("hal@example.org", 1);
    TestVisitor hal = TestVisitor.anonymous();
    assertThat(hal.get(link).body()).contains("curator", "hal@example.org");
    hal.post(
        "/join", Map.of("link", secret(link), "name", "hal", "password", TestVisitor.PASSWORD));
    assertThat(hal.isSignedIn()).isTrue();
    Person person = TestLibrary.bean(People.class).byName("hal").orElseThrow();
    assertThat(person.role()).isEqualTo(Role.CURATOR);
    assertThat(person.isConfirmed()).isTrue();
    assertThat(TestVisitor.anonymous().get(link).body()).contains("Too late");
  }

  @Test
  void aTokenDoesWhatItsScopesSayAndIsKeptAsAHash() {
    TestVisitor.anonymous().post("/sign-up", account("ida"));
    administrator.post("/admin/people/" + id("ida") + "/role", "role=member");
    TestVisitor ida = TestVisitor.anonymous().signIn("ida");
    String token = made(ida, "name=laptop&scope=run");
    assertThat(program(token, "/papers/2310.01769/runs").statusCode()).isEqualTo(302);
    assertThat(program(made(ida, "name=reads"), "/papers/2310.01769/runs").statusCode())
        .isEqualTo(403);
    assertThat(program(token, "/account/delete").statusCode()).isEqualTo(403);
    assertThat(program("assay_wrong", "/papers/2310.01769/runs").statusCode()).isEqualTo(401);
    assertThat(
            TestLibrary.get()
                .jdbc()
                .sql("select count(*) from api_token where encode(hash, 'escape') like '%assay_%'")
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(ida.get("/account").body()).contains("laptop").doesNotContain(token);
  }

  private static String made(TestVisitor visitor, String form) {
    Matcher token =
        Pattern.compile("assay_[A-Za-z0-9_-]{20,}")
            .matcher(visitor.post("/account/tokens", form).body());
    assertThat(token.find()).isTrue();
    return token.group();
  }

  private static HttpResponse<String> program(String token, String path) {
    HttpRequest.Builder request = TestVisitor.anonymous().form(path, "tier=smoke");
    return TestVisitor.anonymous().send(request.header("Authorization", "Bearer " + token));
  }

  private static long id(String name) {
    return TestLibrary.bean(People.class).byName(name).orElseThrow().id();
  }

  @Test
  void aPersonTakesTheirDataAndGoes() {
    TestVisitor.anonymous().post("/sign-up", account("jane"));
    signIn("jane", TestVisitor.PASSWORD, "");
    TestVisitor jane = TestVisitor.anonymous().signIn("jane");
    assertThat(jane.get("/account/export").body())
        .contains("jane@example.org", "\"sessions\"")
        .containsPattern("\"knownBrowsersSince\" : \\[ \"2026-")
        .doesNotContain("argon2");
    assertThat(jane.post("/account/delete", "name=john").statusCode()).isEqualTo(422);
    assertThat(jane.post("/account/delete", "name=jane").body()).contains("deleted");
    assertThat(TestLibrary.bean(People.class).byName("jane")).isEmpty();
    assertThat(TestVisitor.location(jane.get("/account"))).startsWith("/sign-in");
  }

  @Test
  void theLastAdministratorStays() {
    assertThat(
            administrator
                .post("/admin/people/" + id("administrator") + "/role", "role=reader")
                .body())
        .contains("Somebody must be left who can change the settings");
    assertThat(administrator.post("/account/delete", "name=administrator").statusCode())
        .isEqualTo(422);
    assertThat(TestLibrary.bean(Accounts.class).welcome()).isEmpty();
    assertThat(administrator.get("/admin").statusCode()).isEqualTo(200);
  }

  @Test
  void whoIsShutOutIsOutAtOnce() {
    TestVisitor.anonymous().post("/sign-up", account("kurt"));
    TestVisitor kurt = TestVisitor.anonymous().signIn("kurt");
    assertThat(kurt.get("/account").statusCode()).isEqualTo(200);
    administrator.post("/admin/people/" + id("kurt") + "/disabled", "disabled=true");
    assertThat(TestVisitor.location(kurt.get("/account"))).startsWith("/sign-in");
    assertThat(passwordOpens("kurt", TestVisitor.PASSWORD)).isFalse();
  }
}
