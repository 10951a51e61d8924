package dev.assay.hub.search;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings an index up to the database: it asks for what has changed since the state that the index
 * made durable, so a crash at any moment costs no more than the last step.
 */
final class IndexFollower {
  private static final int STEP = 1000;

  /** So few are taken over while somebody waits for an answer. */
  private static final int LITTLE = 50;

  private final PaperRepository papers;
  private final EmbeddingRepository embeddings;
  private final SearchIndex index;
  private final ReentrantLock following = new ReentrantLock();

  IndexFollower(PaperRepository papers, EmbeddingRepository embeddings, SearchIndex index) {
    this.papers = papers;
    this.embeddings = embeddings;
    this.index = index;
  }

  /**
   * Begins anew where the index cannot come from this database as it is now: the database was put
   * back to an earlier day, or papers were taken out of it.
   */
  void checkPast() {
    following.lock();
    try {
      IndexState state = index.state();
      if (state.papers() > papers.lastChange()
          || state.embeddings() > embeddings.lastChange(state.model())
          || index.papers() > papers.count()) {
        index.clear(IndexState.empty(state.catalogue()));
      }
    } finally {
      following.unlock();
    }
  }

  /** Turns to another model's embeddings, where it is another. */
  void use(String model) {
    following.lock();
    try {
      if (!index.state().model().equals(model)) {
        index.apply(List.of(), index.state().withModel(model));
      }
    } finally {
      following.unlock();
    }
  }

  /** Takes over some changes; false where there are none. */
  boolean step() {
    following.lock();
    try {
      return followPapers(STEP, STEP) || followEmbeddings();
    } finally {
      following.unlock();
    }
  }

  /** Takes over papers that have changed, if they are few and nobody else is at it. */
  void catchUpIfLittle() {
    if (index.state().papers() != papers.lastChange() && following.tryLock()) {
      try {
        followPapers(LITTLE + 1, LITTLE);
      } finally {
        following.unlock();
      }
    }
  }

  private boolean followPapers(int limit, int most) {
    IndexState state = index.state();
    List<PaperRepository.Change> changes = papers.changedSince(state.papers(), limit);
    if (changes.isEmpty() || changes.size() > most) {
      return false;
    }
    apply(
        changes.stream().map(PaperRepository.Change::paper).toList(),
        state.withPapers(changes.getLast().number()));
    return true;
  }

  private boolean followEmbeddings() {
    IndexState state = index.state();
    Map<ArxivId, Long> changes = embeddings.changedSince(state.model(), state.embeddings(), STEP);
    if (changes.isEmpty()) {
      return false;
    }
    long last = changes.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    apply(papers.findAll(changes.keySet()), state.withEmbeddings(last));
    return true;
  }

  private void apply(List<Paper> changed, IndexState reached) {
    Map<ArxivId, Embedding> found =
        embeddings.findAll(reached.model(), changed.stream().map(Paper::id).toList());
    List<IndexedPaper> indexed = new ArrayList<>();
    for (Paper paper : changed) {
      indexed.add(new IndexedPaper(paper, found.get(paper.id())));
    }
    index.apply(indexed, reached);
  }
}
