package dev.assay.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestVisitor;
import dev.assay.hub.identity.FakeProvider;
import dev.assay.hub.people.People;
import dev.assay.hub.people.Person;
import dev.assay.hub.people.Role;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in with accounts at another site, which tells the truth or lies. */
class IdentityPagesTest {
  private static final AtomicInteger CODES = new AtomicInteger();
  private static final String SETTINGS = "&newcomers=MEMBER&runners=MEMBER&readers=true";

  private final FakeProvider provider = TestLibrary.provider();
  private final TestVisitor administrator = TestVisitor.of(Role.ADMINISTRATOR);
  private final People people = TestLibrary.bean(People.class);
  private String cookie = "";

  @BeforeEach
  void open() {
    TestLibrary.advance(Duration.ofHours(2));
    administrator.post("/admin/settings", "signUp=OPEN" + SETTINGS);
    provider.verified = true;
    provider.email = "";
    provider.lie = UnaryOperator.identity();
    provider.signsWithAnotherKey = false;
  }

  @AfterEach
  void close() {
    administrator.post("/admin/settings", "signUp=INVITATION" + SETTINGS);
  }

  @AfterAll
  static void setTheClockBack() {
    TestLibrary.backToNoon();
  }

  /** Goes to the provider, signs in there, and comes back. */
  private HttpResponse<String> journey(TestVisitor visitor, String subject, String email) {
    provider.subject = subject;
    provider.email = email;
    HttpResponse<String> leaving = visitor.get("/sign-in/with/work?next=/boards");
    return back(visitor, leaving, URI.create(leaving.headers().firstValue("Location").orElse("")));
  }

  private HttpResponse<String> back(
      TestVisitor visitor, HttpResponse<String> leaving, URI authorization) {
    cookie = leaving.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    assertThat(authorization.toString())
        .startsWith(provider.issuer() + "/authorize?")
        .contains("response_type=code", "client_id=client", "scope=openid", "nonce=");
    return arrive(visitor, provider.authorize(authorization, "code" + CODES.incrementAndGet()));
  }

  private HttpResponse<String> arrive(TestVisitor visitor, String query) {
    return visitor.send(
        HttpRequest.newBuilder(
                TestLibrary.hub().address().resolve("/sign-in/with/work/done" + query))
            .header("Cookie", cookie));
  }

  @Test
  void whoIsNewHasAnAccountAndComesBackToIt() {
    assertThat(TestVisitor.anonymous().get("/sign-in").body()).contains("Sign in with Work");
    TestVisitor grace = TestVisitor.anonymous();
    HttpResponse<String> answer = journey(grace, "grace", "grace@work.example");
    assertThat(TestVisitor.location(answer)).isEqualTo("/boards");
    assertThat(grace.isSignedIn()).isTrue();
    Person person = people.byIdentity(provider.issuer().toString(), "grace").orElseThrow();
    assertThat(person.name()).startsWith("Grace-Hopper");
    assertThat(person.email()).isEqualTo("grace@work.example");
    assertThat(person.isConfirmed()).isTrue();

    TestVisitor again = TestVisitor.anonymous();
    journey(again, "grace", "another@work.example");
    assertThat(again.get("/account").body()).contains("Grace-Hopper");
  }

  @Test
  void anAddressOpensAnAccountOnlyWhereItWasCheckedAndTheAccountIsNoAdministrators() {
    invite("alan", "alan@work.example", "MEMBER");
    provider.verified = false;
    TestVisitor thief = TestVisitor.anonymous();
    journey(thief, "thief", "alan@work.example");
    // Somebody, but not alan.
    assertThat(thief.get("/account").body()).doesNotContain("<h1>alan</h1>");
    assertThat(people.byIdentity(provider.issuer().toString(), "thief").orElseThrow().email())
        .isNull();

    provider.verified = true;
    TestVisitor alan = TestVisitor.anonymous();
    journey(alan, "alan", "alan@work.example");
    assertThat(alan.get("/account").body()).contains("<h1>alan</h1>");

    invite("boss", "boss@work.example", "ADMINISTRATOR");
    TestVisitor boss = TestVisitor.anonymous();
    HttpResponse<String> refused = journey(boss, "boss", "boss@work.example");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("sign in with its password once and link");
    assertThat(boss.isSignedIn()).isFalse();
    // Other tests need the last administrator to be the last.
    long id = people.byName("boss").orElseThrow().id();
    administrator.post("/admin/people/" + id + "/role", "role=reader");
  }

