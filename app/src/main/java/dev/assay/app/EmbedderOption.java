package dev.assay.app;

import dev.assay.hub.search.SearchServer;
import dev.assay.hub.search.SearchSettings;
import dev.assay.hub.search.TextEmbedders;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of all commands that search. */
final class EmbedderOption {
  @Option(
      names = "--embedder",
      paramLabel = "NAME",
      defaultValue = "minilm",
      description =
          "For the search by meaning: minilm, none (words alone), or a folder with a model.onnx and"
              + " a tokenizer.json (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // set by picocli
  String name;

  @Option(
      names = "--search",
      paramLabel = "URL",
      defaultValue = "${env:ASSAY_SEARCH}",
      description =
          "Keep the search index on an OpenSearch server, which several hubs may share, instead of"
              + " in the home folder: opensearch://HOST:PORT/INDEX, or opensearchs:// for TLS, with"
              + " USER:PASSWORD@ before the host. Better in the environment, as ASSAY_SEARCH, where"
              + " other users of the machine do not see the password.")
  @Nullable String server;

  SearchSettings search() {
    return embedder().on(server == null ? null : SearchServer.parse(server));
  }

  private SearchSettings embedder() {
    return switch (name) {
      case "none" -> SearchSettings.words();
      case "minilm" -> SearchSettings.hybrid(TextEmbedders.miniLm());
      default -> SearchSettings.hybrid(TextEmbedders.in(Path.of(name)));
    };
  }
}
