package dev.assay.app;

import dev.assay.hub.backup.Restore;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "restore",
    description = {
      "Bring back what ./assay backup has written, into an empty home and, with --db, an empty"
          + " database.",
      "The file is checked before anything is touched. The hub of the home must not run meanwhile."
    },
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin HomeOption home = new HomeOption();

  @Mixin DatabaseOption database = new DatabaseOption();

  @Parameters(paramLabel = "FILE", description = "The backup.")
  @SuppressWarnings("NullAway.Init")
  Path file;

  @Option(
      names = "--force",
      description = "Put aside what the home holds, into a folder in it, instead of refusing.")
  boolean force;

  @Override
  public Integer call() {
    if (!Files.isReadable(file)) {
      throw new UserMistake("There is no file %s that can be read.".formatted(file));
    }
    Restore.Restored restored =
        Restore.read(file, home.folder, database.url, force, Clock.systemUTC());
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Restored the backup of %s: %,d rows of the database and %s.%n",
        restored.made(), restored.rows(), Text.count(restored.files(), "file"));
    if (restored.aside() != null) {
      out.printf("What was there before is in %s.%n", restored.aside());
    }
    return 0;
  }
}
