package dev.assay.app;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.Paper;
import dev.assay.lab.Claim;
import dev.assay.lab.Reproduction;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    description = "Show a paper and its claims.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Mixin HomeOption home = new HomeOption();

  @Mixin DatabaseOption database = new DatabaseOption();

  @Parameters(paramLabel = "PAPER", description = "An arXiv identifier, such as 2310.01769.")
  @SuppressWarnings("NullAway.Init")
  String id;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Library library = database.open(home)) {
      Paper paper = library.find(id).orElseThrow(() -> Reproductions.unknownPaper(id, library));
      out.println(paper.title());
      out.printf("%s, %s, %s%n%n", paper.id(), paper.dateLine(), paper.authorsLine());
      out.println(Text.wrap(paper.abstractText(), 96, ""));
      out.println();
      Optional<Reproduction> reproduction = Reproductions.find(paper.id().value());
      if (reproduction.isEmpty()) {
        out.println("No claim of this paper can be run yet.");
        return 0;
      }
      for (Claim claim : reproduction.get().claims()) {
        out.println(Text.wrap(claim.id() + "  " + claim.statement(), 96, "     "));
        out.printf(
            "     paper says: %s; predicted: %s %s; scale %s%n",
            claim.paperSays(),
            claim.expectation().contrast().brief(),
            claim.expectation().region(),
            claim.scale());
      }
      out.println();
      out.println("Differs from the paper in:");
      int number = 1;
      for (String difference : reproduction.get().differences()) {
        out.println(Text.wrap("%d. %s".formatted(number++, difference), 96, "   "));
      }
      out.printf("%nRun them: ./assay run %s%n", paper.id());
    }
    return 0;
  }
}
