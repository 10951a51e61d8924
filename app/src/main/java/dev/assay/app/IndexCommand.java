package dev.assay.app;

import dev.assay.hub.Library;
import dev.assay.hub.search.PaperSearch;
import dev.assay.hub.search.SearchProgress;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "index",
    description = {
      "Bring the search index up to date and embed the papers that are not yet.",
      "The hub does both by itself in the background. What was embedded is kept: stopped, it goes"
          + " on where it was."
    },
    mixinStandardHelpOptions = true)
final class IndexCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin HomeOption home = new HomeOption();

  @Mixin DatabaseOption database = new DatabaseOption();

  @Mixin EmbedderOption embedder = new EmbedderOption();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Library library = Library.openOrJoin(home.folder, embedder.search(), database.url)) {
      PaperSearch search = library.search();
      search.catchUp();
      EmbeddingBar bar = new EmbeddingBar(spec.commandLine().getErr());
      while (search.embedSome()) {
        bar.at(search.progress());
      }
      bar.end();
      search.catchUp();
      SearchProgress reached = search.progress();
      out.printf(
          "%s, %,d in the index, %s.%n",
          Text.count(Math.toIntExact(reached.papers()), "paper"),
          reached.indexed(),
          reached.model() == null
              ? "searched by words alone"
              : "%,d embedded by %s".formatted(reached.embedded(), reached.model()));
    }
    return 0;
  }
}