  private void invite(String name, String email, String role) {
    String page =
        administrator.post("/admin/invitations", "email=" + email + "&role=" + role).body();
    Matcher link = Pattern.compile("link=([\\w-]+)").matcher(page);
    assertThat(link.find()).isTrue();
    TestVisitor.anonymous()
        .post(
            "/join", "link=" + link.group(1) + "&name=" + name + "&password=correct+horse+battery");
  }

  @Test
  void whereTheSiteIsByInvitationStrangersAreToldSo() {
    administrator.post("/admin/settings", "signUp=INVITATION" + SETTINGS);
    TestVisitor stranger = TestVisitor.anonymous();
    HttpResponse<String> refused = journey(stranger, "stranger", "stranger@work.example");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("Accounts are made by invitation here.");
    assertThat(stranger.isSignedIn()).isFalse();
  }

  @Test
  void whatDoesNotHoldSignsNobodyIn() {
    List<UnaryOperator<JWTClaimsSet.Builder>> lies =
        List.of(
            claims -> claims.claim("nonce", "another"),
            claims -> claims.audience("another"),
            claims -> claims.issuer("https://another.example"),
            claims -> claims.expirationTime(Date.from(Instant.EPOCH)));
    for (UnaryOperator<JWTClaimsSet.Builder> lie : lies) {
      provider.lie = lie;
      refused();
    }
    provider.lie = UnaryOperator.identity();
    provider.signsWithAnotherKey = true;
    refused();
  }

  private void refused() {
    TestVisitor visitor = TestVisitor.anonymous();
    assertThat(journey(visitor, "liar", "").statusCode()).isEqualTo(403);
    assertThat(visitor.isSignedIn()).isFalse();
    assertThat(people.byIdentity(provider.issuer().toString(), "liar")).isEmpty();
  }

  @Test
  void anAnswerIsGoodOnlyInTheBrowserThatAskedAndOnce() {
    TestVisitor attacker = TestVisitor.anonymous();
    HttpResponse<String> leaving = attacker.get("/sign-in/with/work");
    String query =
        provider.authorize(
            URI.create(leaving.headers().firstValue("Location").orElseThrow()), "attackers-code");
    // Sent to a victim, who has another cookie or none.
    TestVisitor victim = TestVisitor.anonymous();
    cookie = "other=1";
    assertThat(arrive(victim, query).statusCode()).isEqualTo(403);
    cookie =
        victim
            .get("/sign-in/with/work")
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow()
            .split(";", 2)[0];
    assertThat(arrive(victim, query).statusCode()).isEqualTo(403);
    assertThat(victim.isSignedIn()).isFalse();
    // Who gives up at the provider.
    assertThat(arrive(victim, "?error=access_denied&state=x").body()).contains("was given up");
  }

  @Test
  void anAccountIsLinkedByWhoHasSignedInToIt() {
    TestVisitor member = TestVisitor.of(Role.MEMBER);
    provider.subject = "members";
    HttpResponse<String> leaving = member.post("/account/identities/work", "");
    Matcher there =
        Pattern.compile("href=\"(http[^\"]+/authorize[^\"]+)\"").matcher(leaving.body());
    assertThat(there.find()).isTrue();
    HttpResponse<String> answer =
        back(member, leaving, URI.create(there.group(1).replace("&amp;", "&")));
    assertThat(TestVisitor.location(answer)).isEqualTo("/account");
    assertThat(member.get("/account").body()).contains("Work, linked");

    TestVisitor elsewhere = TestVisitor.anonymous();
    journey(elsewhere, "members", "");
    assertThat(elsewhere.get("/account").body()).contains("<h1>member</h1>");
    member.post("/account/identities/work/remove", "");
    assertThat(people.byIdentity(provider.issuer().toString(), "members")).isEmpty();
  }
}
