package dev.assay.hub.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.hub.Library;
import dev.assay.hub.listing.ClaimsWanted;
import dev.assay.hub.listing.Listing;
import dev.assay.hub.listing.Listings;
import dev.assay.hub.listing.Period;
import dev.assay.hub.search.Page;
import dev.assay.hub.search.SearchQuery;
import dev.assay.hub.search.SearchResults;
import dev.assay.hub.search.SearchResults.Facets;
import dev.assay.hub.search.Suggestion;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a search finds, and what it may become while it is typed. */
@Controller
final class SearchPages {
  private static final int PAGE_SIZE = 20;
  private static final int SUGGESTIONS = 8;
  private static final int FACETS = 8;

  private final Library library;
  private final Listings listings;
  private final PaperCards cards;

  SearchPages(Library library, Listings listings, PaperCards cards) {
    this.library = library;
    this.listings = listings;
    this.cards = cards;
  }

  /** A paper that was found; title and abstract are HTML, with what was sought marked. */
  public record Found(PaperCard card, String title, String snippet) {}

  /** A link that narrows the search, or widens it again where it is in force. */
  public record Narrowing(String text, int papers, String address, boolean here) {}

  /** A suggestion and where it leads. */
  public record Lead(String text, String address, String kind) {}

  @GetMapping("/search")
  String search(
      @RequestParam(defaultValue = "") String q,
      @RequestParam Map<String, String> parameters,
      Model model) {
    Listing listing = Listing.parse(new Period.Always(), parameters);
    Long reader = Visitor.current().map(visitor -> visitor.person().id()).orElse(null);
    SearchResults results =
        library
            .search()
            .search(SearchQuery.parse(q), listings.filter(listing, reader), page(listing.page()));
    int pages = Math.max(1, (results.total() + PAGE_SIZE - 1) / PAGE_SIZE);
    if (listing.page() > pages) {
      throw new NotThere(
          "This search has %s, and no page %d."
              .formatted(Words.count(pages, "page"), listing.page()),
          "");
    }
    model.addAttribute("q", q);
    model.addAttribute("listing", listing);
    model.addAttribute("total", results.total());
    model.addAttribute("heading", heading(q, results));
    model.addAttribute("found", found(results.hits()));
    model.addAttribute("narrowings", narrowings(q, listing, results.facets(), reader != null));
    model.addAttribute("pages", pages);
    model.addAttribute(
        "previous",
        listing.page() == 1 ? null : address(q, listing.page(listing.page() - 1, null)));
    model.addAttribute(
        "next",
        listing.page() == pages ? null : address(q, listing.page(listing.page() + 1, null)));
    model.addAttribute("unfiltered", address(q, Listing.of(new Period.Always())));
    if (!q.isBlank()) {
      model.addAttribute("feedTitle", "Assay: " + q);
      model.addAttribute("atom", path("/search.atom", q, listing.parameters(false)));
      model.addAttribute("rss", path("/search.rss", q, listing.parameters(false)));
    }
    return "search";
  }

  private List<Found> found(List<SearchResults.Hit> hits) {
    List<PaperCard> shown = cards.of(hits.stream().map(SearchResults.Hit::paper).toList());
    return IntStream.range(0, hits.size())
        .mapToObj(
            i -> new Found(shown.get(i), hits.get(i).title().html(), hits.get(i).snippet().html()))
        .toList();
  }

  /** The part of the page under the search field, while somebody types. */
  @GetMapping("/search/suggest")
  String suggest(@RequestParam(defaultValue = "") String q, Model model) {
    model.addAttribute(
        "leads",
        q.isBlank()
            ? List.of()
            : library.search().suggest(q, SUGGESTIONS).stream().map(SearchPages::lead).toList());
    return "search :: suggestions";
  }

  private static Lead lead(Suggestion suggestion) {
    return switch (suggestion.kind()) {
      case PAPER -> new Lead(suggestion.text(), "/papers/" + suggestion.value(), "paper");
      case AUTHOR ->
          new Lead(suggestion.text(), path("/search", suggestion.value(), Map.of()), "author");
    };
  }

  /** A page behind the last that a search can have is an empty one. */
  private static Page page(int number) {
    return new Page((int) Math.min((number - 1L) * PAGE_SIZE, SearchResults.MOST), PAGE_SIZE);
  }

  private static String heading(String q, SearchResults results) {
    if (q.isBlank()) {
      return "Search";
    }
    String words = "“" + Words.shortened(q) + "”";
    return results.total() == 0
        ? "Nothing for " + words
        : (results.more() ? "More than " : "")
            + Words.count(results.total(), "paper")
            + " for "
            + words;
  }

  private static List<Narrowing> narrowings(
      String q, Listing listing, Facets facets, boolean reads) {
    String category = listing.category();
    return Stream.of(
            Stream.of(ClaimsWanted.SOME)
                .map(
                    wanted ->
                        new Narrowing(
                            "With claims",
                            0,
                            address(
                                q,
                                listing.with(
                                    category,
                                    listing.claims() == wanted ? ClaimsWanted.ANY : wanted)),
                            listing.claims() == wanted)),
            Stream.of(
                    new Narrowing(
                        "Unread",
                        0,
                        address(q, listing.onlyUnread(!listing.unread())),
                        listing.unread()))
                .filter(_ -> reads),
            facets.categories().stream()
                .limit(FACETS)
                .map(
                    count ->
                        new Narrowing(
                            count.value(),
                            count.papers(),
                            address(
                                q,
                                listing.with(
                                    count.value().equals(category) ? null : count.value(),
                                    listing.claims())),
                            count.value().equals(category))),
            facets.years().stream()
                .limit(FACETS)
                .filter(count -> facets.years().size() > 1)
                .map(
                    count ->
                        new Narrowing(
                            count.value(),
                            count.papers(),
                            address(q + " date:" + count.value(), listing.page(1, null)),
                            false)))
        .flatMap(narrowing -> narrowing)
        .toList();
  }

  private static String address(String q, Listing listing) {
    return path("/search", q, listing.parameters(true));
  }

  private static String path(String path, String q, Map<String, String> parameters) {
    StringBuilder address =
        new StringBuilder(path).append("?q=").append(URLEncoder.encode(q.strip(), UTF_8));
    parameters.forEach(
        (name, value) ->
            address.append('&').append(name).append('=').append(URLEncoder.encode(value, UTF_8)));
    return address.toString();
  }
}
