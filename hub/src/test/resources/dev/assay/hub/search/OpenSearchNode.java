import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.analysis.common.CommonAnalysisModulePlugin;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/**
 * An OpenSearch node of its own folder and port, until its standard input ends. Its plugin comes
 * from the class path, and its name from the folder that the plugin was unpacked into.
 */
final class OpenSearchNode extends Node {
  private OpenSearchNode(Settings settings, PluginInfo plugin) {
    super(
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "test"),
        List.of(
            module(Netty4ModulePlugin.class), module(CommonAnalysisModulePlugin.class), plugin),
        /* forbidPrivateIndexSettings= */ true);
  }

  private static PluginInfo module(Class<? extends Plugin> type) {
    return new PluginInfo(
        type.getName(),
        "",
        "",
        Version.CURRENT,
        Integer.toString(Runtime.version().feature()),
        type.getName(),
        List.of(),
        /* hasNativeController= */ false);
  }

  @Override
  protected void configureNodeAndClusterIdStateListener(ClusterService service) {
    // It is for the log.
  }

  public static void main(String[] arguments) throws IOException, NodeValidationException {
    Settings settings =
        Settings.builder()
            .put("path.home", arguments[0])
            .put("http.port", arguments[1])
            .put("network.host", "127.0.0.1")
            .put("cluster.name", "test")
            .put("discovery.type", "single-node")
            // A full disk of the machine that tests is no matter of theirs.
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .build();
    new OpenSearchNode(settings, PluginInfo.readFromProperties(Path.of(arguments[2]))).start();
    while (System.in.read() >= 0) {
      // Nothing is said to it.
    }
    System.exit(0);
  }
}
