package dev.assay.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.HubSettings;
import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestVisitor;
import dev.assay.hub.people.People;
import dev.assay.hub.people.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/**
 * What OWASP ZAP's baseline looks for, asked of every route of the table: headers, inline script,
 * cookies, what errors tell, redirects, reflected input, forms of other sites.
 */
class SecurityTest {
  private static final String PAPER = "2310.01769";
  private static final String MARK = "\"'><script>mark()</script>";
  private static final List<String> PARAMETERS =
      List.of(
          "q", "next", "before", "sort", "cat", "link", "email", "day", "page", "from", "claims");

  private static final Pattern TAG =
      Pattern.compile("<([a-zA-Z][a-zA-Z0-9]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([^\\s=\"'/]+)(?:\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s\"']+))?");

  /** What no answer may hold: where our code or a library's broke, and what runs here. */
  private static final Pattern INSIDES =
      Pattern.compile(
          "\\bat [a-z]+(\\.[a-zA-Z$]+)+\\(|Exception\\b.*:|Apache Tomcat|org\\.springframework"
              + "|PSQLException|Caused by:");

  private final TestVisitor administrator = TestVisitor.of(Role.ADMINISTRATOR);

  @BeforeEach
  void letTriesBeForgotten() {
    TestLibrary.advance(Duration.ofHours(2));
  }

  @AfterAll
  static void setTheClockBack() {
    TestLibrary.backToNoon();
  }

  /**
   * The addresses of a kind of request, with a paper that is there and other things that are not.
   */
  private static List<String> paths(String method) {
    try (InputStream text = RoutesTest.class.getResourceAsStream("routes.txt")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" +"))
          .filter(words -> words[1].equals(method))
          .map(words -> words[2])
          .map(path -> path.replaceAll("\\{(?:[^{}]|\\{[^{}]*})*}", "999999"))
          .map(path -> path.replaceFirst("^/papers/999999(?=$|/[a-z])", "/papers/" + PAPER))
          // A letter as a mail program shows it; its test holds its own, stricter policy.
          .filter(path -> !path.equals("/digest/preview"))
          // What the server itself shows, after an error of its own.
          .filter(path -> !path.equals("/error"))
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyAnswerHasTheHeadersThatKeepOthersOut() {
    for (TestVisitor visitor : List.of(TestVisitor.anonymous(), administrator)) {
      for (String path : paths("GET")) {
        HttpResponse<String> answer = visitor.get(path);
        requireHeaders(path, answer.headers());
        assertThat(answer.body()).as(path).doesNotContainPattern(INSIDES);
        if (answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
          requireNoInlineCode(path, answer.body());
        }
      }
    }
  }

