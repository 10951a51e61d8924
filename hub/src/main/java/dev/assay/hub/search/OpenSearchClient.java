package dev.assay.hub.search;

import dev.assay.lab.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import tools.jackson.databind.JsonNode;

/** Asks one index of an OpenSearch server, in JSON. */
final class OpenSearchClient implements AutoCloseable {
  private static final Timeout TO_CONNECT = Timeout.ofSeconds(3);
  private static final Timeout TO_ANSWER = Timeout.ofSeconds(30);

  private final OpenSearchTransport transport;
  private final OpenSearchGenericClient client;
  private final String index;

  /** What a server said. */
  record Answer(int status, JsonNode body) {
    boolean isOk() {
      return status / 100 == 2;
    }
  }

  OpenSearchClient(SearchServer server) {
    HttpHost host =
        new HttpHost(
            server.address().getScheme(), server.address().getHost(), server.address().getPort());
    index = server.index();
    transport =
        ApacheHttpClient5TransportBuilder.builder(host)
            .setConnectionConfigCallback(
                connection ->
                    connection
                        .setConnectTimeout(TO_CONNECT)
                        .setSocketTimeout(TO_ANSWER)
                        .setValidateAfterInactivity(2, TimeUnit.SECONDS))
            .setRequestConfigCallback(request -> request.setResponseTimeout(TO_ANSWER))
            .setHttpClientConfigCallback(
                http -> {
                  String user = server.user();
                  String password = server.password();
                  if (user != null && password != null) {
                    BasicCredentialsProvider credentials = new BasicCredentialsProvider();
                    credentials.setCredentials(
                        new AuthScope(host),
                        new UsernamePasswordCredentials(user, password.toCharArray()));
                    http.setDefaultCredentialsProvider(credentials);
                  }
                  return http;
                })
            .build();
    client = new OpenSearchGenericClient(transport);
  }

  /**
   * Asks about the index.
   *
   * @param path behind the index's name, such as {@code /_search}; empty for the index itself
   * @param body as JSON, null for none
   * @throws SearchUnavailable where the server does not answer, or says that it cannot now
   */
  Answer ask(String method, String path, Map<String, String> parameters, Object body) {
    return send(
        method,
        "/" + index + path,
        parameters,
        Body.from(Json.write(body).getBytes(StandardCharsets.UTF_8), "application/json"));
  }

  /** Like {@link #ask(String, String, Map, Object)}, without a body. */
  Answer ask(String method, String path) {
    return send(method, "/" + index + path, Map.of(), null);
  }

  /** Asks about the server itself. */
  Answer askServer(String path) {
    return send("GET", path, Map.of(), null);
  }

  /** Several changes, a line each. */
  Answer change(String lines) {
    return send(
        "POST",
        "/" + index + "/_bulk",
        Map.of("refresh", "true"),
        Body.from(lines.getBytes(StandardCharsets.UTF_8), "application/x-ndjson"));
  }

  private Answer send(
      String method, String path, Map<String, String> parameters, @Nullable Body body) {
    Requests.JsonBodyBuilder request =
        Requests.builder().method(method).endpoint(path).query(parameters);
    if (body != null) {
      request.body(body);
    }
    try (Response response = client.execute(request.build())) {
      String text = response.getBody().map(Body::bodyAsString).orElse("");
      int status = response.getStatus();
      if (status == 401 || status == 403 || status == 429 || status >= 500) {
        throw new IOException("the search server answered with status " + status + ": " + text);
      }
      return new Answer(status, Json.tree(text.isBlank() ? "{}" : text));
    } catch (IOException e) {
      throw new SearchUnavailable(e);
    }
  }

  @Override
  public void close() {
    try {
      transport.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
