package dev.assay.hub.listing;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperFilter;
import dev.assay.hub.catalogue.PaperRepository;
import dev.assay.hub.records.Claims;
import dev.assay.hub.records.Standings;
import dev.assay.lab.Reproduction;
import dev.assay.lab.Verdict;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** Finds the papers of a list. */
public final class Listings {
  /** How many papers a page holds. */
  public static final int PAGE_SIZE = 30;

  /** How far the trending papers of all days look back from the newest. */
  public static final int TRENDING_DAYS = 90;

  private final PaperRepository papers;
  private final Claims claims;
  private final Standings standings;
  private final DayOrder curated;
  private final Clock clock;
  private final Counts counts;

  /** Lists whose days nobody orders. */
  public Listings(PaperRepository papers, Claims claims, Standings standings, Clock clock) {
    this(papers, claims, standings, _ -> List.of(), clock);
  }

  @Autowired
  public Listings(
      PaperRepository papers, Claims claims, Standings standings, DayOrder curated, Clock clock) {
    this.papers = papers;
    this.claims = claims;
    this.standings = standings;
    this.curated = curated;
    this.clock = clock;
    this.counts = new Counts(papers);
  }

  /**
   * One page of a list.
   *
   * @param reader whose unread papers are meant where the list asks for these, null for nobody
   * @throws BadListing where the list has no such page
   */
  public PaperPage page(Listing listing, @Nullable Long reader) {
    PaperFilter filter = filter(listing, reader);
    PaperFilter ofPeriod = ofPeriod(listing, filter);
    long total = counts.total(ofPeriod);
    int number = listing.page();
    long before = (number - 1L) * PAGE_SIZE;
    if (number > 1 && before >= total) {
      throw BadListing.absent(
          "This list has %d pages, and no page %d."
              .formatted((total + PAGE_SIZE - 1) / PAGE_SIZE, number));
    }
    // One more than is shown tells whether there is another page.
    List<Paper> found = find(listing, ofPeriod, before, PAGE_SIZE + 1);
    List<Paper> shown = found.subList(0, Math.min(PAGE_SIZE, found.size()));
    boolean keyset = listing.order() == Order.NEW;
    return new PaperPage(
        listing,
        shown,
        total,
        number == 1 ? null : listing.page(number - 1, null),
        found.size() > PAGE_SIZE
            ? listing.page(number + 1, keyset ? shown.getLast().id() : null)
            : null,
        neighbour(listing, filter, false),
        neighbour(listing, filter, true));
  }

  /**
   * Some papers of a list, whatever page it names.
   *
   * @param submitter who put them on the Daily Papers page, null for anyone
   */
  public List<Paper> some(Listing listing, @Nullable String submitter, long offset, int limit) {
    PaperFilter filter = filter(listing);
    return find(
        listing.page(1, null),
        ofPeriod(listing, submitter == null ? filter : filter.submittedBy(submitter)),
        offset,
        limit);
  }

  /** The papers that pass a filter, in the order of the site's trending list. */
  public List<Paper> trending(PaperFilter filter, int limit) {
    return papers.trending(filter, newestDay(), limit, 0);
  }

  /** The categories of all papers, the most frequent first. */
  public Set<String> categories() {
    return counts.categories().keySet();
  }

  private PaperFilter ofPeriod(Listing listing, PaperFilter filter) {
    return listing.order() == Order.TRENDING && listing.period() instanceof Period.Always
        ? filter.days(newestDay().minusDays(TRENDING_DAYS), null, false)
        : listing.period().of(filter);
  }

  private List<Paper> find(Listing listing, PaperFilter filter, long offset, int limit) {
    ArxivId after = listing.after();
    if (listing.order() == Order.TRENDING) {
      return papers.trending(filter, newestDay(), limit, offset);
    }
    List<ArxivId> featured = featured(listing);
    if (after == null || papers.find(after).isEmpty()) {
      return featured.isEmpty()
          ? papers.list(filter, limit, offset)
          : papers.list(filter, featured, limit, offset);
    }
    return featured.isEmpty()
        ? papers.listAfter(filter, after, limit)
        : papers.listAfter(filter, featured, after, limit);
  }

  /**
   * The papers that curators put first in a list: in that of a day, where nothing else orders it.
   */
  public List<ArxivId> featured(Listing listing) {
    return listing.period() instanceof Period.Day day && listing.order() == Order.NEW
        ? curated.featured(day.first())
        : List.of();
  }

  /** The day that a period's link to days leads to: its last one with papers. */
  public LocalDate lastDay(Period period) {
    if (!(period instanceof Period.Days days)) {
      return newestDay();
    }
    LocalDate last = days.last();
    return papers
        .dayBefore(last.plusDays(1), PaperFilter.all())
        .filter(day -> !day.isBefore(days.first()))
        .orElse(last);
  }

  /** The last day with papers, but for days to come; today where there is none. */
  private LocalDate newestDay() {
    LocalDate today = LocalDate.now(clock);
    return papers.dayBefore(today.plusDays(1), PaperFilter.all()).orElse(today);
  }

  private @Nullable Listing neighbour(Listing listing, PaperFilter filter, boolean later) {
    if (!(listing.period() instanceof Period.Days days)) {
      return null;
    }
    Optional<LocalDate> day =
        later ? papers.dayAfter(days.last(), filter) : papers.dayBefore(days.first(), filter);
    return day.map(found -> listing.during(days.around(found))).orElse(null);
  }

  /**
   * As {@link #filter(Listing)}, and what a reader has not read where the list asks for that.
   *
   * @param reader null for nobody
   */
  public PaperFilter filter(Listing listing, @Nullable Long reader) {
    return filter(listing).unreadBy(listing.unread() ? reader : null);
  }

  /** What a list holds, its period left aside. */
  public PaperFilter filter(Listing listing) {
    PaperFilter filter = PaperFilter.all();
    String category = listing.category();
    if (category != null) {
      filter = filter.category(category);
    }
    if (listing.code()) {
      filter = filter.withCode();
    }
    if (listing.claims() != ClaimsWanted.ANY) {
      filter = filter.among(withClaims(listing.claims().verdict()));
    }
    return filter;
  }

  private List<ArxivId> withClaims(Verdict.@Nullable Kind verdict) {
    return claims.all().stream()
        .map(Reproduction::paper)
        .filter(paper -> verdict == null || standings.of(paper).has(verdict))
        .flatMap(paper -> ArxivId.parse(paper).stream())
        .toList();
  }
}
