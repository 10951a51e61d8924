package dev.assay.hub.api;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.discussion.Comments;
import dev.assay.hub.discussion.Comments.Summary;
import dev.assay.hub.listing.Listing;
import dev.assay.hub.listing.Listings;
import dev.assay.hub.listing.Order;
import dev.assay.hub.listing.Period;
import dev.assay.hub.records.Standings;
import dev.assay.hub.votes.Tally;
import dev.assay.hub.votes.Votes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Papers, under the addresses, parameters and field names that Hugging Face has, so that a client
 * of theirs works with this host's name.
 */
@RestController
@RequestMapping(path = "/api", produces = "application/json")
@Tag(name = "papers", description = "Papers, in the shapes of Hugging Face's API.")
final class PapersApi {
  private static final int STANDARD_LIMIT = 50;
  private static final int SEARCH_LIMIT = 20;
  private static final int MOST = 100;
  private static final int LAST_PAGE = 1_000_000;

  private final Library library;
  private final Listings listings;
  private final Standings standings;
  private final Votes votes;
  private final Comments comments;

  PapersApi(
      Library library, Listings listings, Standings standings, Votes votes, Comments comments) {
    this.library = library;
    this.listings = listings;
    this.standings = standings;
    this.votes = votes;
    this.comments = comments;
  }

  @GetMapping("/daily_papers")
  @Operation(summary = "Lists the papers of a day, a week or a month, or the newest of all.")
  ResponseEntity<List<DailyPaper>> daily(
      @Parameter(description = "A day, such as 2025-12-18.") @RequestParam(required = false)
          @Nullable String date,
      @Parameter(description = "A week of ISO 8601, such as 2025-W51.")
          @RequestParam(required = false)
          @Nullable String week,
      @Parameter(description = "A month, such as 2025-12.") @RequestParam(required = false)
          @Nullable String month,
      @Parameter(description = "Who put the papers on the Daily Papers page.")
          @RequestParam(required = false)
          @Nullable String submitter,
      @Parameter(description = "publishedAt or trending.")
          @RequestParam(defaultValue = "publishedAt")
          String sort,
      @Parameter(description = "The page, from 0.") @RequestParam(required = false)
          @Nullable String p,
      @Parameter(description = "Another name of p.") @RequestParam(required = false)
          @Nullable String page,
      @Parameter(description = "How many papers a page holds, 1 to 100.")
          @RequestParam(required = false)
          @Nullable String limit) {
    Listing listing = Listing.of(period(date, week, month)).by(order(sort));
    int size = Parameters.number("limit", limit, STANDARD_LIMIT, 1, MOST);
    int number = Parameters.number("p", p == null ? page : p, 0, 0, LAST_PAGE);
    List<Paper> found = listings.some(listing, submitter, (long) number * size, size + 1);
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
    if (found.size() > size) {
      String next =
          ServletUriComponentsBuilder.fromCurrentRequest()
              .replaceQueryParam("page")
              .replaceQueryParam("p", number + 1)
              .build()
              .toUriString();
      answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
    }
    return answer.body(daily(found.subList(0, Math.min(size, found.size()))));
  }

  @GetMapping("/papers/search")
  @Operation(summary = "Finds papers, the best first; without a query, the newest.")
  List<DailyPaper> search(
      @Parameter(description = "What to look for.") @RequestParam(defaultValue = "") String q,
      @Parameter(description = "How many papers at most, 1 to 100.") @RequestParam(required = false)
          @Nullable String limit) {
    int size = Parameters.number("limit", limit, SEARCH_LIMIT, 1, MOST);
    return daily(library.search(q).stream().limit(size).toList());
  }

  @GetMapping({"/papers/{id}", "/papers/{archive}/{id}"})
  @Operation(summary = "Tells what is known of a paper.")
  DailyPaper.Body paper(
      @PathVariable String id, @PathVariable(required = false) @Nullable String archive) {
    String name = archive == null ? id : archive + "/" + id;
    Paper paper =
        library
            .find(name)
            .orElseThrow(
                () ->
                    BadParameter.absent(
                        "There is no paper %s here.".formatted(BadParameter.shortened(name))));
    String key = paper.id().value();
    return DailyPaper.body(
        paper,
        standings.of(key),
        votes.tallies(List.of(paper), null).getOrDefault(paper.id(), Tally.NONE),
        comments.summaries(List.of(key)).getOrDefault(key, Summary.NONE));
  }

  private List<DailyPaper> daily(List<Paper> papers) {
    Map<ArxivId, Tally> tallies = votes.tallies(papers, null);
    Map<String, Summary> discussions =
        comments.summaries(papers.stream().map(paper -> paper.id().value()).toList());
    return papers.stream()
        .map(
            paper ->
                DailyPaper.of(
                    paper,
                    standings.of(paper.id().value()),
                    tallies.getOrDefault(paper.id(), Tally.NONE),
                    discussions.getOrDefault(paper.id().value(), Summary.NONE)))
        .toList();
  }

  private static Period period(
      @Nullable String date, @Nullable String week, @Nullable String month) {
    List<Period> periods = new ArrayList<>();
    if (date != null) {
      periods.add(Period.Day.parse(date));
    }
    if (week != null) {
      periods.add(Period.Week.parse(week));
    }
    if (month != null) {
      periods.add(Period.Month.parse(month));
    }
    if (periods.size() > 1) {
      throw BadParameter.malformed("Give one of date, week and month.");
    }
    return periods.isEmpty() ? new Period.Always() : periods.getFirst();
  }

  private static Order order(String sort) {
    return switch (sort) {
      case "publishedAt" -> Order.NEW;
      case "trending" -> Order.TRENDING;
      default -> throw BadParameter.malformed("Papers are sorted by publishedAt or trending.");
    };
  }
}
