package dev.assay.app;

import dev.assay.lab.ClaimRecord;
import dev.assay.lab.RecordFolder;
import dev.assay.lab.Reproduction;
import dev.assay.lab.report.PaperResults;
import dev.assay.lab.report.ResultPages;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "pages",
    description =
        "Write the results as Markdown: a page with figures for each paper whose claims can be run,"
            + " and a summary of all.",
    mixinStandardHelpOptions = true)
final class PagesCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Parameters(
      paramLabel = "FOLDER",
      description = "Where to: FOLDER/results.md, FOLDER/papers/2310.01769.md and so on.")
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Option(
      names = "--records",
      paramLabel = "FOLDER",
      description =
          "The records to write about, a folder for each paper (default: those that ship with"
              + " Assay).")
  @Nullable Path records;

  @Override
  public Integer call() {
    Path from = records != null ? records : shipped();
    if (!Files.isDirectory(from)) {
      throw new UserMistake("There is no folder of records '%s'.".formatted(from));
    }
    Map<String, String> files = files(from, Reproductions.all());
    files.forEach(this::write);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Wrote %d files to %s.%n", files.size(), folder);
    return 0;
  }

  /** All files by their name within the folder. */
  static Map<String, String> files(Path records, List<Reproduction> reproductions) {
    List<PaperResults> papers =
        reproductions.stream()
            .map(paper -> PaperResults.of(paper, read(records.resolve(paper.paper()))))
            .toList();
    Map<String, String> files = new TreeMap<>();
    files.put("results.md", ResultPages.summary(papers));
    for (PaperResults paper : papers) {
      ResultPages.paper(paper).forEach((name, text) -> files.put("papers/" + name, text));
    }
    return files;
  }

  private static Path shipped() {
    return AssayCommand.shippedRecords().stream()
        .findFirst()
        .orElseThrow(() -> new UserMistake("No records ship here; name a folder with --records."));
  }

  private static List<ClaimRecord> read(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(RecordFolder::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be read", e);
    } catch (IllegalArgumentException e) {
      throw new UserMistake(e.getMessage() + ".");
    }
  }

  private void write(String name, String text) {
    Path file = folder.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Path beside = Files.createTempFile(file.getParent(), "page", ".tmp");
      Files.writeString(beside, text);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UserMistake("The page cannot be written to %s.".formatted(file));
    }
  }
}
