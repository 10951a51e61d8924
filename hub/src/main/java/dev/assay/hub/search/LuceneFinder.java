package dev.assay.hub.search;

import dev.assay.hub.catalogue.ArxivId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.IntField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
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
          Query query =
              new KnnFloatVectorQuery(
                  PaperDocument.vector(model),
                  vector.values(),
                  limit,
                  LuceneQueries.required(criteria));
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
    IndexReader reader = searcher.getIndexReader();
    Map<Integer, Values> values = new HashMap<>();
    List<IndexHit> hits = new ArrayList<>();
    for (ScoreDoc hit : top.scoreDocs) {
      int leaf = ReaderUtil.subIndex(hit.doc, reader.leaves());
      Values segment = values.get(leaf);
      if (segment == null || segment.last > hit.doc) {
        // Values are read forward only.
        segment = new Values(reader.leaves().get(leaf));
        values.put(leaf, segment);
      }
      hits.add(segment.hit(hit.doc, factor * hit.score + shift));
    }
    return new Found(hits, Math.max(top.totalHits.value(), hits.size()));
  }

  static ArxivId id(IndexSearcher searcher, int document) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    return new Values(leaves.get(ReaderUtil.subIndex(document, leaves))).hit(document, 0).id();
  }

  /** What a segment holds beside its terms. */
  private static final class Values {
    private final int base;
    private final BinaryDocValues ids;
    private final SortedSetDocValues categories;
    private final SortedNumericDocValues published;

    /** Looking one up takes a while, and there are few. */
    private final Map<Long, String> names = new HashMap<>();

    private int last = -1;

    Values(LeafReaderContext leaf) throws IOException {
      base = leaf.docBase;
      ids = DocValues.getBinary(leaf.reader(), PaperDocument.ID_VALUE);
      categories = DocValues.getSortedSet(leaf.reader(), PaperDocument.CATEGORY_AS_WRITTEN);
      published = DocValues.getSortedNumeric(leaf.reader(), PaperDocument.PUBLISHED);
    }

    IndexHit hit(int document, double score) throws IOException {
      last = document;
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
