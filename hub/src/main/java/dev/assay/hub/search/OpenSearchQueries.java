package dev.assay.hub.search;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.PaperFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** OpenSearch's queries for what users ask: the same as {@link LuceneQueries}, as JSON. */
final class OpenSearchQueries {
  /** What is within a quoted string of a regular expression of Lucene's. */
  private static final String MEANING = ".?+*|{}[]()\"\\#@&<>~^$-";

  private OpenSearchQueries() {}

  /** A word of a query, and in how many papers it is. */
  record Word(String text, String name, int frequency) {}

  /** The words and phrases, which rank, among the papers that meet all else. */
  static Map<String, Object> ranked(Criteria criteria, List<Word> words) {
    return Map.of(
        "bool",
        Map.of(
            "should",
            words.stream()
                .map(word -> word.frequency() == 0 ? nearly(word) : exactly(word))
                .toList(),
            "minimum_should_match",
            1,
            "filter",
            required(criteria)));
  }

  /** Whether a paper holds a word anywhere. */
  static Map<String, Object> holds(Word word) {
    return Map.of("bool", Map.of("should", inTexts(word, 1)));
  }

  private static Map<String, Object> exactly(Word word) {
    return best(inTexts(word, LuceneQueries.TITLE), LuceneQueries.TIE);
  }

  private static List<Object> inTexts(Word word, double title) {
    return List.of(
        Map.of("term", Map.of(PaperDocument.TITLE, Map.of("value", word.text(), "boost", title))),
        term(PaperDocument.ABSTRACT, word.text()),
        term(PaperDocument.AUTHORS, word.name()));
  }

  /** A word that no paper holds may be one mistyped. */
  private static Map<String, Object> nearly(Word word) {
    int edits = LuceneQueries.edits(word.text());
    if (edits == 0) {
      return exactly(word);
    }
    return best(
        LuceneQueries.TEXTS.stream()
            .map(
                field ->
                    (Object)
                        Map.of(
                            "fuzzy",
                            Map.of(
                                field,
                                Map.of(
                                    "value",
                                    field.equals(PaperDocument.AUTHORS) ? word.name() : word.text(),
                                    "fuzziness",
                                    edits,
                                    "prefix_length",
                                    1,
                                    "max_expansions",
                                    LuceneQueries.FUZZY_EXPANSIONS))))
            .toList(),
        0);
  }

  /** What must hold, whatever the words. */
  static List<Object> required(Criteria criteria) {
    List<Object> all = new ArrayList<>();
    SearchQuery query = criteria.query();
    for (String phrase : query.phrases()) {
      add(all, phrase, PaperDocument.TITLE, PaperDocument.ABSTRACT);
    }
    for (String title : query.titles()) {
      add(all, title, PaperDocument.TITLE);
    }
    for (String author : query.authors()) {
      List<String> tokens = LuceneQueries.tokens(PaperDocument.AUTHORS, author);
      if (!tokens.isEmpty()) {
        all.add(author(tokens, criteria.fuzzy()));
      }
    }
    for (String category : query.categories()) {
      all.add(term(PaperDocument.CATEGORY, category.toLowerCase(Locale.ROOT)));
    }
    DateRange dates = query.dates();
    if (!dates.equals(DateRange.ALL)) {
      all.add(
          range(
              PaperDocument.PUBLISHED,
              dates.from() == null ? null : PaperDocument.day(dates.from()),
              dates.to() == null ? null : PaperDocument.day(dates.to())));
    }
    add(all, criteria.filter());
    return all;
  }

  private static void add(List<Object> all, PaperFilter filter) {
    if (filter.from() != null || filter.until() != null) {
      all.add(
          range(
              PaperDocument.LISTED,
              filter.from() == null ? null : PaperDocument.day(filter.from()),
              filter.until() == null ? null : PaperDocument.day(filter.until()) - 1));
    }
    if (filter.exactDay()) {
      all.add(term(PaperDocument.FLAG, PaperDocument.EXACT_DAY));
    }
    if (filter.category() != null) {
      all.add(term(PaperDocument.CATEGORY, filter.category().toLowerCase(Locale.ROOT)));
    }
    if (filter.code()) {
      all.add(term(PaperDocument.FLAG, PaperDocument.CODE));
    }
    if (filter.ids() != null) {
      all.add(
          Map.of(
              "terms",
              Map.of(PaperDocument.ID, filter.ids().stream().map(ArxivId::value).toList())));
    }
  }

  /** Adds a phrase of one of some fields; one of stop words alone says nothing. */
  private static void add(List<Object> all, String phrase, String... fields) {
    List<Object> either =
        Arrays.stream(fields)
            .filter(field -> !LuceneQueries.tokens(field, phrase).isEmpty())
            .map(field -> (Object) Map.of("match_phrase", Map.of(field, phrase)))
            .toList();
    if (!either.isEmpty()) {
      all.add(best(either, 0));
    }
  }

  /** The words of one name, in any order; an initial stands for a name and a name for it. */
  private static Map<String, Object> author(List<String> tokens, boolean fuzzy) {
    List<Object> words =
        tokens.stream().map(token -> (Object) word(token, tokens.size() > 1, fuzzy)).toList();
    return Map.of(
        "intervals",
        Map.of(
            PaperDocument.AUTHORS,
            Map.of("all_of", Map.of("ordered", false, "max_gaps", 3, "intervals", words))));
  }

  private static Map<String, Object> word(String token, boolean oneOfMany, boolean fuzzy) {
    List<Object> either = new ArrayList<>();
    either.add(interval(token));
    if (oneOfMany && token.length() == 1) {
      either.add(interval(InitialsFilter.term(token)));
    } else if (oneOfMany) {
      either.add(interval(token.substring(0, token.offsetByCodePoints(0, 1))));
    }
    int edits = LuceneQueries.edits(token);
    if (fuzzy && edits > 0) {
      either.add(Map.of("fuzzy", Map.of("term", token, "fuzziness", edits, "prefix_length", 0)));
    }
    return Map.of("any_of", Map.of("intervals", either));
  }

  /** A term as it is: a word is no text to be taken apart once more. */
  private static Map<String, Object> interval(String term) {
    return Map.of("match", Map.of("query", term, "analyzer", "keyword"));
  }

  /** Those that hold all words, the last one perhaps unfinished. */
  static Map<String, Object> typed(List<String> words) {
    List<Object> all = new ArrayList<>();
    for (String word : words.subList(0, words.size() - 1)) {
      all.add(term(PaperDocument.TYPED, word));
    }
    all.add(Map.of("prefix", Map.of(PaperDocument.TYPED, words.getLast())));
    return Map.of("bool", Map.of("filter", all));
  }

  /** As a regular expression of Lucene's: what begins with a text. */
  static String beginsWith(String text) {
    StringBuilder expression = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (MEANING.indexOf(c) >= 0) {
                expression.append('\\');
              }
              expression.appendCodePoint(c);
            });
    return expression.append(".*").toString();
  }

  private static Map<String, Object> best(List<Object> queries, double tie) {
    return Map.of("dis_max", Map.of("queries", queries, "tie_breaker", tie));
  }

  private static Map<String, Object> term(String field, String text) {
    return Map.of("term", Map.of(field, Map.of("value", text)));
  }

  private static Map<String, Object> range(
      String field, @Nullable Integer from, @Nullable Integer to) {
    Map<String, Object> bounds = new LinkedHashMap<>();
    if (from != null) {
      bounds.put("gte", Objects.requireNonNull(from));
    }
    if (to != null) {
      bounds.put("lte", Objects.requireNonNull(to));
    }
    return Map.of("range", Map.of(field, bounds));
  }
}
