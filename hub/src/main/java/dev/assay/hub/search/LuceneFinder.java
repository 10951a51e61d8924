package dev.assay.hub.search;

import dev.assay.hub.catalogue.ArxivId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.IntField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TopDocs;

/** Finds papers in a Lucene index. */
final class LuceneFinder {
  private static final Sort NEWEST =
      new Sort(
          IntField.newSortField(PaperDocument.LISTED, true, SortedNumericSelector.Type.MAX),
          new SortField(PaperDocument.ID, SortField.Type.STRING, true));

  private final SearcherManager searchers;
  private final KeptVectors vectors = new KeptVectors();

  LuceneFinder(SearcherManager searchers) {
    this.searchers = searchers;
  }

  private interface Search<T> {
    T in(IndexSearcher searcher) throws IOException;
  }

  private <T> T with(Search<T> search) {
    try {
      IndexSearcher searcher = searchers.acquire();
      try {
        return search.in(searcher);
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long papers() {
    return with(searcher -> (long) searcher.getIndexReader().numDocs());
  }

  Found byWords(Criteria criteria, int limit) {
    return with(
        searcher -> {
          Query query = LuceneQueries.ranked(criteria, searcher.getIndexReader());
          return found(searcher, searcher.search(query, limit), 1, 0);
        });
  }

  Found byVector(String model, Embedding vector, Criteria criteria, int limit) {
    return with(
        searcher -> {
          String field = PaperDocument.vector(model);
          BooleanQuery required = LuceneQueries.required(criteria);
          // A filter that all papers meet would be asked of each.
          Query filter = required.clauses().size() > 1 ? required : null;
          Query query =
              searcher.getIndexReader().numDocs() < PaperCodec.MANY
                  ? new NearestQuery(field, vector.values(), limit, filter, vectors)
                  : new KnnFloatVectorQuery(field, vector.values(), limit, filter);
          // Lucene's score of a dot product is (1 + cosine) / 2.
          return found(searcher, searcher.search(query, limit), 2, -1);
        });
  }

  Found newest(Criteria criteria, int limit) {
    return with(
        searcher -> {
          Query query = LuceneQueries.required(criteria);
          TopDocs top = searcher.search(query, limit, NEWEST);
          Found found = found(searcher, top, 0, 0);
          return new Found(found.hits(), searcher.count(query));
        });
  }

  List<Suggestion> suggest(String prefix, int limit) {
    return with(searcher -> LuceneSuggestions.of(prefix, limit, searcher, NEWEST));
  }

  private static Found found(IndexSearcher searcher, TopDocs top, double factor, double shift)
      throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    // Values are read forward only, so in the order of the documents, not in that of the hits.
    Integer[] forward = new Integer[top.scoreDocs.length];
    Arrays.setAll(forward, i -> i);
    Arrays.sort(forward, Comparator.comparingInt(i -> top.scoreDocs[i].doc));
    IndexHit[] hits = new IndexHit[forward.length];
    Values values = null;
    for (int i : forward) {
      ScoreDoc hit = top.scoreDocs[i];
      if (values == null || !values.holds(hit.doc)) {
        values = new Values(leaves.get(ReaderUtil.subIndex(hit.doc, leaves)));
      }
      hits[i] = values.hit(hit.doc, factor * hit.score + shift);
    }
    return new Found(List.of(hits), Math.max(top.totalHits.value(), hits.length));
  }

  static ArxivId id(IndexSearcher searcher, int document) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    return new Values(leaves.get(ReaderUtil.subIndex(document, leaves))).hit(document, 0).id();
  }

  /** What a segment holds beside its terms. */
  private static final class Values {
    private final int base;
    private final int end;
    private final BinaryDocValues ids;
    private final SortedSetDocValues categories;
    private final SortedNumericDocValues published;

    /** Looking one up takes a while, and there are few. */
    private final Map<Long, String> names = new HashMap<>();

    Values(LeafReaderContext leaf) throws IOException {
      base = leaf.docBase;
      end = base + leaf.reader().maxDoc();
      ids = DocValues.getBinary(leaf.reader(), PaperDocument.ID_VALUE);
      categories = DocValues.getSortedSet(leaf.reader(), PaperDocument.CATEGORY_AS_WRITTEN);
      published = DocValues.getSortedNumeric(leaf.reader(), PaperDocument.PUBLISHED);
    }

    boolean holds(int document) {
      return document < end;
    }

    IndexHit hit(int document, double score) throws IOException {
      int inLeaf = document - base;
      List<String> found = new ArrayList<>();
      if (categories.advanceExact(inLeaf)) {
        for (int i = 0; i < categories.docValueCount(); i++) {
          found.add(name(categories.nextOrd()));
        }
      }
      if (!ids.advanceExact(inLeaf)) {
        throw new IllegalStateException("a document without an identifier");
      }
      ArxivId id = new ArxivId(ids.binaryValue().utf8ToString());
      int year =
          published.advanceExact(inLeaf)
              ? LocalDate.ofEpochDay(published.nextValue()).getYear()
              : 0;
      return new IndexHit(id, score, found, year);
    }

    private String name(long category) throws IOException {
      String known = names.get(category);
      if (known == null) {
        known = categories.lookupOrd(category).utf8ToString();
        names.put(category, known);
      }
      return known;
    }
  }
}
