package dev.assay.lab;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Runs trials. A trial that throws completes normally, with a failed outcome; outcomes carry their
 * cost. A trial whose future is cancelled before it began is not run. {@link #close} cancels what
 * has not begun and waits for what has.
 */
public interface Runner extends AutoCloseable {
  /** Run {@code trials}, in any order; the futures stand in the order of the trials. */
  List<CompletableFuture<Outcome>> submit(List<Trial> trials);

  @Override
  void close();
}
