package dev.assay.hub.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A real OpenSearch server, one for all tests, in a process of its own: it needs another Lucene. It
 * has no k-NN plugin.
 */
final class TestSearchServer {
  private static final Path CLASS_PATH = Path.of("..", "opensearch-node", "target", "classpath");
  private static final int PORT = start();

  private TestSearchServer() {}

  /** The URL of an index there. */
  static SearchServer index(String name) {
    return SearchServer.parse("opensearch://127.0.0.1:" + PORT + "/" + name);
  }

  private static int start() {
    try {
      Path folder = Files.createTempDirectory("assay-opensearch-");
      int port;
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      // It ends when its input does, and so with this process, however that ends.
      Process node =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx400m",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  Files.readString(CLASS_PATH).strip(),
                  Path.of("src/test/resources/dev/assay/hub/search/OpenSearchNode.java").toString(),
                  folder.toString(),
                  Integer.toString(port))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      await(node, URI.create("http://127.0.0.1:" + port), folder.resolve("log"));
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void await(Process node, URI address, Path log)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int tries = 0; tries < 600 && node.isAlive(); tries++) {
        try {
          HttpRequest health =
              HttpRequest.newBuilder(address.resolve("/_cluster/health?wait_for_status=yellow"))
                  .timeout(Duration.ofSeconds(30))
                  .build();
          if (client.send(health, BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException e) {
          // Not yet.
        }
        Thread.sleep(200);
      }
    }
    throw new IllegalStateException("OpenSearch does not start; it says: " + Files.readString(log));
  }
}
