package dev.assay.hub.search;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Work that is done in the background, step by step, as long as there is some. */
final class Background implements AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger(Background.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

  private final Semaphore wanted = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable String problem;

  /**
   * @param step does some of the work; false where there is none
   */
  Background(String name, BooleanSupplier step) {
    thread = Thread.ofPlatform().daemon().name(name).start(() -> work(name, step));
  }

  private void work(String name, BooleanSupplier step) {
    while (!closed) {
      Duration pause = PAUSE;
      try {
        if (step.getAsBoolean()) {
          pause = Duration.ZERO;
        }
        problem = null;
      } catch (RuntimeException e) {
        if (closed) {
          return;
        }
        if (problem == null) {
          LOGGER.log(Level.WARNING, name + " fails; it is tried again every 30 seconds", e);
        }
        problem = String.valueOf(e.getMessage());
        pause = PAUSE_AFTER_FAILURE;
      }
      try {
        if (!pause.isZero() && wanted.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          wanted.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Looks for work at once. */
  void wake() {
    wanted.release();
  }

  /** Why the last step failed, null where it did not. */
  @Nullable String problem() {
    return problem;
  }

  /** Returns when the step under way has ended. */
  @Override
  public void close() {
    closed = true;
    wake();
    try {
      thread.join(Duration.ofSeconds(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
