package dev.assay.hub.listing;

import dev.assay.hub.catalogue.PaperFilter;
import dev.assay.hub.catalogue.PaperRepository;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts of papers, kept until a paper changes: they cost more than the page they stand on. */
final class Counts {
  private static final int MOST = 10_000;

  private final PaperRepository papers;
  private volatile Kept kept = new Kept(-1);

  /** What was counted after a change. */
  private static final class Kept {
    private final long change;
    private final Map<PaperFilter, Long> totals = new ConcurrentHashMap<>();
    private volatile @Nullable Map<String, Integer> categories;

    Kept(long change) {
      this.change = change;
    }
  }

  Counts(PaperRepository papers) {
    this.papers = papers;
  }

  /** How many papers pass a filter. */
  long total(PaperFilter filter) {
    if (filter.unreadBy() != null) {
      // What people read changes no paper.
      return papers.count(filter);
    }
    Map<PaperFilter, Long> totals = current().totals;
    Long known = totals.get(filter);
    if (known == null) {
      known = papers.count(filter);
      if (totals.size() < MOST) {
        totals.put(filter, known);
      }
    }
    return known;
  }

  /** The categories of all papers, the most frequent first. */
  Map<String, Integer> categories() {
    Kept current = current();
    Map<String, Integer> known = current.categories;
    if (known == null) {
      known = papers.countByCategory(PaperFilter.all());
      current.categories = known;
    }
    return known;
  }

  private Kept current() {
    long change = papers.lastChange();
    Kept now = kept;
    if (now.change != change) {
      now = new Kept(change);
      kept = now;
    }
    return now;
  }
}
