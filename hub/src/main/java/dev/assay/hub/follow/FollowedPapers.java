package dev.assay.hub.follow;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperFilter;
import dev.assay.hub.listing.Listings;
import dev.assay.hub.search.PaperSearch;
import dev.assay.hub.search.SearchQuery;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The papers that what a person follows brings. */
public final class FollowedPapers {
  /** What one thing brings at most. */
  private static final int EACH = 50;

  /** So many things a {@link Round} remembers. */
  private static final int REMEMBERED = 200;

  private final Follows follows;
  private final Listings listings;
  private final Supplier<PaperSearch> search;

  /** A paper, and what brought it. */
  public record Brought(Paper paper, Follow follow) {
    /** Why it is here, in a sentence. */
    public String reason() {
      return "You follow " + follow.label() + ".";
    }
  }

  /** What things have brought, for many people in a row: what several follow is looked for once. */
  public static final class Round {
    private record Topic(Follow.Kind kind, String target, LocalDate first) {}

    private final Map<Topic, List<Paper>> brought =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Topic, List<Paper>> eldest) {
            return size() > REMEMBERED;
          }
        };
  }

  /**
   * @param search asked for when somebody follows an author or a search
   */
  public FollowedPapers(Follows follows, Listings listings, Supplier<PaperSearch> search) {
    this.follows = follows;
    this.listings = listings;
    this.search = search;
  }

  /**
   * The papers listed on {@code first} or later, each once: those of authors before those of
   * searches, and those of categories last, which are many.
   */
  public List<Brought> of(long person, LocalDate first) {
    return of(person, first, new Round());
  }

  /** The same, of one of many people. */
  public List<Brought> of(long person, LocalDate first, Round round) {
    Map<ArxivId, Brought> brought = new LinkedHashMap<>();
    follows.of(person).stream()
        .filter(follow -> follow.kind().isOfPapers())
        .sorted(Comparator.comparing(Follow::kind))
        .forEach(
            follow -> {
              for (Paper paper :
                  round.brought.computeIfAbsent(
                      new Round.Topic(follow.kind(), follow.target(), first),
                      _ -> papers(follow, PaperFilter.all().days(first, null, false)))) {
                brought.putIfAbsent(paper.id(), new Brought(paper, follow));
              }
            });
    return new ArrayList<>(brought.values());
  }

  private List<Paper> papers(Follow follow, PaperFilter days) {
    return switch (follow.kind()) {
      case CATEGORY -> listings.trending(days.category(follow.target()), EACH);
      case SEARCH -> matching(follow.target(), days);
      case AUTHOR -> matching("author:\"" + follow.target() + "\"", days);
      case BOARD, CLAIM -> List.of();
    };
  }

  private List<Paper> matching(String query, PaperFilter days) {
    return search.get().matching(SearchQuery.parse(query), days, EACH);
  }
}
