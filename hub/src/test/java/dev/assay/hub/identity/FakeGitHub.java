package dev.assay.hub.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.lab.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A GitHub Enterprise Server as GitHub's documentation has it: codes and tokens of OAuth 2, whose
 * errors come with the status 200, and the API's user and addresses. Who signs in there, and what
 * goes wrong, is for the test to say.
 */
public final class FakeGitHub implements AutoCloseable {
  private static final String TOKEN = "gho_16C7e42F292c6912E7710c838347Ae178B4a";

  private final HttpServer server;
  private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();

  public volatile long id = 583231;
  public volatile String login = "octocat";

  /** What the API lists; null where it refuses to, since the person did not allow that. */
  public volatile List<Email> emails = List.of();

  /** Whether the token was taken back by the time it is used. */
  public volatile boolean revokes;

  /** Whether the site is broken, as a proxy before it tells. */
  public volatile boolean isDown;

  /** An address as the API lists it. */
  public record Email(String email, boolean primary, boolean verified, String visibility) {
    public static Email of(String email, boolean primary, boolean verified) {
      return new Email(email, primary, verified, "private");
    }
  }

  public FakeGitHub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/login/oauth/access_token", this::token);
    server.createContext("/api/v3/user", this::user);
    server.createContext("/api/v3/user/emails", this::emails);
    server.start();
  }

  public URI site() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What a browser brings back: the code of somebody who has signed in and agreed. */
  public String authorize(URI request, String code) {
    Map<String, String> parameters = FakeProvider.parameters(request.getRawQuery());
    asked.put(code, parameters);
    return "?code=" + code + "&state=" + parameters.get("state");
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        FakeProvider.parameters(
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Map<String, String> request = asked.remove(form.getOrDefault("code", ""));
    if (isDown) {
      FakeProvider.answer(exchange, 502, "text/html", "<html>Unicorn!</html>");
    } else if (!"client".equals(form.get("client_id"))
        || !"secret".equals(form.get("client_secret"))) {
      error(exchange, "incorrect_client_credentials");
    } else if (request == null
        || !request.get("code_challenge").equals(FakeProvider.hash(form.get("code_verifier")))) {
      error(exchange, "bad_verification_code");
    } else if (!request.get("redirect_uri").equals(form.get("redirect_uri"))) {
      error(exchange, "redirect_uri_mismatch");
    } else if (!accepts(exchange, "application/json")) {
      FakeProvider.answer(
          exchange,
          200,
          "application/x-www-form-urlencoded",
          "access_token=" + TOKEN + "&scope=&token_type=bearer");
    } else {
      json(
          exchange,
          200,
          Map.of("access_token", TOKEN, "scope", "read:user,user:email", "token_type", "bearer"));
    }
  }

  private static void error(HttpExchange exchange, String error) throws IOException {
    json(
        exchange,
        200,
        Map.of("error", error, "error_description", "It <b>failed</b>.", "error_uri", "/docs"));
  }

  private void user(HttpExchange exchange) throws IOException {
    if (isKnown(exchange)) {
      Map<String, Object> user = new HashMap<>();
      user.put("login", login);
      user.put("id", id);
      user.put("name", "monalisa octocat");
      user.put("email", null);
      json(exchange, 200, user);
    }
  }

  private void emails(HttpExchange exchange) throws IOException {
    List<Email> listed = emails;
    if (listed == null) {
      json(exchange, 404, Map.of("message", "Not Found"));
    } else if (isKnown(exchange)) {
      json(exchange, 200, listed);
    }
  }

  private boolean isKnown(HttpExchange exchange) throws IOException {
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    if (revokes || !("Bearer " + TOKEN).equals(token)) {
      json(exchange, 401, Map.of("message", "Bad credentials"));
      return false;
    }
    return true;
  }

  private static boolean accepts(HttpExchange exchange, String type) {
    return String.valueOf(exchange.getRequestHeaders().getFirst("Accept")).contains(type);
  }

  private static void json(HttpExchange exchange, int status, Object body) throws IOException {
    FakeProvider.answer(exchange, status, "application/json", Json.write(body));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
