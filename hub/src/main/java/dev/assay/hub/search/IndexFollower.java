package dev.assay.hub.search;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

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
  private volatile boolean checked;
  private volatile @Nullable String wanted;

  IndexFollower(PaperRepository papers, EmbeddingRepository embeddings, SearchIndex index) {
    this.papers = papers;
    this.embeddings = embeddings;
    this.index = index;
  }

  /**
   * Begins anew where the index cannot come from this database as it is now: the database was put
   * back to an earlier day, or papers were taken out of it. Done once, by the first who needs the
   * index: a search server may be away before.
   */
  private void checkPast() {
    if (checked) {
      return;
    }
    IndexState state = index.state();
    if (state.papers() > papers.lastChange()
        || state.embeddings() > embeddings.lastChange(state.model())
        || index.papers() > papers.count()) {
      index.clear(IndexState.empty(state.catalogue()));
    }
    checked = true;
  }

  /** Turns to another model's embeddings with the next step, where it is another. */
  void use(String model) {
    wanted = model;
  }

  private void turn() {
    String model = wanted;
    if (model != null && !index.state().model().equals(model)) {
      index.apply(List.of(), index.state().withModel(model));
    }
  }

  /** Takes over some changes; false where there are none. */
  boolean step() {
    following.lock();
    try {
      checkPast();
      turn();
      return followPapers(STEP, STEP) || followEmbeddings();
    } finally {
      following.unlock();
    }
  }

  /** Takes over papers that have changed, if they are few and nobody else is at it. */
  void catchUpIfLittle() {
    if ((!checked || index.state().papers() != papers.lastChange()) && following.tryLock()) {
      try {
        checkPast();
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
