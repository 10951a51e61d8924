package dev.assay.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that every command shares. */
final class HomeOption {
  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      defaultValue = "${sys:user.home}/.assay",
      description = "Where Assay keeps its data (default: ~/.assay).")
  @SuppressWarnings("NullAway.Init") // set by picocli
  Path folder;

  Path trials() {
    return folder.resolve("trials");
  }

  Path records() {
    return folder.resolve("records");
  }
}
