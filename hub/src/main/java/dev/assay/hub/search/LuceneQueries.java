package dev.assay.hub.search;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.PaperFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.IntField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.queries.intervals.Intervals;
import org.apache.lucene.queries.intervals.IntervalsSource;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;

/** Lucene's queries for what users ask. */
final class LuceneQueries {
  /** A title says what an abstract is about; a name is seldom what is looked for. */
  static final float TITLE = 2.5f;

  static final float TIE = 0.1f;

  /** The rarest words of a long text are enough to find its like. */
  static final int MAX_TERMS = 32;

  static final int FUZZY_EXPANSIONS = 50;
  static final List<String> TEXTS =
      List.of(PaperDocument.TITLE, PaperDocument.ABSTRACT, PaperDocument.AUTHORS);

  private LuceneQueries() {}

  /** The words and phrases, which rank, among the papers that meet all else. */
  static Query ranked(Criteria criteria, IndexReader reader) throws IOException {
    Query words = words(criteria.query(), reader);
    return words instanceof MatchNoDocsQuery
        ? words
        : new BooleanQuery.Builder()
            .add(words, Occur.MUST)
            .add(required(criteria), Occur.FILTER)
            .build();
  }

  /** What of a query is marked in what it found: every word, and phrases as a whole. */
  static Query marks(SearchQuery query) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (String field : List.of(PaperDocument.TITLE, PaperDocument.ABSTRACT)) {
      for (String term : Set.copyOf(tokens(field, query.words()))) {
        any.add(new TermQuery(new Term(field, term)), Occur.SHOULD);
      }
      for (String phrase : query.phrases()) {
        any.add(phrase(field, phrase), Occur.SHOULD);
      }
    }
    for (String title : query.titles()) {
      any.add(phrase(PaperDocument.TITLE, title), Occur.SHOULD);
    }
    return any.build();
  }

  private static Query words(SearchQuery query, IndexReader reader) throws IOException {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    List<Word> words = rarest(query.text(), reader);
    for (Word word : words) {
      any.add(word.frequency == 0 ? nearly(word) : exactly(word), Occur.SHOULD);
    }
    return words.isEmpty() ? new MatchNoDocsQuery("no words") : any.build();
  }

  /** What must hold, whatever the words: one clause, which all papers meet, where nothing must. */
  static BooleanQuery required(Criteria criteria) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
    SearchQuery query = criteria.query();
    for (String phrase : query.phrases()) {
      add(all, phrase(PaperDocument.TITLE, phrase), phrase(PaperDocument.ABSTRACT, phrase));
    }
    for (String title : query.titles()) {
      add(all, phrase(PaperDocument.TITLE, title));
    }
    for (String author : query.authors()) {
      add(all, author(author, criteria.fuzzy()));
    }
    for (String category : query.categories()) {
      all.add(term(PaperDocument.CATEGORY, category.toLowerCase(Locale.ROOT)), Occur.FILTER);
    }
    if (!query.dates().equals(DateRange.ALL)) {
      DateRange dates = query.dates();
      all.add(
          IntField.newRangeQuery(
              PaperDocument.PUBLISHED,
              dates.from() == null ? Integer.MIN_VALUE : PaperDocument.day(dates.from()),
              dates.to() == null ? Integer.MAX_VALUE : PaperDocument.day(dates.to())),
          Occur.FILTER);
    }
    add(all, criteria.filter());
    return all.build();
  }

  private static void add(BooleanQuery.Builder all, PaperFilter filter) {
    if (filter.from() != null || filter.until() != null) {
      all.add(
          IntField.newRangeQuery(
              PaperDocument.LISTED,
              filter.from() == null ? Integer.MIN_VALUE : PaperDocument.day(filter.from()),
              filter.until() == null ? Integer.MAX_VALUE : PaperDocument.day(filter.until()) - 1),
          Occur.FILTER);
    }
    if (filter.exactDay()) {
      all.add(term(PaperDocument.FLAG, PaperDocument.EXACT_DAY), Occur.FILTER);
    }
    if (filter.category() != null) {
      all.add(
          term(PaperDocument.CATEGORY, filter.category().toLowerCase(Locale.ROOT)), Occur.FILTER);
    }
    if (filter.code()) {
      all.add(term(PaperDocument.FLAG, PaperDocument.CODE), Occur.FILTER);
    }
    if (filter.ids() != null) {
      all.add(ids(filter.ids()), Occur.FILTER);
    }
  }

  static Query ids(Collection<ArxivId> ids) {
    return new TermInSetQuery(
        PaperDocument.ID, ids.stream().map(id -> new BytesRef(id.value())).toList());
  }

  /**
   * Adds one of some queries; those that hold no word, such as of stop words alone, say nothing.
   */
  private static void add(BooleanQuery.Builder all, Query... alternatives) {
    List<Query> meaningful =
        Stream.of(alternatives).filter(each -> !(each instanceof MatchNoDocsQuery)).toList();
    if (!meaningful.isEmpty()) {
      all.add(new DisjunctionMaxQuery(meaningful, 0), Occur.FILTER);
    }
  }

  private static Query phrase(String field, String text) {
    Query phrase = new QueryBuilder(PaperDocument.ANALYZER).createPhraseQuery(field, text);
    return phrase == null ? new MatchNoDocsQuery("no words") : phrase;
  }

  /** The words of one name, in any order; an initial stands for a name and a name for it. */
  private static Query author(String name, boolean fuzzy) {
    List<String> tokens = tokens(PaperDocument.AUTHORS, name);
    if (tokens.isEmpty()) {
      return new MatchNoDocsQuery("no words");
    }
    List<IntervalsSource> words =
        tokens.stream().map(token -> word(token, tokens.size() > 1, fuzzy)).toList();
    return new IntervalQuery(
        PaperDocument.AUTHORS,
        words.size() == 1
            ? words.getFirst()
            : Intervals.maxgaps(3, Intervals.unordered(words.toArray(IntervalsSource[]::new))));
  }

  private static IntervalsSource word(String token, boolean oneOfMany, boolean fuzzy) {
    List<IntervalsSource> either = new ArrayList<>();
    either.add(Intervals.term(token));
    if (oneOfMany && token.length() == 1) {
      either.add(Intervals.term(InitialsFilter.term(token)));
    } else if (oneOfMany) {
      either.add(Intervals.term(token.substring(0, token.offsetByCodePoints(0, 1))));
    }
    if (fuzzy && edits(token) > 0) {
      either.add(Intervals.fuzzyTerm(token, edits(token), 0, true, FUZZY_EXPANSIONS));
    }
    return Intervals.or(either);
  }

  private record Word(String text, String name, int frequency) {}

  /**
   * The terms of a text, in the text's order.
   *
   * @return at most {@link #MAX_TERMS}, the rarest
   */
  private static List<Word> rarest(String text, IndexReader reader) throws IOException {
    Set<Word> words = new LinkedHashSet<>();
    for (Terms terms : terms(text)) {
      int frequency = frequency(terms.text, terms.name, reader);
      words.add(new Word(terms.text, terms.name, frequency));
    }
    List<Word> kept =
        words.stream().sorted(Comparator.comparingInt(Word::frequency)).limit(MAX_TERMS).toList();
    return words.stream().filter(kept::contains).toList();
  }

  /** A word as a term of texts, and as one of names. */
  record Terms(String text, String name) {}

  /** The words of a text, each once, in its order. */
  static Set<Terms> terms(String text) {
    Set<Terms> all = new LinkedHashSet<>();
    for (String part : text.split("\\s+", -1)) {
      List<String> terms = tokens(PaperDocument.ABSTRACT, part);
      List<String> names = tokens(PaperDocument.AUTHORS, part);
      for (int i = 0; i < terms.size(); i++) {
        String term = terms.get(i);
        // Stop words are no terms, so that the two lists may not go along.
        all.add(new Terms(term, names.size() == terms.size() ? names.get(i) : term));
      }
    }
    return all;
  }

  private static int frequency(String term, String name, IndexReader reader) throws IOException {
    return reader.docFreq(new Term(PaperDocument.TITLE, term))
        + reader.docFreq(new Term(PaperDocument.ABSTRACT, term))
        + reader.docFreq(new Term(PaperDocument.AUTHORS, name));
  }

  private static Query exactly(Word word) {
    return new DisjunctionMaxQuery(
        List.of(
            new BoostQuery(term(PaperDocument.TITLE, word.text), TITLE),
            term(PaperDocument.ABSTRACT, word.text),
            term(PaperDocument.AUTHORS, word.name)),
        TIE);
  }

  /** A word that no paper holds may be one mistyped. */
  private static Query nearly(Word word) {
    if (edits(word.text) == 0) {
      return exactly(word);
    }
    List<Query> fields = new ArrayList<>();
    for (String field : TEXTS) {
      String text = field.equals(PaperDocument.AUTHORS) ? word.name : word.text;
      fields.add(new FuzzyQuery(new Term(field, text), edits(text), 1, FUZZY_EXPANSIONS, true));
    }
    return new DisjunctionMaxQuery(fields, 0);
  }

  /** How many letters of a word may be wrong: none of a short one. */
  static int edits(String word) {
    return word.length() < 5 ? 0 : word.length() < 9 ? 1 : 2;
  }

  private static Query term(String field, String text) {
    Query query = new TermQuery(new Term(field, text));
    return TEXTS.contains(field) ? query : new ConstantScoreQuery(query);
  }

  static List<String> tokens(String field, String text) {
    List<String> tokens = new ArrayList<>();
    try (TokenStream stream = PaperDocument.ANALYZER.tokenStream(field, text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        tokens.add(term.toString());
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tokens;
  }
}
