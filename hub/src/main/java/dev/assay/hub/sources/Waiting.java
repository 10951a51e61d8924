package dev.assay.hub.sources;

import java.time.Duration;

/** Lets time pass; a test passes it faster. */
@FunctionalInterface
public interface Waiting {
  /** Really waits. */
  Waiting REAL = Thread::sleep;

  void await(Duration time) throws InterruptedException;
}
