import java.io.IOException;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** An OpenSearch node of its own folder and port, until its standard input ends. */
final class OpenSearchNode {
  private OpenSearchNode() {}

  public static void main(String[] arguments) throws IOException {
    String folder = arguments[0];
    String port = arguments[1];
    OpenSearchRunner runner = new OpenSearchRunner();
    runner.onBuild(
        (number, settings) -> {
          settings.put("discovery.type", "single-node");
          settings.put("http.port", port);
          settings.put("network.host", "127.0.0.1");
          // A full disk of the machine that tests is no matter of theirs.
          settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        });
    runner.build(OpenSearchRunner.newConfigs().basePath(folder).numOfNode(1).clusterName("test"));
    while (System.in.read() >= 0) {
      // Nothing is said to it.
    }
    System.exit(0);
  }
}
