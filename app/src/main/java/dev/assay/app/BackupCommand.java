package dev.assay.app;

import dev.assay.hub.backup.Backup;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "backup",
    description = {
      "Write all that the hub keeps into one file: the database, the records and the trials.",
      "The hub may run meanwhile. Data sets and the search index are not in it: they come back by"
          + " themselves."
    },
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin HomeOption home = new HomeOption();

  @Mixin DatabaseOption database = new DatabaseOption();

  @Parameters(
      paramLabel = "FILE",
      description = "Where to; an older backup of this name is replaced when the new one is whole.")
  @SuppressWarnings("NullAway.Init")
  Path file;

  @Override
  public Integer call() {
    Backup.Written written = Backup.write(home.folder, database.url, file, Clock.systemUTC());
    spec.commandLine()
        .getOut()
        .printf(
            "%s: %,d rows of the database and %s, %,.1f MB.%n",
            written.file(),
            written.rows(),
            Text.count(written.files(), "file"),
            written.bytes() / 1e6);
    return 0;
  }
}
