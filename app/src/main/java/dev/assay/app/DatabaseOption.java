package dev.assay.app;

import dev.assay.hub.Library;
import dev.assay.hub.search.SearchSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands that open the library. */
final class DatabaseOption {
  @Option(
      names = "--db",
      paramLabel = "URL",
      defaultValue = "${env:ASSAY_DB}",
      description =
          "Keep papers and runs in this PostgreSQL database, which several hubs may share, instead"
              + " of one in the home folder: jdbc:postgresql://HOST:PORT/DATABASE?user=USER"
              + " (default: the environment's ASSAY_DB, where it is set).")
  @Nullable String url;

  /** The library, through that of a running Assay where there is one. */
  Library open(HomeOption home) {
    return Library.openOrJoin(home.folder, SearchSettings.words(), url);
  }
}
