package dev.assay.app;

import dev.assay.data.store.DataFile;
import dev.assay.data.store.Progress;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Shows a download: a line redrawn in place on a terminal, now and then a line elsewhere. */
final class DownloadBar implements Progress {
  private static final int WIDTH = 30;
  private final PrintWriter err;

  // Null where input or output is redirected, since JDK 25 again.
  @SuppressWarnings("SystemConsoleNull")
  private final boolean terminal = System.console() != null && System.console().isTerminal();

  private @Nullable DataFile current;
  private long lastStep;
  private boolean drawn;

  DownloadBar(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void at(DataFile file, long done, long total) {
    // Steps of a hundredth or, where nobody knows how much there will be, of a megabyte.
    long step = total > 0 ? 100 * done / total : done / 1_000_000;
    if (!file.equals(current)) {
      end();
      current = file;
      lastStep = -1;
    }
    if (terminal && step != lastStep) {
      int filled = total > 0 ? (int) (WIDTH * done / total) : 0;
      err.printf(
          "\r[%s%s] %s of %s  %s",
          "#".repeat(filled),
          " ".repeat(WIDTH - filled),
          DataCommand.size(done),
          total > 0 ? DataCommand.size(total) : "?",
          file.path());
      drawn = true;
    } else if (!terminal && step / 25 != lastStep / 25) {
      err.printf(
          "%s: %s of %s%n",
          file.path(), DataCommand.size(done), total > 0 ? DataCommand.size(total) : "?");
    }
    lastStep = step;
    err.flush();
  }

  /** Leaves the line that is redrawn. */
  void end() {
    if (drawn) {
      err.println();
      err.flush();
      drawn = false;
    }
  }
}
