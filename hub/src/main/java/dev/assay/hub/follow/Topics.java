package dev.assay.hub.follow;

import dev.assay.hub.boards.BoardEntry;
import dev.assay.hub.boards.BoardTable;
import dev.assay.hub.boards.Boards;
import dev.assay.hub.follow.Follow.Kind;
import dev.assay.hub.listing.Listing;
import dev.assay.hub.listing.Period;
import dev.assay.hub.records.Claims;
import dev.assay.hub.records.Result;
import dev.assay.hub.records.Standings;
import dev.assay.hub.search.SearchQuery;
import dev.assay.lab.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be followed, and where it stands. */
public final class Topics {
  private static final int LONGEST = 300;

  private final Claims claims;
  private final Standings standings;
  private final Boards boards;

  public Topics(Claims claims, Standings standings, Boards boards) {
    this.claims = claims;
    this.standings = standings;
    this.boards = boards;
  }

  /** Where a claim or a board stands. */
  interface State {
    /** In a form that is equal where nothing has changed. */
    String text();

    /** When it was measured. */
    Instant measured();

    /** Where it is on the site. */
    String path();

    /**
     * What is to be told of it to who knew it otherwise, null where nothing is.
     *
     * @param known the text of what they knew, null where it was not there yet
     */
    @Nullable String newsAfter(@Nullable String known);
  }

  /**
   * The target as it is kept.
   *
   * @throws BadFollow where there is no such thing, in one sentence
   * @throws dev.assay.hub.search.BadQueryException where a query cannot be meant as it stands
   * @throws dev.assay.hub.listing.BadListing where there can be no such category
   */
  String checked(Kind kind, String target) {
    String stripped = target.strip();
    if (stripped.isEmpty() || stripped.length() > LONGEST) {
      throw new BadFollow("What one follows has a name of 1 to %d characters.".formatted(LONGEST));
    }
    switch (kind) {
      case SEARCH -> {
        SearchQuery query = SearchQuery.parse(stripped);
        if (query.isEmpty() || !query.ids().isEmpty()) {
          throw new BadFollow("A search that is followed has words, or an author or a category.");
        }
      }
      case AUTHOR -> {
        if (stripped.contains("\"") || !stripped.matches(".*\\p{L}.*")) {
          throw new BadFollow("This is no author's name.");
        }
      }
      case CATEGORY -> Listing.parse(new Period.Always(), Map.of("cat", stripped));
      case BOARD -> {
        if (boards.find(stripped).isEmpty()) {
          throw new BadFollow("There is no such board here.");
        }
      }
      case CLAIM -> {
        if (claim(stripped).isEmpty()) {
          throw new BadFollow("There is no such claim here.");
        }
      }
    }
    return stripped;
  }

  private Optional<Claim> claim(String target) {
    int space = target.indexOf(' ');
    return space < 0
        ? Optional.empty()
        : claims
            .claim(target.substring(0, space), target.substring(space + 1))
            .filter(claim -> target.endsWith(" " + claim.id()));
  }

  /** Where a claim or a board stands; empty where nothing is measured, and of all else. */
  Optional<State> state(Kind kind, String target) {
    return switch (kind) {
      case CLAIM -> claim(target).flatMap(claim -> state(target, claim));
      case BOARD -> boards.find(target).map(BoardState::of);
      case SEARCH, AUTHOR, CATEGORY -> Optional.empty();
    };
  }

  private Optional<State> state(String target, Claim claim) {
    String paper = target.substring(0, target.indexOf(' '));
    return Standings.counting(standings.current(paper), claim)
        .map(result -> new ClaimState(paper, result));
  }

  private record ClaimState(String paper, Result result) implements State {
    @Override
    public String text() {
      return result.verdict().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Instant measured() {
      return result.finished();
    }

    @Override
    public String path() {
      return "/papers/%s/records/%s".formatted(paper, result.name());
    }

    @Override
    public String newsAfter(@Nullable String known) {
      String now =
          "%s of %s is %s in a run of the %s tier"
              .formatted(result.claim(), paper, text(), result.tier().label());
      return known == null ? now + "." : now + "; before it was " + known + ".";
    }
  }

  /** The rows in their order, a line each. */
  private record BoardState(BoardTable board, String text, Instant measured) implements State {
    static State of(BoardTable board) {
      List<String> lines = new ArrayList<>();
      Instant measured = Instant.EPOCH;
      for (BoardEntry entry : board.rows()) {
        lines.add(
            "%s %s %s".formatted(entry.row().tier().label(), entry.paper(), entry.row().arm()));
        if (entry.result().finished().isAfter(measured)) {
          measured = entry.result().finished();
        }
      }
      return new BoardState(board, String.join("\n", lines), measured);
    }

    @Override
    public String path() {
      return "/boards/" + board.path();
    }

    @Override
    public @Nullable String newsAfter(@Nullable String known) {
      List<String> now = Arrays.asList(text.split("\n", -1));
      List<String> before = known == null ? List.of() : Arrays.asList(known.split("\n", -1));
      String name = board.task() + ", " + board.dataset();
      if (before.isEmpty() || !now.getFirst().equals(before.getFirst())) {
        BoardEntry first = board.rows().getFirst();
        return "%s now leads the board %s, %s tier."
            .formatted(first.row().arm(), name, first.row().tier().label());
      }
      Set<String> added = new HashSet<>(now);
      before.forEach(added::remove);
      return added.isEmpty()
          ? null
          : "%d new %s on the board %s."
              .formatted(added.size(), added.size() == 1 ? "row" : "rows", name);
    }
  }
}
