package dev.assay.app;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.sources.Imported;
import dev.assay.hub.sources.SourceName;
import dev.assay.hub.sources.Sources;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    description = {
      "Import papers: files, arXiv numbers, addresses, or what a source holds now.",
      "A file is JSON lines, Hugging Face's Daily Papers as JSON, Atom of arXiv's API, OAI-PMH,"
          + " BibTeX, or a saved Daily Papers page in its text form; its kind shows in its content,"
          + " and it may be compressed by gzip. A paper that is here already gets what is new."
    },
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin HomeOption home = new HomeOption();

  @Mixin DatabaseOption database = new DatabaseOption();

  @Parameters(
      paramLabel = "WHAT",
      arity = "1..*",
      description =
          "Files, arXiv numbers such as 2310.01769, addresses, or sources such as hugging-face and"
              + " arxiv:cs.LG (./assay sources --help lists them).")
  List<String> what = List.of();

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "Of a source, what came since this day, such as 2026-11-01 (default: 30 days).")
  @Nullable LocalDate since;

  @Option(
      names = "--year",
      paramLabel = "YEAR",
      defaultValue = "2025",
      description =
          "The year of dates that name none, as on a saved page (default: ${DEFAULT-VALUE}).")
  int year;

  /** One thing to import; several numbers are one, since arXiv is asked for them at once. */
  private interface Work {
    Imported run(Sources sources, Sources.Watcher watcher) throws InterruptedException;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<Work> works = works();
    PrintWriter out = spec.commandLine().getOut();
    SourceProgress progress = new SourceProgress(spec.commandLine().getErr());
    try (Library library = database.open(home)) {
      Sources sources = library.sources(Clock.systemUTC());
      for (Work work : works) {
        try {
          SourceProgress.print(work.run(sources, progress), out);
        } finally {
          progress.end();
        }
      }
    }
    return 0;
  }

  /** What was asked for, all of it understood before anything is imported. */
  private List<Work> works() {
    List<Work> works = new ArrayList<>();
    List<ArxivId> ids = new ArrayList<>();
    for (String each : what) {
      Optional<ArxivId> id = id(each);
      if (id.isPresent()) {
        ids.add(id.get());
      } else {
        works.add(work(each));
      }
    }
    if (!ids.isEmpty()) {
      works.addFirst((sources, watcher) -> sources.importPapers(ids, watcher));
    }
    return works;
  }

  private Work work(String text) {
    Optional<SourceName> source = SourceName.find(text);
    if (source.isPresent()) {
      return (sources, watcher) -> sources.importOnce(source.get(), since, watcher);
    }
    if (text.matches("(?i)https?:.*")) {
      URI address = address(text);
      return (sources, watcher) -> sources.importAddress(address, Year.of(year));
    }
    if (!isFile(text)) {
      throw new UserMistake(
          "There is no file %s, and it is no arXiv number, address or source either."
              .formatted(shortened(text)));
    }
    return (sources, watcher) -> sources.importFile(Path.of(text), Year.of(year));
  }

  /** A number of arXiv's, also as the address of its page there or at Hugging Face. */
  private static Optional<ArxivId> id(String text) {
    return isFile(text)
        ? Optional.empty()
        : ArxivId.parse(text.replaceFirst("(?i)^https?://huggingface\\.co/papers/", ""))
            .filter(id -> !id.isLocal());
  }

  private static boolean isFile(String text) {
    try {
      return Files.exists(Path.of(text));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static URI address(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new UserMistake(shortened(text) + " is no address that can be read.");
    }
  }

  private static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "..." : text;
  }
}
