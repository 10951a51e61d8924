package dev.assay.app;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.Paper;
import dev.assay.lab.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "papers",
    description = {
      "List the papers, newest first, or those that a query finds, best first.",
      "A query may hold \"phrases\", author:name, title:word, cat:cs.LG, date:2024-01..2024-06."
    },
    mixinStandardHelpOptions = true)
final class PapersCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin HomeOption home = new HomeOption();

  @Mixin DatabaseOption database = new DatabaseOption();

  @Mixin EmbedderOption embedder = new EmbedderOption();

  @Parameters(paramLabel = "WORD", arity = "0..*", description = "What to search for.")
  List<String> words = List.of();

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  @Override
  public Integer call() {
    try (Library library = Library.openOrJoin(home.folder, embedder.search(), database.url)) {
      List<Paper> papers = find(library);
      var out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.pretty(papers.stream().map(PapersCommand::fields).toList()));
      } else if (papers.isEmpty()) {
        out.println("No paper was found.");
      } else {
        int width = papers.stream().mapToInt(paper -> paper.id().value().length()).max().orElse(0);
        for (Paper paper : papers) {
          int claims =
              Reproductions.find(paper.id().value()).map(each -> each.claims().size()).orElse(0);
          out.printf(
              "%s  %-12s  %s%s%n",
              paper.id() + " ".repeat(width - paper.id().value().length()),
              paper.dateLine(),
              paper.title(),
              claims == 0 ? "" : "  [" + Text.count(claims, "claim") + "]");
        }
      }
    }
    return 0;
  }

  private List<Paper> find(Library library) {
    String query = String.join(" ", words);
    if (!query.isBlank()) {
      library.search().catchUp();
    }
    return library.search(query);
  }

  private static Map<String, Object> fields(Paper paper) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", paper.id().value());
    fields.put("title", paper.title());
    fields.put("date", paper.dateLine());
    fields.put(
        "claims",
        Reproductions.find(paper.id().value()).map(each -> each.claims().size()).orElse(0));
    return fields;
  }
}
