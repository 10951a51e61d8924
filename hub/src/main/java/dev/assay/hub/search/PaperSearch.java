package dev.assay.hub.search;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperFilter;
import dev.assay.hub.catalogue.PaperRepository;
import dev.assay.hub.search.SearchResults.Facets;
import dev.assay.hub.search.SearchResults.Hit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds papers: what a query asks for, what is like a paper, what is about to be typed. */
public final class PaperSearch implements AutoCloseable {
  /** Of the papers nearest in meaning, so many take part. */
  static final int NEIGHBOURS = 200;

  /** Of the papers found by words, so many take part with their meaning, however far it is. */
  private static final int BEST_BY_WORDS = 100;

  /**
   * Below it two texts have nothing to do with each other, and a search that finds nothing says so.
   */
  private static final double LEAST_COSINE = 0.2;

  /** Another process follows the database within a second, where it does so at all. */
  private static final Duration OTHERS_TIME = Duration.ofSeconds(5);

  private static final int MAX_SUGGESTIONS = 20;
  private static final int MAX_PREFIX = 200;
  private static final int MAX_SIMILAR = 100;

  private final PaperRepository papers;
  private final EmbeddingRepository embeddings;
  private final PaperFinder index;
  private final @Nullable IndexFollower follower;
  private final @Nullable TextEmbedder embedder;
  private final @Nullable EmbeddingWorker worker;
  private final List<Background> background = new ArrayList<>();

  /** The search by meaning goes on beside the one by words. */
  private final ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();

  private PaperSearch(
      PaperRepository papers,
      EmbeddingRepository embeddings,
      PaperFinder index,
      @Nullable TextEmbedder embedder) {
    this.papers = papers;
    this.embeddings = embeddings;
    this.index = index;
    this.embedder = embedder;
    this.follower =
        index instanceof SearchIndex own ? new IndexFollower(papers, embeddings, own) : null;
    this.worker =
        embedder == null ? null : new EmbeddingWorker(embeddings, embedder, spareProcessors());
  }

