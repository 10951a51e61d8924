package dev.assay.hub.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.hub.HubException;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperFilter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What names a search server, and what becomes of one that is away or has no plugin. */
class SearchServerTest {
  /** The bodies that came. */
  private final List<String> asked = new CopyOnWriteArrayList<>();

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

  /** As a server that has neither plugins nor an index. */
  private void answer(HttpExchange exchange) throws IOException {
    asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String what = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    int code = what.equals("GET /papers") && status == 200 ? 404 : status;
    // user:secret
    if (signIn
        && !"Basic dXNlcjpzZWNyZXQ="
            .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"search\"");
      code = 401;
    }
    byte[] bytes = "{}".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void aServerWithoutThePluginIsGivenNoVectors() {
    Embedding vector = Embedding.of(new float[] {3, 4});
    index.apply(
        List.of(
            new IndexedPaper(
                Paper.of(new ArxivId("2401.00001"), "Title", "Abstract").build(), vector)),
        new IndexState("here", "model", 7, 3));
    Criteria any = new Criteria(SearchQuery.parse("any"), PaperFilter.all(), /* fuzzy= */ false);

    assertThat(index.byVector(vector, any, 5)).isEqualTo(Found.NOTHING);
    assertThat(asked)
        .anyMatch(body -> body.contains("Abstract"))
        .noneMatch(body -> body.contains("knn") || body.contains("vector"));
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
