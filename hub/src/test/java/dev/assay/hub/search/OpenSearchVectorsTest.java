package dev.assay.hub.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.hub.HubException;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperFilter;
import dev.assay.lab.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a server with the k-NN plugin is asked, and what becomes of one that is away. */
class OpenSearchVectorsTest {
  private static final String HITS =
      """
      {"hits": {"total": {"value": 1}, "hits": [{"_id": "2401.00001", "_score": 0.95,
        "_source": {"category_written": ["cs.CL"], "published": 19737}}]}}
      """;

  /** The bodies that came, by method and path. */
  private final Map<String, String> asked = new ConcurrentHashMap<>();

  private volatile int status = 200;
  private volatile boolean signIn;
  private HttpServer server;
  private OpenSearchIndex index;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    index = new OpenSearchIndex(at("user:secret@"), "here");
  }

  @AfterEach
  void stop() {
    index.close();
    server.stop(0);
  }

  private SearchServer at(String user) {
    return SearchServer.parse(
        "opensearch://" + user + "127.0.0.1:" + server.getAddress().getPort() + "/papers");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String what = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String who = exchange.getRequestHeaders().getFirst("Authorization");
    int code = status;
    String answer =
        switch (what) {
          case "GET /_cat/plugins" -> "[{\"component\": \"opensearch-knn\"}]";
          case "POST /papers/_search" -> HITS;
          default -> "{}";
        };
    if (what.equals("GET /papers/_mapping") && code == 200) {
      code = 404;
    }
    // user:secret
    if (signIn && !"Basic dXNlcjpzZWNyZXQ=".equals(who)) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"search\"");
      code = 401;
    } else {
      asked.merge(what, body, (before, now) -> now);
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private JsonNode body(String what) {
    return Json.tree(asked.getOrDefault(what, ""));
  }

  private void add() {
    index.apply(
        List.of(
            new IndexedPaper(
                Paper.of(new ArxivId("2401.00001"), "Title", "Abstract").build(),
                Embedding.of(new float[] {3, 4}))),
        new IndexState("here", "mini.lm", 7, 3));
  }

  @Test
  void vectorsAreKeptForTheNeighboursPlugin() {
    add();
    assertThat(body("PUT /papers").at("/settings/index.knn").asBoolean()).isTrue();
    String[] lines = asked.getOrDefault("POST /papers/_bulk", "").split("\n", -1);
    assertThat(Json.tree(lines[0]).at("/index/_id").asString()).isEqualTo("2401.00001");
    assertThat(Json.tree(lines[0]).at("/index/version").asLong()).isEqualTo(7);
    JsonNode vector = Json.tree(lines[1]).path("vector_mini_lm");
    assertThat(vector.get(0).asDouble()).isCloseTo(0.6, within(1e-6));
    assertThat(vector.get(1).asDouble()).isCloseTo(0.8, within(1e-6));
    assertThat(OpenSearchDocument.neighbours(384))
        .containsEntry("type", "knn_vector")
        .containsEntry("dimension", 384);
    assertThat(body("PUT /papers/_mapping").at("/_meta/embeddings").asLong()).isEqualTo(3);
  }

  @Test
  void theNearestAreSoughtAmongWhatMeetsTheCriteria() {
    add();
    Criteria criteria = new Criteria(SearchQuery.parse("any cat:cs.CL"), PaperFilter.all(), false);
    Found found = index.byVector(Embedding.of(new float[] {1, 0}), criteria, 5);

    JsonNode knn = body("POST /papers/_search").at("/query/knn/vector_mini_lm");
    assertThat(knn.path("k").asInt()).isEqualTo(5);
    assertThat(knn.path("vector").get(0).asDouble()).isEqualTo(1);
    assertThat(knn.at("/filter/bool/filter/0/term/category/value").asString()).isEqualTo("cs.cl");
    // (1 + cosine) / 2 = 0.95
    assertThat(found.hits().getFirst().score()).isCloseTo(0.9, within(1e-9));
    assertThat(found.hits().getFirst().categories()).containsExactly("cs.CL");
    // Day 19,737 is 15 January 2024.
    assertThat(found.hits().getFirst().year()).isEqualTo(2024);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 429, 500, 503})
  void aServerThatIsAwayIsAskedAgain(int trouble) {
    status = trouble;
    assertThatThrownBy(index::state)
        .isInstanceOf(SearchUnavailable.class)
        .hasMessage("The search is away for the moment; try again in a minute.");
    status = 200;
    assertThat(index.state()).isEqualTo(IndexState.empty("here"));
  }

  @Test
  void aServerThatDoesNotListenIsAway() {
    server.stop(0);
    assertThatThrownBy(index::papers).isInstanceOf(SearchUnavailable.class);
  }

  @Test
  void theUserOfTheUrlSignsIn() {
    signIn = true;
    assertThat(index.state()).isEqualTo(IndexState.empty("here"));
    try (SearchIndex unknown = new OpenSearchIndex(at(""), "here")) {
      assertThatThrownBy(unknown::state).isInstanceOf(SearchUnavailable.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "opensearch://localhost, http://localhost:9200/assay",
    "opensearchs://search.example.org:443/papers, https://search.example.org:443/papers",
    "opensearch://me:pass:word@localhost:1/a-b, http://localhost:1/a-b",
  })
  void aUrlNamesServerAndIndex(String url, String expected) {
    assertThat(SearchServer.parse(url)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:9200",
        "opensearch://",
        "opensearch://localhost/A",
        "opensearch://localhost/a/b",
        "opensearch://localhost/_all",
        "opensearch://x:secret@local host"
      })
  void whatIsNoSuchUrlIsRefusedWithoutRepeatingIt(String url) {
    assertThatThrownBy(() -> SearchServer.parse(url))
        .isInstanceOf(HubException.class)
        .hasMessageStartingWith("A search server is written opensearch://HOST:PORT/INDEX")
        .hasMessageNotContaining("secret");
  }
}
