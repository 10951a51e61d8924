package dev.assay.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.hub.TestLibrary;
import dev.assay.hub.TestVisitor;
import dev.assay.hub.people.ApiTokens;
import dev.assay.hub.people.People;
import dev.assay.hub.people.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may use which route: every route that the site has, asked for by everybody. A new route fails
 * here until it has a line.
 */
class RoutesTest {
  private static final String ANYBODY = "anybody";

  /** Route and the least that may use it. */
  private static final Map<String, String> TABLE = table();

  private static Map<String, String> table() {
    Map<String, String> table = new LinkedHashMap<>();
    try (InputStream text = RoutesTest.class.getResourceAsStream("routes.txt")) {
      new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" +", 2))
          .forEach(words -> table.put(words[1], words[0]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  private static Set<String> routes() {
    Set<String> routes = new LinkedHashSet<>();
    for (RequestMappingInfo info :
        TestLibrary.bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet()) {
      Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
      for (String pattern : info.getPatternValues()) {
        if (methods.isEmpty()) {
          routes.add("GET " + pattern);
        }
        methods.forEach(method -> routes.add(method + " " + pattern));
      }
    }
    return routes;
  }

  @Test
  void everyRouteHasALine() {
    assertThat(routes()).containsExactlyInAnyOrderElementsOf(TABLE.keySet());
  }

  @Test
  void everyRouteLetsInWhomItsLineSaysAndNobodyElse() {
    for (Map.Entry<String, String> line : TABLE.entrySet()) {
      boolean allowed = line.getValue().equals(ANYBODY);
      assertThat(letsIn(line.getKey(), null))
          .as("%s for anybody", line.getKey())
          .isEqualTo(allowed);
      for (Role role : Role.values()) {
        allowed |= line.getValue().equals(role.label());
        TestVisitor visitor = TestVisitor.of(role);
        assertThat(letsIn(line.getKey(), visitor))
            .as("%s for a %s", line.getKey(), role.label())
            .isEqualTo(allowed);
      }
    }
  }

  @Test
  void aTokenDoesWhatItsScopeSaysAndReadsWhatAnybodyMayAndNothingElse() {
    Map<ApiTokens.Scope, List<String>> scopes =
        Map.of(
            ApiTokens.Scope.VOTE,
            List.of("/papers/{id}/vote", "/papers/{archive}/{id}/vote"),
            ApiTokens.Scope.COMMENT,
            List.of(
                "/papers/{id}/comments",
                "/papers/{archive}/{id}/comments",
                "/comments/{id}/edit",
                "/comments/{id}/delete"),
            ApiTokens.Scope.SUBMIT,
            List.of("/submit", "/submit/post", "/submit/withdraw"),
            ApiTokens.Scope.RUN,
            List.of(
                "/papers/{id}/runs",
                "/papers/{archive}/{id}/runs",
                "/runs/{id}/resume",
                "/runs/{id}/cancel"));
    TestVisitor.of(Role.ADMINISTRATOR);
    long administrator = TestLibrary.bean(People.class).byName("administrator").orElseThrow().id();
    for (ApiTokens.Scope scope : ApiTokens.Scope.values()) {
      String token =
          TestLibrary.bean(ApiTokens.class)
              .make(
                  administrator,
                  "of " + scope.label(),
                  Set.of(scope.label()),
                  TestLibrary.clock().instant());
      for (String route : TABLE.keySet()) {
        String path = route.substring(route.indexOf(' ') + 1);
        if (route.startsWith("POST ")) {
          assertThat(letsInProgram(route, token))
              .as("%s by a token for %s", route, scope)
              .isEqualTo(scopes.get(scope).contains(path));
        } else if (path.startsWith("/admin") || path.startsWith("/account")) {
          assertThat(letsInProgram(route, token)).as("%s by a token", route).isFalse();
        }
      }
    }
  }

  private static boolean letsInProgram(String route, String token) {
    String path =
        route.replaceFirst("^\\w+ ", "").replaceAll("\\{(?:[^{}]|\\{[^{}]*})*}", "999999");
    TestVisitor program = TestVisitor.anonymous();
    HttpRequest.Builder request = route.startsWith("GET ") ? request(path) : program.form(path, "");
    int status = program.send(request.header("Authorization", "Bearer " + token)).statusCode();
    return status != 401 && status != 403;
  }

  /** Whether a request gets further than the gate; what it asks for is not there. */
  private static boolean letsIn(String route, @Nullable TestVisitor visitor) {
    TestVisitor asking = visitor == null ? TestVisitor.anonymous() : visitor;
    List<String> words = List.of(route.split(" ", 2));
    // A variable's own pattern may hold braces.
    String path = words.get(1).replaceAll("\\{(?:[^{}]|\\{[^{}]*})*}", "999999");
    HttpRequest.Builder request =
        words.getFirst().equals("GET") ? request(path) : asking.form(path, "");
    HttpResponse<String> response = asking.send(request);
    if (!path.equals("/error")) {
      assertThat(response.statusCode()).as("%s", route).isLessThan(500);
    }
    boolean refused =
        response.statusCode() == 401
            || (response.statusCode() == 403 && !path.equals("/sign-in"))
            || TestVisitor.location(response).startsWith("/sign-in?next=");
    return !refused;
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(TestLibrary.hub().address().resolve(path));
  }

  @Test
  void aSiteThatIsReadByItsOwnPeopleShowsOthersTheDoorOnly() {
    TestVisitor administrator = TestVisitor.of(Role.ADMINISTRATOR);
    String settings = "signUp=INVITATION&newcomers=MEMBER&runners=";
    administrator.post("/admin/settings", settings + "CURATOR");
    try {
      assertThat(letsIn("GET /papers/2310.01769", null)).isFalse();
      assertThat(letsIn("GET /papers/2310.01769", TestVisitor.of(Role.READER))).isTrue();
      assertThat(letsIn("GET /sign-in", null)).isTrue();
      assertThat(TestVisitor.anonymous().get("/assay.css").statusCode()).isEqualTo(200);
      assertThat(letsIn("POST /papers/{id}/runs", TestVisitor.of(Role.MEMBER))).isFalse();
      assertThat(letsIn("POST /papers/{id}/runs", TestVisitor.of(Role.CURATOR))).isTrue();
    } finally {
      administrator.post("/admin/settings", settings + "MEMBER&readers=true");
    }
    assertThat(letsIn("GET /papers/2310.01769", null)).isTrue();
  }
}
