package dev.assay.hub.web;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A question that many ask at once: one is under way at a time, and the next one is asked for all
 * who have come meanwhile. Nobody gets the answer to a question from before they came.
 */
final class Asked<T> {
  private final Supplier<T> question;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Answer<T> next = new Answer<>();

  Asked(Supplier<T> question) {
    this.question = question;
  }

  private static final class Answer<T> extends CompletableFuture<T> {
    private final AtomicBoolean taken = new AtomicBoolean();
  }

  /**
   * The answer to a question that is asked from now on.
   *
   * @throws RuntimeException what the question threw
   */
  T now() {
    Answer<T> mine = next;
    if (mine.taken.compareAndSet(false, true)) {
      ask(mine);
    }
    try {
      return mine.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void ask(Answer<T> answer) {
    asking.lock();
    try {
      // Who comes from here on may have seen what this one does not tell.
      next = new Answer<>();
      answer.complete(question.get());
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(e);
    } finally {
      asking.unlock();
    }
  }
}