  /** One processor stays free for readers, where there is more than one. */
  private static int spareProcessors() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }

  /**
   * Search over the papers of a database. Does not ask a search server yet: it may be away.
   *
   * @param folder of the index
   * @param ours whether this process alone writes the folder; otherwise what another one has
   *     written is used as it is
   */
  public static PaperSearch open(
      SearchSettings settings,
      DataSource source,
      TransactionTemplate transaction,
      PaperRepository papers,
      Path folder,
      boolean ours) {
    EmbeddingRepository embeddings = new EmbeddingRepository(source, transaction, papers);
    String catalogue = embeddings.catalogue();
    SearchServer server = settings.server();
    PaperFinder index =
        server != null
            ? new OpenSearchIndex(server, catalogue)
            : ours
                ? LuceneIndex.open(folder, catalogue)
                : LuceneSnapshot.open(folder, catalogue)
                    .<PaperFinder>map(Function.identity())
                    .orElseGet(() -> LuceneIndex.inMemory(catalogue));
    return new PaperSearch(papers, embeddings, index, settings.embedder());
  }

  /** Follows the database and embeds its papers in the background until closed. */
  public void start() {
    if (follower == null) {
      return;
    }
    if (embedder != null && worker != null) {
      follower.use(embedder.name());
      background.add(new Background("assay-embedding", worker::step));
    }
    background.add(new Background("assay-indexing", follower::step));
  }

  /** Looks at once for what has changed, instead of within a second. */
  public void wake() {
    background.forEach(Background::wake);
  }

  /**
   * Returns when every paper, and every embedding, that was there before is in the index. Where
   * another process writes it, waits a few seconds for that one, and then takes what there is.
   */
  public void catchUp() {
    if (index instanceof LuceneSnapshot snapshot) {
      snapshot.await(papers.lastChange(), OTHERS_TIME);
    }
    if (follower != null) {
      if (embedder != null && index.state().model().isEmpty()) {
        follower.use(embedder.name());
      }
      while (follower.step()) {
        // Each step is durable.
      }
    }
  }

  /** Embeds some papers that are not yet; false where all are, or another process is at it. */
  public boolean embedSome() {
    if (embedder == null || worker == null) {
      return false;
    }
    if (follower != null) {
      follower.use(embedder.name());
    }
    return worker.step();
  }

  /** A name for what searches find now; it changes with every change of the index. */
  public String state() {
    try {
      return index.state().toString();
    } catch (SearchUnavailable e) {
      return "away";
    }
  }

  /** How far the index and the embeddings have come. */
  public SearchProgress progress() {
    return new SearchProgress(
        papers.count(),
        indexed(),
        embedder == null ? 0 : embeddings.count(embedder.name()),
        embedder == null ? null : embedder.name(),
        background.stream()
            .map(Background::problem)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null));
  }

  private long indexed() {
    try {
      return index.papers();
    } catch (SearchUnavailable e) {
      return 0;
    }
  }

  /**
   * What a query finds, best first: papers that it names by identifier, then those that hold its
   * words. A query of filters alone finds the newest papers that meet them; an empty one nothing.
   */
  public SearchResults search(SearchQuery query, PaperFilter filter, Page page) {
    if (query.isEmpty()) {
      return results(List.of(), 0, query, page);
    }
    catchUpIfLittle();
    List<IndexHit> named = named(query, filter);
    Found found = found(new Criteria(query, filter, false));
    if (found.hits().isEmpty() && named.isEmpty()) {
      found = found(new Criteria(query, filter, true));
    }
    List<IndexHit> all = new ArrayList<>(named);
    Set<ArxivId> first = new HashSet<>(named.stream().map(IndexHit::id).toList());
    found.hits().stream().filter(hit -> !first.contains(hit.id())).forEach(all::add);
    Set<ArxivId> read = read(all, filter.unreadBy());
    all.removeIf(hit -> read.contains(hit.id()));
    return results(all, found.total() - read.size(), query, page);
  }

  /** Those that a person has marked as read, which the index does not know. */
  private Set<ArxivId> read(List<IndexHit> hits, @Nullable Long person) {
    return person == null
        ? Set.of()
        : papers.readBy(person, hits.stream().map(IndexHit::id).toList());
  }

  /**
   * The papers that hold every word of a query, as it is written, and meet all else in it, best
   * first.
   *
   * @param limit 1 to {@link SearchResults#MOST}
   */
  public List<Paper> matching(SearchQuery query, PaperFilter filter, int limit) {
    catchUpIfLittle();
    return papers.findAll(
        found(new Criteria(query.strict(), filter, false)).hits().stream()
            .map(IndexHit::id)
            .limit(limit)
            .toList());
  }

  private void catchUpIfLittle() {
    if (follower != null) {
      follower.catchUpIfLittle();
    }
  }

  private List<IndexHit> named(SearchQuery query, PaperFilter filter) {
    if (query.ids().isEmpty()) {
      return List.of();
    }
    Set<ArxivId> wanted = new HashSet<>(query.ids());
    if (filter.ids() != null) {
      wanted.retainAll(filter.ids());
    }
    return index
        .newest(
            new Criteria(SearchQuery.parse(""), filter.among(wanted), false), SearchResults.MOST)
        .hits();
  }

  private Found found(Criteria criteria) {
    SearchQuery query = criteria.query();
    if (query.text().isEmpty()) {
      return query.isFiltered() ? index.newest(criteria, SearchResults.MOST) : Found.NOTHING;
    }
    TextEmbedder ready = embedder;
    if (ready == null || !ready.name().equals(index.state().model())) {
      return index.byWords(criteria, SearchResults.MOST);
    }
    Future<Near> near = beside.submit(() -> near(index, ready.query(query.text()), criteria));
    Found words = index.byWords(criteria, SearchResults.MOST);
    List<IndexHit> fused = fused(index, criteria, words, result(near));
    return new Found(fused, Math.max(words.total(), fused.size()));
  }

  /** What is near a question in meaning. */
  record Near(Embedding question, Found found) {}

  static Near near(PaperFinder index, Embedding question, Criteria criteria) {
    return new Near(question, index.byVector(question, criteria, NEIGHBOURS));
  }

  /**
   * What the search by words and the one by meaning have found, as one list. How near the best by
   * words are is asked where they are not among the nearest.
   */
  static List<IndexHit> fused(PaperFinder index, Criteria criteria, Found words, Near near) {
    Set<ArxivId> asked = new HashSet<>();
    words.hits().stream().limit(BEST_BY_WORDS).forEach(hit -> asked.add(hit.id()));
    near.found().hits().forEach(hit -> asked.remove(hit.id()));
    if (criteria.filter().ids() != null) {
      asked.retainAll(criteria.filter().ids());
    }
    Found others =
        asked.isEmpty()
            ? Found.NOTHING
            : index.byVector(
                near.question(),
                new Criteria(criteria.query(), criteria.filter().among(asked), criteria.fuzzy()),
                asked.size());
    return Fusion.of(
        words.hits(),
        Stream.concat(
                near.found().hits().stream().filter(hit -> hit.score() >= LEAST_COSINE),
                others.hits().stream())
            .toList());
  }

  private static <T> T result(Future<T> found) {
    try {
      return found.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the search was interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  private SearchResults results(List<IndexHit> all, long total, SearchQuery query, Page page) {
    List<IndexHit> wanted =
        all.subList(
            Math.min(page.offset(), all.size()),
            (int) Math.min((long) page.offset() + page.limit(), all.size()));
    Map<ArxivId, Paper> byId = new HashMap<>();
    papers.findAll(wanted.stream().map(IndexHit::id).toList()).forEach(p -> byId.put(p.id(), p));
    Highlighter highlighter = new Highlighter(query);
    List<Hit> hits = new ArrayList<>();
    for (IndexHit hit : wanted) {
      Paper paper = byId.get(hit.id());
      // Taken out of the database since.
      if (paper != null) {
        hits.add(
            new Hit(
                paper,
                hit.score(),
                highlighter.title(paper.title()),
                highlighter.snippet(paper.abstractText())));
      }
    }
    return new SearchResults(
        hits, Math.min(all.size(), SearchResults.MOST), total > all.size(), facets(all));
  }

  private static Facets facets(List<IndexHit> hits) {
    Map<String, Integer> categories = new HashMap<>();
    Map<String, Integer> years = new HashMap<>();
    for (IndexHit hit : hits) {
      hit.categories().forEach(category -> categories.merge(category, 1, Integer::sum));
      if (hit.year() != 0) {
        years.merge(Integer.toString(hit.year()), 1, Integer::sum);
      }
    }
    Comparator<Facets.Count> byValue = Comparator.comparing(Facets.Count::value);
    return new Facets(
        counts(
            categories,
            Comparator.comparingInt(Facets.Count::papers).reversed().thenComparing(byValue)),
        counts(years, byValue.reversed()));
  }

  private static List<Facets.Count> counts(
      Map<String, Integer> papers, Comparator<Facets.Count> order) {
    return papers.entrySet().stream()
        .map(entry -> new Facets.Count(entry.getKey(), entry.getValue()))
        .sorted(order)
        .toList();
  }

  /** The embeddings of papers, of those that have one of the model that the index follows. */
  public Map<ArxivId, Embedding> embeddings(Collection<ArxivId> ids) {
    return embeddings.findAll(index.state().model(), ids);
  }

  /**
   * The papers most like one, best first, without itself.
   *
   * @param limit 1 to 100
   */
  public List<Paper> similar(Paper paper, int limit) {
    try {
      return mostLike(paper, limit);
    } catch (SearchUnavailable e) {
      // The page of a paper has enough to say without them.
      return List.of();
    }
  }

  private List<Paper> mostLike(Paper paper, int limit) {
    catchUpIfLittle();
    int bounded = Math.clamp(limit, 1, MAX_SIMILAR);
    Criteria like =
        new Criteria(
            SearchQuery.ofWords(EmbeddingRepository.text(paper)), PaperFilter.all(), false);
    String model = index.state().model();
    Embedding embedding = embeddings.findAll(model, List.of(paper.id())).get(paper.id());
    Found found =
        embedding == null
            ? index.byWords(like, bounded + 1)
            : index.byVector(embedding, like, bounded + 1);
    List<ArxivId> ids =
        found.hits().stream()
            .map(IndexHit::id)
            .filter(id -> !id.equals(paper.id()))
            .limit(bounded)
            .toList();
    return papers.findAll(ids);
  }

  /**
   * What text that is still being typed may become: authors and papers that go on like it.
   *
   * @param limit 1 to 20
   */
  public List<Suggestion> suggest(String prefix, int limit) {
    String bounded = prefix.substring(0, Math.min(MAX_PREFIX, prefix.length()));
    return index.suggest(bounded, Math.clamp(limit, 1, MAX_SUGGESTIONS));
  }

  @Override
  public void close() {
    background.forEach(Background::close);
    beside.close();
    if (worker != null) {
      worker.close();
    }
    index.close();
  }
}
