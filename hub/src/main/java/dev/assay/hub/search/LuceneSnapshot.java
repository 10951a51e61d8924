package dev.assay.hub.search;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** The index that another process writes, as it was when this one last looked. */
final class LuceneSnapshot implements PaperFinder {
  private static final long LOOK_MILLIS = 50;

  private final Directory directory;
  private final SearcherManager searchers;
  private final LuceneFinder finder;
  private volatile IndexState state;

  private LuceneSnapshot(Directory directory, DirectoryReader reader, IndexState state)
      throws IOException {
    this.directory = directory;
    this.state = state;
    this.searchers = new SearcherManager(reader, null);
    this.finder = new LuceneFinder(searchers);
  }

  /** Opens what is in a folder; empty where that is no index of this database. */
  static Optional<LuceneSnapshot> open(Path folder, String catalogue) {
    try {
      Directory directory = FSDirectory.open(folder);
      Closeable unused = directory;
      try {
        DirectoryReader reader = DirectoryReader.open(directory);
        IndexState state = LuceneIndex.state(reader);
        if (state == null || !state.catalogue().equals(catalogue)) {
          reader.close();
          return Optional.empty();
        }
        LuceneSnapshot snapshot = new LuceneSnapshot(directory, reader, state);
        unused = () -> {};
        return Optional.of(snapshot);
      } finally {
        unused.close();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Looks again until the other process has taken over {@code change} of the papers, or for {@code
   * most}.
   */
  void await(long change, Duration most) {
    try {
      for (long left = most.toMillis(); state.papers() < change && left > 0; left -= LOOK_MILLIS) {
        Thread.sleep(LOOK_MILLIS);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void look() throws IOException {
    searchers.maybeRefreshBlocking();
    IndexSearcher searcher = searchers.acquire();
    try {
      IndexState found = LuceneIndex.state((DirectoryReader) searcher.getIndexReader());
      if (found != null) {
        state = found;
      }
    } finally {
      searchers.release(searcher);
    }
  }

  @Override
  public IndexState state() {
    return state;
  }

  @Override
  public long papers() {
    return finder.papers();
  }

  @Override
  public Found byWords(Criteria criteria, int limit) {
    return finder.byWords(criteria, limit);
  }

  @Override
  public Found byVector(Embedding vector, Criteria criteria, int limit) {
    return finder.byVector(state.model(), vector, criteria, limit);
  }

  @Override
  public Found newest(Criteria criteria, int limit) {
    return finder.newest(criteria, limit);
  }

  @Override
  public List<Suggestion> suggest(String prefix, int limit) {
    return finder.suggest(prefix, limit);
  }

  @Override
  public void close() {
    try {
      searchers.close();
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
