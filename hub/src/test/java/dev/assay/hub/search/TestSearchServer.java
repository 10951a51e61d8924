package dev.assay.hub.search;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A real OpenSearch server with the k-NN plugin, one for all tests, in a process of its own: it
 * needs another Lucene.
 */
final class TestSearchServer {
  private static final Path BUILT = Path.of("..", "opensearch-node", "target").toAbsolutePath();

  /**
   * What the plugin names of the module for gRPC, which this node is without. No request comes that
   * way, so that empty interfaces of these names do.
   */
  private static final List<String> NAMES =
      List.of(
          "org.opensearch.transport.grpc.spi.QueryBuilderProtoConverter",
          "org.opensearch.transport.grpc.spi.QueryBuilderProtoConverterRegistry",
          "org.opensearch.protobufs.QueryContainer",
          "org.opensearch.protobufs.QueryContainer$QueryContainerCase");

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
                  // It lives for a minute, in which a better compiler would not pay.
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  String.join(
                      File.pathSeparator,
                      names(folder.resolve("names")).toString(),
                      Files.readString(BUILT.resolve("classpath")).strip(),
                      BUILT.resolve("knn") + "/*"),
                  Path.of("src/test/resources/dev/assay/hub/search/OpenSearchNode.java").toString(),
                  folder.toString(),
                  Integer.toString(port),
                  BUILT.resolve("knn").toString())
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

  private static Path names(Path folder) throws IOException {
    for (String name : NAMES) {
      Path file = folder.resolve(name.replace('.', '/') + ".class");
      Files.createDirectories(file.getParent());
      ClassFile.of()
          .buildTo(
              file,
              ClassDesc.of(name),
              type -> type.withFlags(AccessFlag.PUBLIC, AccessFlag.INTERFACE, AccessFlag.ABSTRACT));
    }
    return folder;
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
