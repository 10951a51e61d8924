package dev.assay.app;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.DailyPapersPage;
import dev.assay.hub.catalogue.PaperSource;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Year;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    description = "Import a saved Daily Papers page in its text form.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin HomeOption home = new HomeOption();

  @Parameters(paramLabel = "FILE", description = "The saved page.")
  @SuppressWarnings("NullAway.Init")
  Path file;

  @Option(
      names = "--year",
      paramLabel = "YEAR",
      defaultValue = "2025",
      description = "The year of dates that name none (default: ${DEFAULT-VALUE}).")
  int year;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Library library = Library.openOrJoin(home.folder)) {
      Library.Imported imported = library.add(DailyPapersPage.of(file, Year.of(year)));
      out.printf(
          "Read %s: %d new, %d updated, %d already there.%n",
          Text.count(
              imported.added().size() + imported.updated().size() + imported.unchanged().size(),
              "paper"),
          imported.added().size(),
          imported.updated().size(),
          imported.unchanged().size());
      if (!imported.problems().isEmpty()) {
        out.printf("Could not read %s:%n", Text.count(imported.problems().size(), "passage"));
        for (PaperSource.Problem problem : imported.problems()) {
          out.println("  " + Text.printable(problem.toString()));
        }
      }
    }
    return 0;
  }
}
