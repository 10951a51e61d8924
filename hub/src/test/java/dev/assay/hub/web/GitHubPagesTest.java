package dev.assay.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestVisitor;
import dev.assay.hub.identity.FakeGitHub;
import dev.assay.hub.identity.FakeGitHub.Email;
import dev.assay.hub.people.Accounts;
import dev.assay.hub.people.Links;
import dev.assay.hub.people.People;
import dev.assay.hub.people.Person;
import dev.assay.hub.people.Role;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in with an account at GitHub, which has no OpenID Connect; and invitations with it. */
class GitHubPagesTest {
  private static final AtomicInteger CODES = new AtomicInteger();
  private static final AtomicInteger IDS = new AtomicInteger(583231);
  private static final String SETTINGS = "&newcomers=MEMBER&runners=MEMBER&readers=true";

  private final FakeGitHub gitHub = TestLibrary.gitHub();
  private final TestVisitor administrator = TestVisitor.of(Role.ADMINISTRATOR);
  private final People people = TestLibrary.bean(People.class);
  private final Accounts accounts = TestLibrary.bean(Accounts.class);
  private final TestVisitor visitor = TestVisitor.anonymous();

  @BeforeEach
  void open() {
    TestLibrary.advance(Duration.ofHours(2));
    administrator.post("/admin/settings", "signUp=OPEN" + SETTINGS);
    gitHub.id = IDS.incrementAndGet();
    gitHub.login = "octocat";
    gitHub.emails = List.of();
    gitHub.revokes = false;
    gitHub.isDown = false;
  }

  @AfterEach
  void close() {
    administrator.post("/admin/settings", "signUp=INVITATION" + SETTINGS);
  }

  @AfterAll
  static void setTheClockBack() {
    TestLibrary.backToNoon();
  }

  /** A way to GitHub, and what the browser holds meanwhile. */
  private record Leaving(URI there, String cookie) {}

  private Leaving leave(String query) {
    HttpResponse<String> leaving = visitor.get("/sign-in/with/git" + query);
    return new Leaving(
        URI.create(leaving.headers().firstValue("Location").orElseThrow()),
        leaving.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0]);
  }

  private HttpResponse<String> arrive(Leaving leaving, String query) {
    return visitor.send(
        HttpRequest.newBuilder(
                TestLibrary.hub().address().resolve("/sign-in/with/git/done" + query))
            .header("Cookie", leaving.cookie()));
  }

  private HttpResponse<String> journey(String query) {
    Leaving leaving = leave(query);
    return arrive(leaving, gitHub.authorize(leaving.there(), "code" + CODES.incrementAndGet()));
  }

  /** Whom GitHub's present account stands for here. */
  private Person person() {
    return people.byIdentity(gitHub.site().toString(), "" + gitHub.id).orElseThrow();
  }

  @Test
  void whoIsNewHasAnAccountByItsNumberWithTheVerifiedPrimaryAddress() {
    gitHub.login = "mona";
    gitHub.emails =
        List.of(
            Email.of("other@git.example", false, true), Email.of("mona@git.example", true, true));
    assertThat(leave("").there().toString())
        .startsWith(gitHub.site() + "/login/oauth/authorize?")
        .contains("client_id=client", "scope=read:user%20user:email", "code_challenge_method=S256");
    assertThat(TestVisitor.location(journey("?next=/boards"))).isEqualTo("/boards");
    assertThat(visitor.isSignedIn()).isTrue();
    assertThat(person().name()).isEqualTo("mona");
    assertThat(person().email()).isEqualTo("mona@git.example");
    assertThat(person().isConfirmed()).isTrue();

    // Names and addresses change at GitHub; the number stays.
    gitHub.login = "lisa";
    gitHub.emails = List.of(Email.of("lisa@git.example", true, true));
    journey("");
    assertThat(visitor.get("/account").body()).contains("<h1>mona</h1>");
  }

  @Test
  void anAddressThatIsNotVerifiedOrNotToBeSeenOpensNothing() {
    accounts.join(
        Links.Kind.INVITATION,
        accounts.invite("ada@git.example", Role.MEMBER),
        "ada-of-git",
        null,
        TestVisitor.PASSWORD);
    for (List<Email> emails :
        List.of(
            List.of(Email.of("ada@git.example", true, false)),
            List.of(
                Email.of("ada@git.example", false, true), Email.of("x@git.example", true, false)),
            List.<Email>of())) {
      gitHub.id = IDS.incrementAndGet();
      gitHub.emails = emails;
      journey("");
      assertThat(person().email()).as(emails.toString()).isNull();
      assertThat(person().name()).startsWith("octocat");
    }
    gitHub.id = IDS.incrementAndGet();
    gitHub.emails = null;
    journey("");
    assertThat(person().email()).isNull();

    gitHub.id = IDS.incrementAndGet();
    gitHub.emails = List.of(Email.of("ada@git.example", true, true));
    journey("");
    assertThat(person().name()).isEqualTo("ada-of-git");
  }

  @Test
  void whatGoesWrongSignsNobodyInAndIsASentence() {
    Leaving leaving = leave("");
    HttpResponse<String> given =
        arrive(leaving, "?error=access_denied&error_description=The+user+has+denied&state=x");
    assertThat(given.statusCode()).isEqualTo(403);
    assertThat(given.body()).contains("was given up").doesNotContain("has denied");

    gitHub.authorize(leaving.there(), "right-code");
    refused(arrive(leaving, "?code=right-code&state=wrong"));
    // A code that GitHub does not know, or no more: an error with the status 200.
    refused(
        arrive(
            leaving,
            gitHub.authorize(leaving.there(), "code").replace("code=code", "code=unknown")));
    gitHub.revokes = true;
    refused(journey(""));
    gitHub.revokes = false;
    gitHub.isDown = true;
    refused(journey(""));
    assertThat(people.byIdentity(gitHub.site().toString(), "" + gitHub.id)).isEmpty();
  }

  private void refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("Git did not say who you are").doesNotContain("failed");
    assertThat(visitor.isSignedIn()).isFalse();
  }

  @Test
  void anInvitationIsAcceptedByIt() {
    administrator.post("/admin/settings", "signUp=INVITATION" + SETTINGS);
    assertThat(journey("").statusCode()).isEqualTo(403);

    String secret = accounts.invite("cora@here.example", Role.CURATOR);
    assertThat(visitor.get("/join?link=" + secret).body())
        .contains("/sign-in/with/git?invitation=" + secret);
    gitHub.login = "cora";
    gitHub.emails = List.of(Email.of("elsewhere@git.example", true, true));
    assertThat(TestVisitor.location(journey("?invitation=" + secret))).isEqualTo("/");
    assertThat(person().role()).isEqualTo(Role.CURATOR);
    assertThat(person().email()).isEqualTo("cora@here.example");
    assertThat(visitor.get("/join?link=" + secret).body()).contains("Too late");

    gitHub.id = IDS.incrementAndGet();
    HttpResponse<String> again = journey("?invitation=" + secret);
    assertThat(again.statusCode()).isEqualTo(403);
    assertThat(again.body()).contains("This link does not work any more");
  }

  @Test
  void whoIsHereAlreadyHasAtLeastTheInvitationsRole() {
    journey("");
    long id = person().id();
    journey("?invitation=" + accounts.invite(null, Role.CURATOR));
    assertThat(person().id()).isEqualTo(id);
    assertThat(person().role()).isEqualTo(Role.CURATOR);
    journey("?invitation=" + accounts.invite(null, Role.READER));
    assertThat(person().role()).isEqualTo(Role.CURATOR);
  }
}
