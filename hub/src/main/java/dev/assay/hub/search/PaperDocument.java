package dev.assay.hub.search;

import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PublicationDate;
import dev.assay.hub.catalogue.PublicationDate.Precision;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/** A paper as Lucene keeps it. */
final class PaperDocument {
  static final String ID = "id";

  /** The same once more, in the form that is quick to read for many documents. */
  static final String ID_VALUE = "id.value";

  static final String TITLE = "title";
  static final String ABSTRACT = "abstract";
  static final String AUTHORS = "authors";
  static final String CATEGORY = "category";
  static final String CATEGORY_AS_WRITTEN = "category.written";
  static final String FLAG = "flag";
  static final String LISTED = "listed";
  static final String PUBLISHED = "published";
  static final String TYPED = "typed";
  static final String AUTHOR_KEY = "author.key";

  /** The paper has code. */
  static final String CODE = "code";

  /** The very day is known. */
  static final String EXACT_DAY = "day";

  /** Between the names of two authors, more words than a name has. */
  private static final int BETWEEN_NAMES = 100;

  private static final Analyzer NAMES = names(false);

  private static final Analyzer ENGLISH =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          Tokenizer source = new StandardTokenizer();
          TokenStream words =
              new ASCIIFoldingFilter(new LowerCaseFilter(new EnglishPossessiveFilter(source)));
          return new TokenStreamComponents(
              source,
              new PorterStemFilter(new StopFilter(words, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET)));
        }
      };

  /** How queries become terms. */
  static final Analyzer ANALYZER =
      new PerFieldAnalyzerWrapper(ENGLISH, Map.of(AUTHORS, NAMES, TYPED, NAMES));

  /** How documents become terms. */
  static final Analyzer INDEXING =
      new PerFieldAnalyzerWrapper(ENGLISH, Map.of(AUTHORS, names(true), TYPED, NAMES));

  private PaperDocument() {}

  private static Analyzer names(boolean initials) {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        Tokenizer source = new StandardTokenizer();
        TokenStream words = new ASCIIFoldingFilter(new LowerCaseFilter(source));
        return new TokenStreamComponents(source, initials ? new InitialsFilter(words) : words);
      }

      @Override
      public int getPositionIncrementGap(String field) {
        return BETWEEN_NAMES;
      }
    };
  }

  /**
   * @param model whose embedding the paper has
   */
  static Document of(IndexedPaper indexed, String model) {
    Paper paper = indexed.paper();
    Document document = new Document();
    String id = paper.id().value();
    document.add(new StringField(ID, id, Field.Store.NO));
    document.add(new SortedDocValuesField(ID, new BytesRef(id)));
    document.add(new BinaryDocValuesField(ID_VALUE, new BytesRef(id)));
    document.add(new TextField(TITLE, paper.title(), Field.Store.YES));
    document.add(new TextField(ABSTRACT, paper.abstractText(), Field.Store.NO));
    document.add(new TextField(TYPED, paper.title(), Field.Store.NO));
    for (String author : paper.authors()) {
      document.add(new TextField(AUTHORS, author, Field.Store.NO));
      document.add(new TextField(TYPED, author, Field.Store.NO));
      for (String key : AuthorKey.of(author)) {
        document.add(new StringField(AUTHOR_KEY, key, Field.Store.NO));
      }
    }
    for (String category : categories(paper)) {
      document.add(new StringField(CATEGORY, category, Field.Store.NO));
    }
    for (String category : Set.copyOf(paper.categories())) {
      document.add(new SortedSetDocValuesField(CATEGORY_AS_WRITTEN, new BytesRef(category)));
    }
    PublicationDate date = paper.date();
    if (date != null) {
      document.add(new IntField(PUBLISHED, day(date.first()), Field.Store.NO));
    }
    LocalDate featured = paper.featuredOn();
    LocalDate listed = featured != null ? featured : date != null ? date.first() : null;
    document.add(
        new IntField(LISTED, listed == null ? Integer.MIN_VALUE : day(listed), Field.Store.NO));
    if (featured != null || (date != null && date.precision() == Precision.DAY)) {
      document.add(new StringField(FLAG, EXACT_DAY, Field.Store.NO));
    }
    if (paper.codeUrl() != null) {
      document.add(new StringField(FLAG, CODE, Field.Store.NO));
    }
    Embedding embedding = indexed.embedding();
    if (embedding != null) {
      document.add(
          new KnnFloatVectorField(
              vector(model), embedding.values(), VectorSimilarityFunction.DOT_PRODUCT));
    }
    return document;
  }

  /** The field of a model: those of two may differ in their dimension. */
  static String vector(String model) {
    return "vector." + model;
  }

  static int day(LocalDate date) {
    return Math.toIntExact(date.toEpochDay());
  }

  /** In lower case, and the archives they are of: {@code cs.lg} and {@code cs}. */
  static Set<String> categories(Paper paper) {
    Set<String> all = new TreeSet<>();
    for (String category : paper.categories()) {
      String lower = category.toLowerCase(Locale.ROOT);
      all.add(lower);
      int dot = lower.indexOf('.');
      if (dot > 0) {
        all.add(lower.substring(0, dot));
      }
    }
    return all;
  }
}