  private static void requireHeaders(String path, HttpHeaders headers) {
    String policy = headers.firstValue("Content-Security-Policy").orElse("");
    assertThat(policy)
        .as(path)
        .contains(
            "default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
        .doesNotContain("unsafe-inline", "unsafe-eval", "*", "http:");
    assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
    assertThat(headers.firstValue("X-Frame-Options")).as(path).contains("DENY");
    assertThat(headers.firstValue("Referrer-Policy")).as(path).contains("same-origin");
    assertThat(headers.firstValue("Permissions-Policy").orElse("")).as(path).contains("camera=()");
    assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).as(path).contains("same-origin");
    assertThat(headers.map().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)))
        .as(path)
        .doesNotContain("server", "x-powered-by", "access-control-allow-origin");
    // One of each: two policies would both hold, and a proxy may take either.
    assertThat(headers.allValues("Content-Security-Policy")).as(path).hasSize(1);
  }

  private static void requireNoInlineCode(String path, String page) {
    Matcher tags = TAG.matcher(page);
    while (tags.find()) {
      String tag = tags.group(1).toLowerCase(Locale.ROOT);
      Map<String, String> attributes = attributes(tags.group(2));
      String where = path + ": " + tags.group();
      assertThat(tag).as(where).isNotIn("style", "iframe", "object", "embed", "base");
      assertThat(attributes.keySet())
          .as(where)
          .noneMatch(name -> name.startsWith("on") || name.equals("style"));
      if (tag.equals("script")) {
        assertThat(attributes.get("src")).as(where).startsWith("/");
      }
      for (String name : List.of("href", "action", "src")) {
        assertThat(attributes.getOrDefault(name, "").strip().toLowerCase(Locale.ROOT))
            .as(where)
            .doesNotStartWith("javascript:")
            .doesNotStartWith("vbscript:");
      }
    }
    // A password never stands in an address.
    Matcher forms = Pattern.compile("(?s)<form([^>]*)>(.*?)</form>").matcher(page);
    while (forms.find()) {
      if (forms.group(2).contains("type=\"password\"")) {
        assertThat(attributes(forms.group(1)).get("method")).as(path).isEqualToIgnoringCase("post");
      }
    }
  }

  private static Map<String, String> attributes(String text) {
    Map<String, String> attributes = new HashMap<>();
    Matcher each = ATTRIBUTE.matcher(text);
    while (each.find()) {
      String value = each.group(2) == null ? "" : each.group(2).replaceAll("^[\"']|[\"']$", "");
      attributes.put(each.group(1).toLowerCase(Locale.ROOT), value);
    }
    return attributes;
  }

  @Test
  void whatIsSentComesBackAsTextOnly() {
    for (TestVisitor visitor : List.of(TestVisitor.anonymous(), administrator)) {
      for (String path : paths("GET")) {
        HttpResponse<String> answer =
            visitor.get(
                path
                    + PARAMETERS.stream()
                        .map(name -> name + "=" + URLEncoder.encode(MARK, StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", "")));
        assertThat(answer.statusCode()).as(path).isNotEqualTo(500);
        if (answer.headers().firstValue("Content-Type").orElse("").contains("html")) {
          assertThat(answer.body()).as(path).doesNotContain(MARK, "<script>mark");
        }
      }
    }
  }

  @Test
  void noFormOfAnotherSiteIsTaken() {
    for (String path : paths("POST")) {
      if (path.equals("/digest/unsubscribe")) {
        // One click in a mail program (RFC 8058): its secret alone counts.
        continue;
      }
      HttpResponse<String> answer =
          administrator.send(
              administrator.form(path, "name=x").header("Origin", "https://evil.example"));
      assertThat(answer.statusCode()).as(path).isEqualTo(403);
      requireHeaders(path, answer.headers());
    }
    assertThat(administrator.get("/admin").statusCode()).isEqualTo(200);
  }

  @Test
  void nobodyIsLedAway() {
    for (String away :
        List.of(
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/%09/evil.example",
            "///evil.example",
            "javascript:alert(1)",
            "/\r\nSet-Cookie: assay=x")) {
      HttpResponse<String> answer =
          TestVisitor.anonymous()
              .post(
                  "/sign-in",
                  Map.of("name", "administrator", "password", TestVisitor.PASSWORD, "next", away));
      assertThat(answer.statusCode()).as(away).isEqualTo(302);
      URI there = URI.create(answer.headers().firstValue("Location").orElseThrow());
      assertThat(there.getHost()).as(away).isIn(null, "127.0.0.1");
      assertThat(answer.headers().allValues("Set-Cookie"))
          .as(away)
          .allMatch(set -> set.startsWith("assay=") || set.startsWith("assay-known="))
          .hasSize(2);
      TestLibrary.advance(Duration.ofMinutes(10));
    }
    HttpResponse<String> refused =
        TestVisitor.anonymous()
            .send(
                TestVisitor.anonymous()
                    .form("/papers/" + PAPER + "/runs", "")
                    .header("Referer", "https://evil.example/"));
    assertThat(TestVisitor.location(refused)).isEqualTo("/sign-in?next=%2F");
  }

  @Test
  void pagesOfAccountsAreKeptNowhere() {
    for (String path :
        List.of(
            "/account", "/account/export", "/admin", "/reset?link=x", "/join?link=x", "/sign-in")) {
      assertThat(administrator.get(path).headers().firstValue("Cache-Control"))
          .as(path)
          .contains("no-store");
    }
    for (String path : List.of("/", "/results", "/runs", "/papers/" + PAPER)) {
      assertThat(administrator.get(path).headers().firstValue("Cache-Control").orElse(""))
          .as(path)
          .containsAnyOf("private", "no-store");
    }
  }

  @Test
  void behindTlsCookiesAndBrowsersStayThere() throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
    request.setSecure(true);
    request.addHeader("Host", "papers.example.org");
    request.setServerName("papers.example.org");
    MockHttpServletResponse response = new MockHttpServletResponse();
    HubSettings settings =
        HubSettings.local(Path.of("."), 0, _ -> null, List.of(), TestLibrary.clock())
            .with(null, URI.create("https://papers.example.org"));
    new Guard(settings).doFilter(request, response, new MockFilterChain());
    assertThat(response.getHeader("Strict-Transport-Security")).startsWith("max-age=31536000");

    TestLibrary.bean(SignedIn.class)
        .begin(
            TestLibrary.bean(People.class).byName("administrator").orElseThrow(),
            request,
            response);
    assertThat(response.getHeader("Set-Cookie"))
        .contains("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/");
  }

  @Test
  void aMethodIsWhatTheRequestLineSays() {
    TestVisitor visitor = TestVisitor.of(Role.MEMBER);
    visitor.send(
        HttpRequest.newBuilder(TestLibrary.hub().address().resolve("/sign-out?_method=POST"))
            .header("X-HTTP-Method-Override", "POST")
            .header("X-Method-Override", "POST"));
    assertThat(visitor.get("/account").statusCode()).isEqualTo(200);
    HttpResponse<String> answer =
        visitor.send(
            visitor.form("/sign-out", "_method=GET").header("X-HTTP-Method-Override", "GET"));
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(TestVisitor.location(visitor.get("/account"))).startsWith("/sign-in");
  }

  @Test
  void oddRequestsAreAnsweredWithoutInsides() throws IOException {
    for (String request :
        List.of(
            "TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Secret: mirrored\r\n",
            "GET /%zz HTTP/1.1\r\nHost: 127.0.0.1\r\n",
            "GET /papers/%00 HTTP/1.1\r\nHost: 127.0.0.1\r\n",
            "GET /..;/admin HTTP/1.1\r\nHost: 127.0.0.1\r\n",
            "GET /%2e%2e/admin HTTP/1.1\r\nHost: 127.0.0.1\r\n",
            "GET //admin HTTP/1.1\r\nHost: 127.0.0.1\r\n",
            "GET /admin/ HTTP/1.1\r\nHost: 127.0.0.1\r\n",
            "GET /admin;x=y HTTP/1.1\r\nHost: 127.0.0.1\r\n",
            "GET /WEB-INF/web.xml HTTP/1.1\r\nHost: 127.0.0.1\r\n",
            "GET /actuator/env HTTP/1.1\r\nHost: 127.0.0.1\r\n",
            "GET / HTTP/1.1\r\nHost: evil.example\r\n",
            "GET /" + "a".repeat(70_000) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n",
            "PUT / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n",
            "nonsense\r\n")) {
      String answer = exchange(request);
      assertThat(answer)
          .as(request.substring(0, Math.min(60, request.length())))
          .doesNotStartWith("HTTP/1.1 2")
          .doesNotStartWith("HTTP/1.1 5")
          .doesNotContainPattern(INSIDES)
          .doesNotContain("mirrored");
    }
  }

  private static String exchange(String request) throws IOException {
    URI site = TestLibrary.hub().address();
    try (Socket socket = new Socket(site.getHost(), site.getPort())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write((request + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void aBodyThatIsTooLargeOrOfAnotherKindIsRefused() {
    for (String type : List.of("application/json", "text/xml", "multipart/form-data; boundary=x")) {
      HttpResponse<String> answer =
          TestVisitor.anonymous()
              .send(
                  HttpRequest.newBuilder(TestLibrary.hub().address().resolve("/forgot"))
                      .header("Content-Type", type)
                      .POST(BodyPublishers.ofString("<a/>")));
      assertThat(answer.statusCode()).as(type).isLessThan(500);
      assertThat(answer.body()).as(type).doesNotContainPattern(INSIDES);
    }
    HttpResponse<String> large =
        TestVisitor.anonymous().post("/forgot", "email=" + "a".repeat(3_000_000));
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(large.body()).contains("more than a form here can hold");
    requireHeaders("/forgot", large.headers());
    HttpResponse<String> many = TestVisitor.anonymous().post("/forgot", "a=1&".repeat(3_000));
    assertThat(many.statusCode()).isBetween(400, 499);
    assertThat(many.body()).contains("<h1>");
    HttpResponse<String> broken = TestVisitor.anonymous().post("/forgot", "email=%zz");
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(broken.body()).contains("cannot be read");
  }
}
