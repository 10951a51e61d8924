package dev.assay.app;

import dev.assay.hub.Library;
import dev.assay.hub.sources.Imported;
import dev.assay.hub.sources.ScheduledSource;
import dev.assay.hub.sources.SourceName;
import dev.assay.hub.sources.SourceUnavailable;
import dev.assay.hub.sources.Sources;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "sync",
    description = {
      "Read what feeds the hub now, from where it was read last.",
      "A running hub does so by itself; ./assay sources says when, and changes it."
    },
    exitCodeList = {"0:All sources were read.", "1:One of them did not answer."},
    mixinStandardHelpOptions = true)
final class SyncCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin HomeOption home = new HomeOption();

  @Mixin DatabaseOption database = new DatabaseOption();

  @Parameters(
      paramLabel = "SOURCE",
      arity = "0..*",
      description = "Names of sources, such as hugging-face (default: all).")
  List<String> names = List.of();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    SourceProgress progress = new SourceProgress(err);
    boolean allRead = true;
    try (Library library = database.open(home)) {
      Sources sources = library.sources(Clock.systemUTC());
      for (ScheduledSource source : wanted(sources)) {
        out.println(source.name() + ":");
        out.flush();
        try {
          Imported imported = sources.read(source, progress);
          progress.end();
          SourceProgress.print(imported, out);
        } catch (SourceUnavailable e) {
          progress.end();
          err.println(Text.printable(String.valueOf(e.getMessage())));
          err.flush();
          allRead = false;
        }
      }
    }
    return allRead ? 0 : 1;
  }

  private List<ScheduledSource> wanted(Sources sources) {
    if (names.isEmpty()) {
      return sources.all();
    }
    List<ScheduledSource> wanted = new ArrayList<>();
    for (String text : names) {
      SourceName name = SourceName.parse(text);
      wanted.add(
          sources
              .find(name)
              .orElseThrow(
                  () ->
                      new UserMistake(
                          "%s does not feed this hub; ./assay sources add %s makes it."
                              .formatted(name, name))));
    }
    return wanted;
  }
}
