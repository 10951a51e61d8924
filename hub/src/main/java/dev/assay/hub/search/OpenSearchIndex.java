package dev.assay.hub.search;

import dev.assay.hub.HubException;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.search.OpenSearchClient.Answer;
import dev.assay.hub.search.OpenSearchQueries.Word;
import dev.assay.lab.Json;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * An index on an OpenSearch server, made and filled by Assay; several hubs may share it.
 *
 * <p>Words are searched by BM25, vectors by the server's k-NN plugin, where it has one; without it
 * searches are by words alone. A server that is away is asked again by the next search: nothing
 * here has to be restarted.
 *
 * <p>How far it has come stands in the index's own description. A step that was cut short is done
 * again: a paper put there twice is there once, and the number of the change keeps a hub that is
 * late from putting an older state over a newer one.
 */
final class OpenSearchIndex implements SearchIndex {
  private static final Logger log = LoggerFactory.getLogger(OpenSearchIndex.class);

  /** Raised whenever documents are made differently: an index of another one is made anew. */
  private static final String SCHEMA = "1";

  private static final List<Object> NEWEST =
      List.of(Map.of(PaperDocument.LISTED, "desc"), Map.of(PaperDocument.ID, "desc"));
  private static final List<String> HIT =
      List.of(OpenSearchDocument.CATEGORY_AS_WRITTEN, PaperDocument.PUBLISHED);
  private static final int CONFLICT = 409;

  /** Words whose frequencies are asked for. */
  private static final int MAX_WORDS = 100;

  private final SearchServer server;
  private final OpenSearchClient client;
  private final String catalogue;
  private @Nullable IndexState known;
  private boolean neighbours;

  /**
   * An index that is looked for, and made, when it is first used.
   *
   * @param catalogue of which database
   */
  OpenSearchIndex(SearchServer server, String catalogue) {
    this.server = server;
    this.client = new OpenSearchClient(server);
    this.catalogue = catalogue;
  }

  @Override
  public synchronized IndexState state() {
    IndexState state = known;
    if (state == null) {
      neighbours = hasNeighbours();
      state = found();
      if (state == null) {
        state = IndexState.empty(catalogue);
        create(state);
      }
      known = state;
    }
    return state;
  }

  private boolean hasNeighbours() {
    for (JsonNode plugin : client.askServer("/_cat/plugins?format=json").body()) {
      if (plugin.path("component").asString("").equals("opensearch-knn")) {
        return true;
      }
    }
    log.warn("The search server {} has no k-NN plugin: papers are found by words alone.", server);
    return false;
  }

  /** The state that stands in the index, null where there is none or it has to be made anew. */
  private @Nullable IndexState found() {
    Answer answer = client.ask("GET", "");
    if (answer.status() == 404) {
      return null;
    }
    JsonNode index = required(answer).path(server.index());
    JsonNode meta = index.path("mappings").path("_meta");
    if (!meta.path("catalogue").asString("").equals(catalogue)) {
      throw new HubException(
          "The index "
              + server.index()
              + " on the search server holds something else than this hub's papers: name another"
              + " one behind the server's address.");
    }
    // One that was made before the server had its plugin takes no vectors.
    boolean without = neighbours && !index.at("/settings/index/knn").asBoolean(false);
    if (without || !meta.path("schema").asString("").equals(SCHEMA)) {
      required(client.ask("DELETE", ""));
      return null;
    }
    return new IndexState(
        catalogue,
        meta.path("model").asString(""),
        meta.path("papers").asLong(0),
        meta.path("embeddings").asLong(0));
  }

