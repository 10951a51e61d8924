package dev.assay.hub.search;

import dev.assay.hub.catalogue.Paper;
import java.util.List;

/**
 * A page of what a search found, best first.
 *
 * @param total how many papers were found, at most {@link #MOST}
 * @param more whether it would have been more than {@link #MOST}
 * @param facets of the papers found, not only of this page
 */
public record SearchResults(List<Hit> hits, int total, boolean more, Facets facets) {
  /** As many of the best as one can page through. */
  public static final int MOST = 1000;

  public SearchResults {
    hits = List.copyOf(hits);
  }

  /**
   * A paper that was found.
   *
   * @param score comparable within one search only, falling from the first on
   * @param title the whole title
   * @param snippet of the abstract, what holds most of the query's words; its beginning where none
   */
  public record Hit(Paper paper, double score, Highlighted title, Highlighted snippet) {}

  /**
   * How many of the papers found are in each category and each year, the frequent categories and
   * the late years first.
   */
  public record Facets(List<Count> categories, List<Count> years) {
    /** Such as ("cs.LG", 12). */
    public record Count(String value, int papers) {}

    public Facets {
      categories = List.copyOf(categories);
      years = List.copyOf(years);
    }
  }
}
