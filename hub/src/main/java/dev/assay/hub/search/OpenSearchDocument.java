package dev.assay.hub.search;

import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PublicationDate;
import dev.assay.hub.catalogue.PublicationDate.Precision;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A paper as OpenSearch keeps it: the same fields and terms as {@link PaperDocument}. */
final class OpenSearchDocument {
  // A dot in a name would make it a field within a field.
  static final String CATEGORY_AS_WRITTEN = "category_written";
  static final String AUTHOR_KEY = "author_key";

  private static final Map<String, Object> KEYWORD = Map.of("type", "keyword");
  private static final Map<String, Object> NUMBER = Map.of("type", "integer");
  private static final Map<String, Object> ENGLISH =
      Map.of("type", "text", "analyzer", "english_text");

  /** How texts become terms. */
  static final Map<String, Object> ANALYSIS =
      Map.of(
          "filter",
          Map.of(
              "possessive", Map.of("type", "stemmer", "language", "possessive_english"),
              "stop_words", Map.of("type", "stop", "stopwords", "_english_"),
              // To each word of a name, in its place, a term for its initial.
              "initial",
                  Map.of("type", "pattern_replace", "pattern", "^(.).*$", "replacement", ".$1"),
              "initials", Map.of("type", "multiplexer", "filters", List.of("initial"))),
          "analyzer",
          Map.of(
              "english_text",
              analyzer("possessive", "lowercase", "asciifolding", "stop_words", "porter_stem"),
              "names",
              analyzer("lowercase", "asciifolding"),
              "names_and_initials",
              analyzer("lowercase", "asciifolding", "initials")));

  static final Map<String, Object> FIELDS =
      Map.ofEntries(
          Map.entry(PaperDocument.ID, KEYWORD),
          Map.entry(PaperDocument.TITLE, ENGLISH),
          Map.entry(PaperDocument.ABSTRACT, ENGLISH),
          Map.entry(
              PaperDocument.AUTHORS,
              Map.of("type", "text", "analyzer", "names_and_initials", "search_analyzer", "names")),
          Map.entry(PaperDocument.TYPED, Map.of("type", "text", "analyzer", "names")),
          Map.entry(AUTHOR_KEY, KEYWORD),
          Map.entry(PaperDocument.CATEGORY, KEYWORD),
          Map.entry(PaperDocument.FLAG, KEYWORD),
          Map.entry(PaperDocument.LISTED, NUMBER),
          Map.entry(PaperDocument.PUBLISHED, NUMBER));

  private OpenSearchDocument() {}

  private static Map<String, Object> analyzer(String... filters) {
    return Map.of("type", "custom", "tokenizer", "standard", "filter", List.of(filters));
  }

  /**
   * A document.
   *
   * @param model whose embedding the paper has
   * @param vectors whether the server takes vectors
   */
  static Map<String, Object> of(IndexedPaper indexed, String model, boolean vectors) {
    Paper paper = indexed.paper();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(PaperDocument.ID, paper.id().value());
    document.put(PaperDocument.TITLE, paper.title());
    document.put(PaperDocument.ABSTRACT, paper.abstractText());
    document.put(PaperDocument.AUTHORS, paper.authors());
    List<String> typed = new ArrayList<>(List.of(paper.title()));
    typed.addAll(paper.authors());
    document.put(PaperDocument.TYPED, typed);
    document.put(
        AUTHOR_KEY,
        paper.authors().stream().flatMap(author -> AuthorKey.of(author).stream()).toList());
    document.put(PaperDocument.CATEGORY, PaperDocument.categories(paper));
    document.put(CATEGORY_AS_WRITTEN, new LinkedHashSet<>(paper.categories()));
    PublicationDate date = paper.date();
    if (date != null) {
      document.put(PaperDocument.PUBLISHED, PaperDocument.day(date.first()));
    }
    LocalDate featured = paper.featuredOn();
    LocalDate listed = featured != null ? featured : date != null ? date.first() : null;
    document.put(
        PaperDocument.LISTED, listed == null ? Integer.MIN_VALUE : PaperDocument.day(listed));
    List<String> flags = new ArrayList<>();
    if (featured != null || (date != null && date.precision() == Precision.DAY)) {
      flags.add(PaperDocument.EXACT_DAY);
    }
    if (paper.codeUrl() != null) {
      flags.add(PaperDocument.CODE);
    }
    document.put(PaperDocument.FLAG, flags);
    @Nullable Embedding embedding = indexed.embedding();
    if (embedding != null && vectors) {
      document.put(vector(model), embedding.values());
    }
    return document;
  }

  /** The field of a model. */
  static String vector(String model) {
    return PaperDocument.vector(model).replace('.', '_');
  }

  /** The description of a field of vectors, for the server's k-NN plugin. */
  static Map<String, Object> neighbours(int dimension) {
    return Map.of(
        "type",
        "knn_vector",
        "dimension",
        dimension,
        "method",
        Map.of("name", "hnsw", "engine", "lucene", "space_type", "cosinesimil"));
  }

  /** The search for the nearest among what meets the criteria. */
  static Map<String, Object> nearest(String model, Embedding vector, Criteria criteria, int limit) {
    return Map.of(
        "query",
        Map.of(
            "knn",
            Map.of(
                vector(model),
                Map.of(
                    "vector",
                    vector.values(),
                    "k",
                    limit,
                    // Until a first paper is embedded there is no such field.
                    "ignore_unmapped",
                    true,
                    "filter",
                    Map.of("bool", Map.of("filter", OpenSearchQueries.required(criteria)))))),
        "size",
        limit);
  }
}
