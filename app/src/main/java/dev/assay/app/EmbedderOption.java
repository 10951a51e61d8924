package dev.assay.app;

import dev.assay.hub.search.SearchSettings;
import dev.assay.hub.search.TextEmbedders;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option of all commands that search. */
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

  SearchSettings search() {
    return switch (name) {
      case "none" -> SearchSettings.words();
      case "minilm" -> SearchSettings.hybrid(TextEmbedders.miniLm());
      default -> SearchSettings.hybrid(TextEmbedders.in(Path.of(name)));
    };
  }
}
