package dev.assay.app;

import dev.assay.hub.search.SearchProgress;
import java.io.PrintWriter;

/** Shows how many papers are embedded: a line redrawn on a terminal, a line a tenth elsewhere. */
final class EmbeddingBar {
  private static final int WIDTH = 30;
  private final PrintWriter err;

  // Null where input or output is redirected, since JDK 25 again.
  @SuppressWarnings("SystemConsoleNull")
  private final boolean terminal = System.console() != null && System.console().isTerminal();

  private long lastTenth;
  private boolean drawn;

  EmbeddingBar(PrintWriter err) {
    this.err = err;
  }

  void at(SearchProgress progress) {
    long papers = Math.max(1, progress.papers());
    long tenth = 10 * progress.embedded() / papers;
    if (terminal) {
      int filled = (int) (WIDTH * progress.embedded() / papers);
      err.printf(
          "\r[%s%s] %,d of %,d papers embedded",
          "#".repeat(filled), " ".repeat(WIDTH - filled), progress.embedded(), progress.papers());
      drawn = true;
    } else if (tenth > lastTenth) {
      err.printf("%,d of %,d papers embedded%n", progress.embedded(), progress.papers());
      lastTenth = tenth;
    }
    err.flush();
  }

  /** Leaves the line that is redrawn. */
  void end() {
    if (drawn) {
      err.println();
      err.flush();
    }
  }
}
