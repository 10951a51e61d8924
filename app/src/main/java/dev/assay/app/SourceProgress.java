package dev.assay.app;

import dev.assay.hub.sources.Imported;
import dev.assay.hub.sources.PaperSource;
import dev.assay.hub.sources.Sources;
import java.io.PrintWriter;

/** Shows how the reading of a source goes: a line redrawn on a terminal, lines elsewhere. */
final class SourceProgress implements Sources.Watcher {
  private static final int SHOWN = 20;
  private final PrintWriter err;

  // Null where input or output is redirected, since JDK 25 again.
  @SuppressWarnings("SystemConsoleNull")
  private final boolean terminal = System.console() != null && System.console().isTerminal();

  private boolean drawn;
  private int said;

  SourceProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void waitsForTurn(String operator) {
    err.printf("Another Assay is asking %s; waiting for it to end.%n", operator);
    err.flush();
  }

  @Override
  public void progress(Imported soFar) {
    String line =
        "%s read: %d new, %d updated"
            .formatted(Text.count(soFar.papers(), "paper"), soFar.added(), soFar.updated());
    if (terminal) {
      err.printf("\r%-60s", line);
      drawn = true;
    } else if (soFar.papers() >= said + 1_000) {
      said = soFar.papers();
      err.println(line);
    }
    err.flush();
  }

  /** Leaves the line that is redrawn. */
  void end() {
    if (drawn) {
      err.printf("\r%60s\r", "");
      err.flush();
      drawn = false;
    }
    said = 0;
  }

  /** Says what an import did. */
  static void print(Imported imported, PrintWriter out) {
    out.printf(
        "Read %s: %d new, %d updated, %d already there.%n",
        Text.count(imported.papers(), "paper"),
        imported.added(),
        imported.updated(),
        imported.unchanged());
    if (imported.skipped() > 0) {
      out.printf("%s:%n", Text.count(imported.skipped(), "problem"));
      for (PaperSource.Problem problem :
          imported.problems().subList(0, Math.min(SHOWN, imported.problems().size()))) {
        out.println("  " + Text.printable(problem.toString()));
      }
      if (imported.skipped() > SHOWN) {
        out.printf("  and %d more%n", imported.skipped() - SHOWN);
      }
    }
    out.flush();
  }
}
