package dev.assay.hub.search;

import dev.assay.hub.catalogue.PaperRepository;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings an index up to the database: it asks for what has changed since the state that the index
 * made durable, so a crash at any moment costs no more than the last step.
 */
final class IndexFollower {
  private static final int STEP = 1000;

  private final PaperRepository papers;
  private final SearchIndex index;
  private final ReentrantLock following = new ReentrantLock();

  IndexFollower(PaperRepository papers, SearchIndex index) {
    this.papers = papers;
    this.index = index;
  }

  /** Returns when all that was committed before is in the index. */
  void catchUp() {
    following.lock();
    try {
      checkPast();
      while (step()) {
        // Each step is durable.
      }
    } finally {
      following.unlock();
    }
  }

  /** Takes over what little has changed; leaves it to whoever is at it, or where it is much. */
  void catchUpIfLittle() {
    if (index.state().papers() == papers.lastChange() || !following.tryLock()) {
      return;
    }
    try {
      step();
    } finally {
      following.unlock();
    }
  }

  /**
   * Begins anew where the index cannot come from this database as it is now: the database was put
   * back to an earlier day, or papers were taken out of it.
   */
  private void checkPast() {
    IndexState state = index.state();
    if (state.papers() > papers.lastChange() || index.papers() > papers.count()) {
      index.clear(IndexState.empty(state.catalogue(), state.model()));
    }
  }

  /** Takes over some changes; false where there are none. */
  private boolean step() {
    IndexState state = index.state();
    List<PaperRepository.Change> changes = papers.changedSince(state.papers(), STEP);
    if (changes.isEmpty()) {
      return false;
    }
    index.apply(
        changes.stream().map(change -> new IndexedPaper(change.paper(), null)).toList(),
        new IndexState(
            state.catalogue(), state.model(), changes.getLast().number(), state.embeddings()));
    return true;
  }
}
