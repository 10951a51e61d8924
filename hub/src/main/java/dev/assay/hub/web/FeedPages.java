package dev.assay.hub.web;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.curation.DayPages;
import dev.assay.hub.listing.ClaimsWanted;
import dev.assay.hub.listing.Listing;
import dev.assay.hub.listing.Listings;
import dev.assay.hub.listing.Order;
import dev.assay.hub.listing.PaperPage;
import dev.assay.hub.listing.Period;
import dev.assay.hub.mail.Letters;
import dev.assay.hub.people.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The papers of a day, a week, a month, or all of them. */
@Controller
final class FeedPages {
  private static final int CATEGORIES = 60;

  private final Listings listings;
  private final PaperCards cards;
  private final Letters letters;
  private final DayPages pages;

  FeedPages(Listings listings, PaperCards cards, Letters letters, DayPages pages) {
    this.pages = pages;
    this.listings = listings;
    this.cards = cards;
    this.letters = letters;
  }

  /** A link of the page, or the place where the reader is. */
  public record Link(String text, String address, boolean here) {}

  /** A choice of a filter. */
  public record Choice(String value, String text, boolean chosen) {}

  /** What a browser asks for beside what is no page of ours, such as Markdown. */
  @GetMapping("/favicon.ico")
  String icon() {
    return "redirect:/mark.svg";
  }

  @GetMapping("/")
  String newest(@RequestParam Map<String, String> parameters, Model model) {
    // Where searches stood before they had a page of their own.
    if (!parameters.getOrDefault("q", "").isBlank()) {
      return "redirect:"
          + UriComponentsBuilder.fromPath("/search")
              .queryParam("q", "{q}")
              .build(parameters.get("q"));
    }
    return list(new Period.Always(), parameters, model);
  }

  /** Goes to the period that a form asks for. */
  @GetMapping("/papers")
  String chosen(
      @RequestParam(required = false) @Nullable String date,
      @RequestParam(required = false) @Nullable String week,
      @RequestParam(required = false) @Nullable String month) {
    Optional<Period> period =
        Stream.of(
                Optional.ofNullable(date).map(Period.Day::parse),
                Optional.ofNullable(week).map(Period.Week::parse),
                Optional.ofNullable(month).map(Period.Month::parse))
            .<Period>flatMap(Optional::stream)
            .findFirst();
    return "redirect:" + period.map(Period::path).orElse("/");
  }

  @GetMapping("/papers/{day:[0-9]{4}-[0-9]{2}-[0-9]{2}}")
  String day(@PathVariable String day, @RequestParam Map<String, String> parameters, Model model) {
    return list(Period.Day.parse(day), parameters, model);
  }

  @GetMapping("/papers/week/{week:[^.]*}")
  String week(
      @PathVariable String week, @RequestParam Map<String, String> parameters, Model model) {
    return list(Period.Week.parse(week), parameters, model);
  }

  @GetMapping("/papers/month/{month:[^.]*}")
  String month(
      @PathVariable String month, @RequestParam Map<String, String> parameters, Model model) {
    return list(Period.Month.parse(month), parameters, model);
  }

  private String list(Period period, Map<String, String> parameters, Model model) {
    Listing listing = Listing.parse(period, parameters);
    PaperPage page =
        listings.page(listing, Visitor.current().map(v -> v.person().id()).orElse(null));
    model.addAttribute("page", page);
    model.addAttribute("listing", listing);
    model.addAttribute("cards", cards.of(page.papers()));
    curation(listing, model);
    model.addAttribute("periods", periods(listing));
    model.addAttribute(
        "orders",
        Stream.of(Order.values())
            .map(
                order ->
                    new Link(
                        order == Order.NEW ? "New" : "Trending",
                        listing.by(order).address(),
                        listing.order() == order))
            .toList());
    model.addAttribute("categories", categories(listing.category()));
    model.addAttribute("wanted", wanted(listing.claims()));
    model.addAttribute("formula", Order.TRENDING_FORMULA);
    model.addAttribute("canSend", letters.canSend());
    model.addAttribute("lookback", Listings.TRENDING_DAYS);
    model.addAttribute("feedTitle", "Assay: " + period.title());
    model.addAttribute("atom", listing.feed("atom"));
    model.addAttribute("rss", listing.feed("rss"));
    return "feed";
  }

  private void curation(Listing listing, Model model) {
    List<ArxivId> featured = listings.featured(listing);
    model.addAttribute("featured", featured);
    boolean ofDay = listing.period() instanceof Period.Day;
    model.addAttribute(
        "curators",
        listing.period() instanceof Period.Day day && !featured.isEmpty()
            ? pages.curators(day.first())
            : List.of());
    model.addAttribute(
        "mayCurate", ofDay && Visitor.current().filter(v -> v.is(Role.CURATOR)).isPresent());
  }

  private List<Link> periods(Listing listing) {
    var day = listings.lastDay(listing.period());
    return Stream.of(
            new Period.Day(day),
            Period.Week.of(day),
            new Period.Month(java.time.YearMonth.from(day)),
            new Period.Always())
        .map(
            period ->
                new Link(
                    Words.capital(period.word()),
                    listing.during(period).address(),
                    period.word().equals(listing.period().word())))
        .toList();
  }

  private List<Choice> categories(@Nullable String chosen) {
    List<String> names =
        new ArrayList<>(listings.categories().stream().limit(CATEGORIES).sorted().toList());
    if (chosen != null && !names.contains(chosen)) {
      names.addFirst(chosen);
    }
    return names.stream().map(name -> new Choice(name, name, name.equals(chosen))).toList();
  }

  private static List<Choice> wanted(ClaimsWanted chosen) {
    return Stream.of(ClaimsWanted.values())
        .map(
            wanted ->
                new Choice(
                    wanted.word(),
                    switch (wanted) {
                      case ANY -> "With or without claims";
                      case SOME -> "With claims";
                      case REPRODUCED -> "A claim reproduced";
                      case CONTRADICTED -> "A claim contradicted";
                      case INCONCLUSIVE -> "A claim inconclusive";
                    },
                    wanted == chosen))
        .toList();
  }
}