  private void create(IndexState state) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("analysis", OpenSearchDocument.ANALYSIS);
    if (neighbours) {
      settings.put("index.knn", true);
    }
    Map<String, Object> mappings = new LinkedHashMap<>();
    mappings.put("dynamic", false);
    mappings.put("_meta", meta(state));
    mappings.put("properties", OpenSearchDocument.FIELDS);
    required(client.ask("PUT", "", Map.of(), Map.of("settings", settings, "mappings", mappings)));
  }

  private static Map<String, Object> meta(IndexState state) {
    return Map.of(
        "schema", SCHEMA,
        "catalogue", state.catalogue(),
        "model", state.model(),
        "papers", state.papers(),
        "embeddings", state.embeddings());
  }

  @Override
  public long papers() {
    state();
    return required(client.ask("GET", "/_count")).path("count").asLong();
  }

  @Override
  public synchronized void clear(IndexState begun) {
    state();
    required(client.ask("DELETE", ""));
    known = null;
    create(begun);
    known = begun;
  }

  @Override
  public synchronized void apply(List<IndexedPaper> papers, IndexState reached) {
    state();
    if (!papers.isEmpty()) {
      put(papers, reached);
    }
    required(client.ask("PUT", "/_mapping", Map.of(), Map.of("_meta", meta(reached))));
    known = reached;
  }

  private void put(List<IndexedPaper> papers, IndexState reached) {
    if (neighbours) {
      papers.stream()
          .map(IndexedPaper::embedding)
          .filter(embedding -> embedding != null)
          .findFirst()
          .ifPresent(embedding -> takeVectors(reached.model(), embedding.dimension()));
    }
    StringBuilder lines = new StringBuilder();
    for (IndexedPaper paper : papers) {
      lines
          .append(
              Json.write(
                  Map.of(
                      "index",
                      Map.of(
                          "_id", paper.paper().id().value(),
                          "version", Math.max(1, reached.papers()),
                          "version_type", "external_gte"))))
          .append('\n')
          .append(Json.write(OpenSearchDocument.of(paper, reached.model(), neighbours)))
          .append('\n');
    }
    JsonNode answer = required(client.change(lines.toString()));
    for (JsonNode item : answer.path("items")) {
      JsonNode done = item.path("index");
      if (done.has("error") && done.path("status").asInt() != CONFLICT) {
        throw new IllegalStateException("a paper was not taken: " + done.path("error"));
      }
    }
  }

  /** The field of a model: those of two may differ in their dimension. */
  private void takeVectors(String model, int dimension) {
    required(
        client.ask(
            "PUT",
            "/_mapping",
            Map.of(),
            Map.of(
                "properties",
                Map.of(
                    OpenSearchDocument.vector(model), OpenSearchDocument.neighbours(dimension)))));
  }

  @Override
  public Found byWords(Criteria criteria, int limit) {
    List<Word> words = rarest(criteria.query().text());
    return words.isEmpty()
        ? Found.NOTHING
        : found(
            search(Map.of("query", OpenSearchQueries.ranked(criteria, words), "size", limit)),
            1,
            0);
  }

  /** The rarest terms of a text, in the text's order. */
  private List<Word> rarest(String text) {
    List<Word> asked =
        LuceneQueries.terms(text).stream()
            .limit(MAX_WORDS)
            .map(terms -> new Word(terms.text(), terms.name(), 0))
            .toList();
    if (asked.isEmpty()) {
      return asked;
    }
    Map<String, Object> filters = new LinkedHashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      filters.put(Integer.toString(i), OpenSearchQueries.holds(asked.get(i)));
    }
    JsonNode counts =
        search(
                Map.of(
                    "size",
                    0,
                    "aggs",
                    Map.of("words", Map.of("filters", Map.of("filters", filters)))))
            .path("aggregations")
            .path("words")
            .path("buckets");
    List<Word> counted = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      Word word = asked.get(i);
      counted.add(
          new Word(
              word.text(),
              word.name(),
              counts.path(Integer.toString(i)).path("doc_count").asInt()));
    }
    List<Word> kept =
        counted.stream()
            .sorted(Comparator.comparingInt(Word::frequency))
            .limit(LuceneQueries.MAX_TERMS)
            .toList();
    return counted.stream().filter(kept::contains).toList();
  }

  @Override
  public Found byVector(Embedding vector, Criteria criteria, int limit) {
    String model = state().model();
    if (!neighbours || model.isEmpty()) {
      return Found.NOTHING;
    }
    // The server's score of a cosine is (1 + cosine) / 2.
    return found(search(OpenSearchDocument.nearest(model, vector, criteria, limit)), 2, -1);
  }

  @Override
  public Found newest(Criteria criteria, int limit) {
    return found(
        search(
            Map.of(
                "query",
                Map.of("bool", Map.of("filter", OpenSearchQueries.required(criteria))),
                "sort",
                NEWEST,
                "size",
                limit)),
        0,
        0);
  }

  @Override
  public List<Suggestion> suggest(String prefix, int limit) {
    List<Suggestion> suggestions =
        authors(prefix, Math.min(LuceneSuggestions.MAX_AUTHORS, limit / 2));
    List<String> words = LuceneQueries.tokens(PaperDocument.TYPED, prefix);
    if (!words.isEmpty()) {
      int most = Math.min(LuceneSuggestions.MAX_WORDS, words.size() - 1);
      List<String> some = new ArrayList<>(words.subList(0, most));
      some.add(words.getLast());
      each(
          search(
              Map.of(
                  "query",
                  OpenSearchQueries.typed(some),
                  "sort",
                  NEWEST,
                  "size",
                  limit - suggestions.size(),
                  "_source",
                  List.of(PaperDocument.TITLE))),
          hit ->
              suggestions.add(
                  new Suggestion(
                      Suggestion.Kind.PAPER,
                      hit.path("_source").path(PaperDocument.TITLE).asString(),
                      hit.path("_id").asString())));
    }
    return suggestions;
  }

  /** Those with the most papers first. */
  private List<Suggestion> authors(String prefix, int limit) {
    String folded = AuthorKey.folded(prefix);
    List<Suggestion> authors = new ArrayList<>();
    if (folded.length() < 2 || folded.length() > AuthorKey.MAX_NAME || limit < 1) {
      return authors;
    }
    JsonNode keys =
        search(
                Map.of(
                    "size",
                    0,
                    "query",
                    Map.of("prefix", Map.of(OpenSearchDocument.AUTHOR_KEY, folded)),
                    "aggs",
                    Map.of(
                        "keys",
                        Map.of(
                            "terms",
                            Map.of(
                                "field",
                                OpenSearchDocument.AUTHOR_KEY,
                                "include",
                                OpenSearchQueries.beginsWith(folded),
                                "size",
                                // An author has two keys.
                                2 * limit)))))
            .path("aggregations")
            .path("keys")
            .path("buckets");
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode key : keys) {
      names.add(AuthorKey.name(key.path("key").asString()));
    }
    names.stream().limit(limit).map(LuceneSuggestions::author).forEach(authors::add);
    return authors;
  }

  private JsonNode search(Map<String, Object> query) {
    state();
    Map<String, Object> body = new HashMap<>(Map.of("_source", HIT, "track_total_hits", true));
    body.putAll(query);
    Answer answer = client.ask("POST", "/_search", Map.of(), body);
    if (answer.status() == 404) {
      // Somebody has removed it: it is made anew.
      synchronized (this) {
        known = null;
      }
    }
    return required(answer);
  }

  private static Found found(JsonNode answer, double factor, double shift) {
    List<IndexHit> hits = new ArrayList<>();
    each(
        answer,
        hit -> {
          List<String> categories = new ArrayList<>();
          JsonNode source = hit.path("_source");
          source
              .path(OpenSearchDocument.CATEGORY_AS_WRITTEN)
              .forEach(category -> categories.add(category.asString()));
          JsonNode day = source.path(PaperDocument.PUBLISHED);
          hits.add(
              new IndexHit(
                  new ArxivId(hit.path("_id").asString()),
                  factor * hit.path("_score").asDouble(0) + shift,
                  categories,
                  day.isNumber() ? LocalDate.ofEpochDay(day.asLong()).getYear() : 0));
        });
    return new Found(
        hits, Math.max(answer.path("hits").path("total").path("value").asLong(0), hits.size()));
  }

  private static void each(JsonNode answer, Consumer<JsonNode> taker) {
    answer.path("hits").path("hits").forEach(taker);
  }

  private static JsonNode required(Answer answer) {
    if (!answer.isOk()) {
      throw new SearchUnavailable(
          new IllegalStateException("the search server refused: " + answer.body()));
    }
    return answer.body();
  }

  @Override
  public void close() {
    client.close();
  }
}
