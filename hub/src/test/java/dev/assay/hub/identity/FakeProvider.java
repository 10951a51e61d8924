package dev.assay.hub.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.lab.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * An OpenID provider as the standard has it: discovery, keys, tokens for codes, PKCE. Whom it
 * vouches for, and how it lies, is for the test to say.
 */
public final class FakeProvider implements AutoCloseable {
  private final HttpServer server;
  private final RSAKey key;
  private final RSAKey foreignKey;
  private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();

  public volatile String subject = "subject-1";
  public volatile String email = "";
  public volatile boolean verified = true;

  /** What it changes of a token before it signs it. */
  public volatile UnaryOperator<JWTClaimsSet.Builder> lie = UnaryOperator.identity();

  public volatile boolean signsWithAnotherKey;

  public FakeProvider() {
    try {
      key = new RSAKeyGenerator(2048).keyID("one").generate();
      foreignKey = new RSAKeyGenerator(2048).keyID("one").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/.well-known/openid-configuration", this::configuration);
    server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key).toString()));
    server.createContext("/token", this::token);
    server.start();
  }

  public URI issuer() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void configuration(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        Json.write(
            Map.of(
                "issuer",
                issuer().toString(),
                "authorization_endpoint",
                issuer() + "/authorize",
                "token_endpoint",
                issuer() + "/token",
                "jwks_uri",
                issuer() + "/keys",
                "response_types_supported",
                new String[] {"code"},
                "subject_types_supported",
                new String[] {"public"},
                "id_token_signing_alg_values_supported",
                new String[] {"RS256"},
                "token_endpoint_auth_methods_supported",
                new String[] {"client_secret_basic"})));
  }

  /** What a browser brings back: the code of somebody who has signed in at the provider. */
  public String authorize(URI request, String code) {
    Map<String, String> parameters = parameters(request.getRawQuery());
    asked.put(code, parameters);
    return "?code=" + code + "&state=" + parameters.get("state");
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Map<String, String> request = asked.remove(form.get("code"));
    String basic =
        "Basic "
            + Base64.getEncoder().encodeToString("client:secret".getBytes(StandardCharsets.UTF_8));
    boolean right =
        request != null
            && basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
            && request.get("redirect_uri").equals(form.get("redirect_uri"))
            && request.get("code_challenge_method").equals("S256")
            && request.get("code_challenge").equals(hash(form.get("code_verifier")));
    if (!right) {
      answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
      return;
    }
    Instant now = Instant.now();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer().toString())
            .subject(subject)
            .audience("client")
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("nonce", request.get("nonce"))
            .claim("name", "Grace Hopper");
    if (!email.isEmpty()) {
      claims.claim("email", email).claim("email_verified", verified);
    }
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
            lie.apply(claims).build());
    try {
      token.sign(new RSASSASigner(signsWithAnotherKey ? foreignKey : key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    answer(
        exchange,
        200,
        Json.write(
            Map.of(
                "access_token", "token",
                "token_type", "Bearer",
                "expires_in", 300,
                "scope", "openid profile email",
                "id_token", token.serialize())));
  }

  static String hash(String text) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, String> parameters(String query) {
    return Arrays.stream(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    answer(exchange, status, "application/json", body);
  }

  static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
