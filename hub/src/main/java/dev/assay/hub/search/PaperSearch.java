package dev.assay.hub.search;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperFilter;
import dev.assay.hub.catalogue.PaperRepository;
import dev.assay.hub.search.SearchResults.Facets;
import dev.assay.hub.search.SearchResults.Hit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds papers: what a query asks for, what is like a paper, what is about to be typed. */
public final class PaperSearch implements AutoCloseable {
  private static final int MAX_SUGGESTIONS = 20;
  private static final int MAX_PREFIX = 200;
  private static final int MAX_SIMILAR = 100;

  private final PaperRepository papers;
  private final SearchIndex index;
  private final IndexFollower follower;

  private PaperSearch(PaperRepository papers, SearchIndex index) {
    this.papers = papers;
    this.index = index;
    this.follower = new IndexFollower(papers, index);
  }

  /** Search with an index in a folder. */
  public static PaperSearch in(Path folder, PaperRepository papers) {
    return new PaperSearch(papers, LuceneIndex.open(folder, "", ""));
  }

  /** Search with an index in memory, for a process that may not write the folder. */
  public static PaperSearch inMemory(PaperRepository papers) {
    return new PaperSearch(papers, LuceneIndex.inMemory("", ""));
  }

  /** Returns when every paper that was there before is found. */
  public void catchUp() {
    follower.catchUp();
  }

  /**
   * What a query finds, best first: papers that it names by identifier, then those that hold its
   * words. A query of filters alone finds the newest papers that meet them; an empty one nothing.
   */
  public SearchResults search(SearchQuery query, PaperFilter filter, Page page) {
    if (query.isEmpty()) {
      return results(List.of(), 0, query, page);
    }
    follower.catchUpIfLittle();
    List<IndexHit> named = named(query, filter);
    Found found = found(new Criteria(query, filter, false));
    if (found.hits().isEmpty() && named.isEmpty()) {
      found = found(new Criteria(query, filter, true));
    }
    List<IndexHit> all = new ArrayList<>(named);
    Set<ArxivId> first = new HashSet<>(named.stream().map(IndexHit::id).toList());
    found.hits().stream().filter(hit -> !first.contains(hit.id())).forEach(all::add);
    return results(all, found.total(), query, page);
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
    return index.byWords(criteria, SearchResults.MOST);
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

  /**
   * The papers most like one, best first, without itself.
   *
   * @param limit 1 to 100
   */
  public List<Paper> similar(Paper paper, int limit) {
    follower.catchUpIfLittle();
    int bounded = Math.clamp(limit, 1, MAX_SIMILAR);
    SearchQuery like = SearchQuery.ofWords(paper.title() + " " + paper.abstractText());
    List<ArxivId> ids =
        index.byWords(new Criteria(like, PaperFilter.all(), false), bounded + 1).hits().stream()
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
    index.close();
  }
}
