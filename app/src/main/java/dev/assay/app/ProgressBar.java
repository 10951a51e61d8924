package dev.assay.app;

import dev.assay.lab.RunEvent;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** Shows a run's progress: a bar redrawn in place on a terminal, now and then a line elsewhere. */
final class ProgressBar implements Consumer<RunEvent> {
  private static final int WIDTH = 30;
  private final PrintWriter err;

  // Null where input or output is redirected, since JDK 25 again.
  @SuppressWarnings("SystemConsoleNull")
  private final boolean terminal = System.console() != null && System.console().isTerminal();

  private int lastTenth;

  ProgressBar(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void accept(RunEvent event) {
    switch (event) {
      case RunEvent.Started e ->
          err.printf(
              "Running %s of %s, tier %s: at most %s.%n",
              String.join(", ", e.claims()),
              e.paper(),
              e.tier().label(),
              Text.count(e.maxTrials(), "trial"));
      case RunEvent.TrialFinished e -> trial(e);
      case RunEvent.EvidenceArrived e -> {}
      case RunEvent.Decided e -> {
        endLine();
        err.println(e.claim() + " " + e.verdict().explain());
      }
      case RunEvent.NotRun e -> {
        endLine();
        err.println("Not run: %s. %s".formatted(String.join(", ", e.claims()), e.reason()));
      }
      case RunEvent.Finished e -> {}
    }
    err.flush();
  }

  private void trial(RunEvent.TrialFinished e) {
    if (terminal) {
      int filled = WIDTH * e.done() / e.maxTrials();
      err.printf(
          "\r[%s%s] %d/%d  seed %s  %-40.40s",
          "#".repeat(filled),
          " ".repeat(WIDTH - filled),
          e.done(),
          e.maxTrials(),
          e.seed().label(),
          e.arm());
    } else if (10 * e.done() / e.maxTrials() > lastTenth) {
      lastTenth = 10 * e.done() / e.maxTrials();
      err.printf("%d of at most %d trials%n", e.done(), e.maxTrials());
    }
  }

  private void endLine() {
    if (terminal) {
      err.print("\r" + " ".repeat(WIDTH + 70) + "\r");
    }
  }
}
