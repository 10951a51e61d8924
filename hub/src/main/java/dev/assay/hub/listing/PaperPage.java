package dev.assay.hub.listing;

import dev.assay.hub.catalogue.Paper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param papers at most {@link Listings#PAGE_SIZE}
 * @param total how many the whole list holds
 * @param previous the page before, null on the first
 * @param next the page behind, null on the last
 * @param before the period before that has papers of the list, null where none has
 * @param after the period behind that has, likewise
 */
public record PaperPage(
    Listing listing,
    List<Paper> papers,
    long total,
    @Nullable Listing previous,
    @Nullable Listing next,
    @Nullable Listing before,
    @Nullable Listing after) {
  public PaperPage {
    papers = List.copyOf(papers);
  }

  /** How many pages the list has, at least 1. */
  public long pages() {
    return Math.max(1, (total + Listings.PAGE_SIZE - 1) / Listings.PAGE_SIZE);
  }
}
