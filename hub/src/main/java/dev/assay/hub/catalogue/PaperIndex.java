package dev.assay.hub.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Finds papers by words: BM25 over title, abstract and identifier.
 *
 * <p>The database is the truth. The index carries the database's revision and is built anew where
 * they differ, so a lost or stale index folder mends itself.
 */
public final class PaperIndex implements AutoCloseable {
  private static final int MAX_QUERY = 500;
  private static final int MAX_TERMS = 32;
  private static final int PAGE = 500;
  private static final String REVISION = "revision";

  /**
   * Held, since a logger nobody holds forgets its level. Lucene warns that it lacks the incubating
   * vector module, with which a start takes half a second longer.
   */
  private static final Logger VECTORS =
      Logger.getLogger("org.apache.lucene.internal.vectorization");

  static {
    VECTORS.setLevel(Level.SEVERE);
  }

  private final PaperRepository papers;
  private final Directory directory;
  private final Analyzer analyzer = new EnglishAnalyzer();
  private final ReentrantLock building = new ReentrantLock();

  private PaperIndex(PaperRepository papers, Directory directory) {
    this.papers = papers;
    this.directory = directory;
  }

  /** The index kept in a folder. */
  public static PaperIndex in(Path folder, PaperRepository papers) {
    try {
      return new PaperIndex(papers, FSDirectory.open(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An index in memory, for a process that may not write the folder. */
  public static PaperIndex inMemory(PaperRepository papers) {
    return new PaperIndex(papers, new ByteBuffersDirectory());
  }

  /**
   * The best papers for what a user typed, best first.
   *
   * <p>The text is taken as plain words: no character in it has a meaning of its own.
   */
  public List<ArxivId> search(String text, int limit) {
    Query query = query(text);
    refresh();
    List<ArxivId> found = new ArrayList<>();
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      StoredFields stored = searcher.storedFields();
      for (ScoreDoc hit : searcher.search(query, limit).scoreDocs) {
        found.add(new ArxivId(stored.document(hit.doc).get("id")));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Query query(String text) {
    String bounded = text.length() > MAX_QUERY ? text.substring(0, MAX_QUERY) : text;
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    ArxivId.parse(bounded)
        .ifPresent(
            id ->
                query.add(
                    exact(id.value().replaceFirst("v[0-9]+$", "")), BooleanClause.Occur.SHOULD));
    for (String word : bounded.strip().split("\\s+", MAX_TERMS + 1)) {
      if (word.matches("[0-9]{4}\\.[0-9]{1,5}")) {
        query.add(new PrefixQuery(new Term("id", word)), BooleanClause.Occur.SHOULD);
      }
    }
    for (String term : terms(bounded)) {
      query.add(
          new DisjunctionMaxQuery(
              List.of(
                  new BoostQuery(new TermQuery(new Term("title", term)), 2.5f),
                  new TermQuery(new Term("abstract", term))),
              0.1f),
          BooleanClause.Occur.SHOULD);
    }
    return query.build();
  }

  private static Query exact(String id) {
    return new BoostQuery(new TermQuery(new Term("id", id)), 100f);
  }

  private Set<String> terms(String text) {
    Set<String> terms = new LinkedHashSet<>();
    try (TokenStream tokens = analyzer.tokenStream("abstract", text.toLowerCase(Locale.ROOT))) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (terms.size() < MAX_TERMS && tokens.incrementToken()) {
        terms.add(term.toString());
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return terms;
  }

  /** Builds the index anew where it is out of step with the database. */
  public void refresh() {
    building.lock();
    try {
      String revision = papers.revision();
      if (!revision.equals(indexed())) {
        build(revision);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      building.unlock();
    }
  }

  private String indexed() {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      return reader.getIndexCommit().getUserData().getOrDefault(REVISION, "");
    } catch (IOException e) {
      // Absent or damaged: both are mended by building it.
      return "";
    }
  }

  private void build(String revision) throws IOException {
    IndexWriterConfig config =
        new IndexWriterConfig(analyzer).setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      int offset = 0;
      List<Paper> page = papers.newest(PAGE, offset);
      while (!page.isEmpty()) {
        for (Paper paper : page) {
          writer.addDocument(document(paper));
        }
        offset += page.size();
        page = papers.newest(PAGE, offset);
      }
      writer.setLiveCommitData(Map.of(REVISION, revision).entrySet());
      writer.commit();
    }
  }

  private static Document document(Paper paper) {
    Document document = new Document();
    document.add(new StringField("id", paper.id().value(), Field.Store.YES));
    document.add(new TextField("title", paper.title(), Field.Store.NO));
    document.add(new TextField("abstract", paper.abstractText(), Field.Store.NO));
    return document;
  }

  @Override
  public void close() {
    try {
      directory.close();
      analyzer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
