package dev.assay.hub.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/** The index that is embedded: Lucene's, in a folder. */
final class LuceneIndex implements SearchIndex {
  /** Raised whenever documents are made differently: an index of another one is made anew. */
  private static final String SCHEMA = "2";

  /**
   * Held, since a logger nobody holds forgets its level. Lucene warns that it lacks the incubating
   * vector module, with which a start takes half a second longer.
   */
  private static final Logger VECTORS =
      Logger.getLogger("org.apache.lucene.internal.vectorization");

  static {
    VECTORS.setLevel(Level.SEVERE);
  }

  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final LuceneFinder finder;
  private volatile IndexState state;

  /** How many documents there are, about: a merge asks while the writer is being closed. */
  private volatile int documents;

  private LuceneIndex(Directory directory, String catalogue) throws IOException {
    this.directory = directory;
    IndexState found = found(directory);
    boolean keep = found != null && found.catalogue().equals(catalogue);
    this.state = found != null && keep ? found : IndexState.empty(catalogue);
    if (!keep) {
      // A damaged commit would be read even by a writer that begins anew.
      for (String file : directory.listAll()) {
        if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
          directory.deleteFile(file);
        }
      }
    }
    this.writer =
        new IndexWriter(
            directory,
            new IndexWriterConfig(PaperDocument.INDEXING)
                .setCodec(new PaperCodec(() -> documents))
                .setOpenMode(
                    keep ? IndexWriterConfig.OpenMode.APPEND : IndexWriterConfig.OpenMode.CREATE));
    if (!keep) {
      commit(state);
    }
    this.documents = writer.getDocStats().numDocs;
    this.searchers = new SearcherManager(writer, null);
    this.finder = new LuceneFinder(searchers);
  }

  /**
   * Opens the index in a folder, and begins it anew where it is of another database, or damaged.
   */
  static LuceneIndex open(Path folder, String catalogue) {
    try {
      return new LuceneIndex(FSDirectory.open(folder), catalogue);
    } catch (IOException e) {
      throw new UncheckedIOException("The index in " + folder + " cannot be opened", e);
    }
  }

  /** An index in memory, for a process that may not write the folder. */
  static LuceneIndex inMemory(String catalogue) {
    try {
      return new LuceneIndex(new ByteBuffersDirectory(), catalogue);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable IndexState found(Directory directory) {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      return state(reader);
    } catch (IOException | IllegalArgumentException e) {
      // Absent or damaged: both are mended by making it anew.
      return null;
    }
  }

  /** The state that was committed with an index, null where it is one of another schema. */
  static @Nullable IndexState state(DirectoryReader reader) throws IOException {
    Map<String, String> data = reader.getIndexCommit().getUserData();
    return SCHEMA.equals(data.get("schema"))
        ? new IndexState(
            data.getOrDefault("catalogue", ""),
            data.getOrDefault("model", ""),
            Long.parseLong(data.getOrDefault("papers", "0")),
            Long.parseLong(data.getOrDefault("embeddings", "0")))
        : null;
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
  public void clear(IndexState begun) {
    try {
      writer.deleteAll();
      reach(begun);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void apply(List<IndexedPaper> papers, IndexState reached) {
    try {
      for (IndexedPaper paper : papers) {
        writer.updateDocument(
            new Term(PaperDocument.ID, paper.paper().id().value()),
            PaperDocument.of(paper, reached.model()));
      }
      reach(reached);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The state is told last: who sees it finds what belongs to it. */
  private void reach(IndexState reached) throws IOException {
    commit(reached);
    searchers.maybeRefreshBlocking();
    state = reached;
  }

  private void commit(IndexState state) throws IOException {
    writer.setLiveCommitData(
        Map.of(
                "schema", SCHEMA,
                "catalogue", state.catalogue(),
                "model", state.model(),
                "papers", Long.toString(state.papers()),
                "embeddings", Long.toString(state.embeddings()))
            .entrySet());
    writer.commit();
    documents = writer.getDocStats().numDocs;
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
      writer.close();
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
