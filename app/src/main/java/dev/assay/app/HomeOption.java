package dev.assay.app;

import dev.assay.data.store.DataStore;
import java.io.IOException;
import java.nio.file.Files;
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

  /** Makes the folder; refuses one that cannot be written. */
  void requireWritable() {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute);
      // Asked by writing: what the rights say is not all that decides it.
      Files.delete(Files.createTempFile(absolute, "writable", ".tmp"));
    } catch (IOException e) {
      throw cannotBeWritten(absolute);
    }
  }

  /** Lets data sets, which papers load without knowing of any option, lie in this home too. */
  void keepDataSets() {
    System.setProperty(DataStore.HOME_PROPERTY, folder.toString());
  }

  private static UserMistake cannotBeWritten(Path folder) {
    return new UserMistake(
        "The home folder %s cannot be written; choose another with --home or give yourself the right to write it."
            .formatted(folder));
  }

  Path trials() {
    return folder.resolve("trials");
  }

  Path records() {
    return folder.resolve("records");
  }
}
