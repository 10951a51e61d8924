package dev.assay.hub.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndCategoryImpl;
import com.rometools.rome.feed.synd.SyndContentImpl;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndEntryImpl;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndFeedImpl;
import com.rometools.rome.feed.synd.SyndLinkImpl;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.feed.synd.SyndPersonImpl;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedOutput;
import dev.assay.hub.Library;
import dev.assay.hub.boards.BoardEntry;
import dev.assay.hub.boards.BoardTable;
import dev.assay.hub.boards.Boards;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PublicationDate;
import dev.assay.hub.listing.Listing;
import dev.assay.hub.listing.Listings;
import dev.assay.hub.listing.Period;
import dev.assay.hub.search.Page;
import dev.assay.hub.search.SearchQuery;
import dev.assay.hub.search.SearchResults;
import dev.assay.hub.shelf.PaperCollection;
import dev.assay.hub.shelf.PaperCollections;
import dev.assay.hub.web.SiteRoot;
import dev.assay.lab.Numbers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Every list, search and board as Atom and RSS, under its own address with an ending. */
@RestController
final class Feeds {
  private static final String FORMAT = "{format:atom|rss}";
  private static final int MOST = 50;

  private final Listings listings;
  private final Library library;
  private final Boards boards;
  private final PaperCollections collections;
  private final SiteRoot site;

  Feeds(
      Listings listings,
      Library library,
      Boards boards,
      PaperCollections collections,
      SiteRoot site) {
    this.collections = collections;
    this.site = site;
    this.listings = listings;
    this.library = library;
    this.boards = boards;
  }

  @GetMapping("/papers." + FORMAT)
  ResponseEntity<String> all(
      @PathVariable String format, @RequestParam Map<String, String> parameters) {
    return list(new Period.Always(), parameters, format);
  }

  @GetMapping("/papers/{day:[0-9]{4}-[0-9]{2}-[0-9]{2}}." + FORMAT)
  ResponseEntity<String> day(
      @PathVariable String day,
      @PathVariable String format,
      @RequestParam Map<String, String> parameters) {
    return list(Period.Day.parse(day), parameters, format);
  }

  @GetMapping("/papers/week/{week}." + FORMAT)
  ResponseEntity<String> week(
      @PathVariable String week,
      @PathVariable String format,
      @RequestParam Map<String, String> parameters) {
    return list(Period.Week.parse(week), parameters, format);
  }

  @GetMapping("/papers/month/{month}." + FORMAT)
  ResponseEntity<String> month(
      @PathVariable String month,
      @PathVariable String format,
      @RequestParam Map<String, String> parameters) {
    return list(Period.Month.parse(month), parameters, format);
  }

  @GetMapping("/search." + FORMAT)
  ResponseEntity<String> search(
      @PathVariable String format,
      @RequestParam(defaultValue = "") String q,
      @RequestParam Map<String, String> parameters) {
    Listing listing = Listing.parse(new Period.Always(), parameters);
    UriComponentsBuilder address =
        UriComponentsBuilder.fromUriString(site())
            .path("/search")
            .queryParam("q", UriUtils.encode(q, UTF_8));
    listing
        .parameters(false)
        .forEach((name, value) -> address.queryParam(name, UriUtils.encode(value, UTF_8)));
    List<Paper> found =
        library
            .search()
            .search(SearchQuery.parse(q), listings.filter(listing), Page.first(MOST))
            .hits()
            .stream()
            .map(SearchResults.Hit::paper)
            .toList();
    return papers("Assay: " + q, address.build(true).toUriString(), found, format);
  }

  /** A public collection; what stands behind its number is for people. */
  @GetMapping("/collections/{key}." + FORMAT)
  ResponseEntity<String> collection(@PathVariable String key, @PathVariable String format) {
    PaperCollection collection =
        collections
            .find(key)
            .filter(PaperCollection::isShown)
            .orElseThrow(() -> BadParameter.absent("There is no such collection here."));
    return papers(
        "Assay: " + collection.title(),
        site() + collection.path(),
        library
            .papers()
            .findAll(
                collections.entries(collection.id()).stream()
                    .map(PaperCollections.Entry::paper)
                    .limit(MOST)
                    .toList()),
        format);
  }

  @GetMapping("/boards." + FORMAT)
  ResponseEntity<String> allBoards(@PathVariable String format) {
    return rows("Assay: boards", "/boards", boards.all(), format);
  }

  @GetMapping("/boards/{task}/{dataset}/{metric}." + FORMAT)
  ResponseEntity<String> board(
      @PathVariable String task,
      @PathVariable String dataset,
      @PathVariable String metric,
      @PathVariable String format) {
    BoardTable board =
        boards
            .find(task + "/" + dataset + "/" + metric)
            .orElseThrow(() -> BadParameter.absent("There is no such board here."));
    return rows(
        "Assay: %s, %s, %s".formatted(board.task(), board.dataset(), board.metric()),
        "/boards/" + board.path(),
        List.of(board),
        format);
  }

  private ResponseEntity<String> list(
      Period period, Map<String, String> parameters, String format) {
    Listing listing = Listing.parse(period, parameters);
    return papers(
        "Assay: " + period.title(),
        site() + listing.page(1, null).address(),
        listings.some(listing, null, 0, MOST),
        format);
  }

  private ResponseEntity<String> papers(
      String title, String address, List<Paper> papers, String format) {
    return answer(title, address, papers.stream().map(this::entry).toList(), format);
  }

  private ResponseEntity<String> rows(
      String title, String path, List<BoardTable> tables, String format) {
    List<SyndEntry> entries = new ArrayList<>();
    for (BoardTable board : tables) {
      board.rows().forEach(row -> entries.add(entry(board, row)));
    }
    entries.sort(Comparator.comparing(SyndEntry::getPublishedDate).reversed());
    return answer(title, site() + path, entries.subList(0, Math.min(MOST, entries.size())), format);
  }

  private SyndEntry entry(Paper paper) {
    SyndEntry entry = entry(site() + "/papers/" + paper.id(), paper.title(), paper.abstractText());
    PublicationDate date = paper.date();
    LocalDate day =
        paper.featuredOn() != null ? paper.featuredOn() : date == null ? null : date.first();
    dated(entry, day == null ? Instant.EPOCH : day.atStartOfDay(ZoneOffset.UTC).toInstant());
    entry.setAuthors(
        paper.authors().stream()
            .map(
                name -> {
                  SyndPerson person = new SyndPersonImpl();
                  person.setName(xml(name));
                  return person;
                })
            .toList());
    entry.setCategories(
        paper.categories().stream()
            .map(
                name -> {
                  SyndCategory category = new SyndCategoryImpl();
                  category.setName(xml(name));
                  return category;
                })
            .toList());
    return entry;
  }

  private SyndEntry entry(BoardTable board, BoardEntry row) {
    SyndEntry entry =
        entry(
            site() + "/papers/" + row.paper() + "/records/" + row.result().name(),
            "%s: %s".formatted(board.dataset(), row.row().arm()),
            "%s %s %s over %d seeds, %s tier, rank %d. %s, claim %s: %s."
                .formatted(
                    board.metric(),
                    Numbers.text(row.row().evidence().estimate()),
                    row.row().evidence().interval(),
                    row.row().evidence().seeds(),
                    row.row().tier().label(),
                    row.rank(),
                    row.title(),
                    row.row().claim(),
                    row.result().verdict().name().toLowerCase(Locale.ROOT)));
    // Several rows may come from one record.
    entry.setUri(entry.getLink() + "#" + board.path() + "/" + row.row().arm().replace(' ', '-'));
    dated(entry, row.result().finished());
    return entry;
  }

  private static SyndEntry entry(String address, String title, String text) {
    SyndEntry entry = new SyndEntryImpl();
    entry.setUri(address);
    entry.setLink(address);
    entry.setTitle(xml(title));
    SyndContentImpl description = new SyndContentImpl();
    description.setType("text/plain");
    description.setValue(xml(text));
    entry.setDescription(description);
    return entry;
  }

  private static void dated(SyndEntry entry, Instant at) {
    entry.setPublishedDate(Date.from(at));
    entry.setUpdatedDate(Date.from(at));
  }

  private static ResponseEntity<String> answer(
      String title, String address, List<SyndEntry> entries, String format) {
    SyndFeed feed = new SyndFeedImpl();
    feed.setFeedType(format.equals("atom") ? "atom_1.0" : "rss_2.0");
    feed.setUri(address);
    feed.setTitle(xml(title));
    feed.setDescription("Papers in which every claim can be run.");
    feed.setLink(xml(address));
    SyndLinkImpl self = new SyndLinkImpl();
    self.setRel("self");
    self.setHref(xml(ServletUriComponentsBuilder.fromCurrentRequest().build().toUriString()));
    SyndLinkImpl page = new SyndLinkImpl();
    page.setRel("alternate");
    page.setHref(xml(address));
    feed.setLinks(List.of(page, self));
    feed.setPublishedDate(
        entries.stream()
            .map(SyndEntry::getPublishedDate)
            .max(Comparator.naturalOrder())
            .orElse(Date.from(Instant.EPOCH)));
    feed.setEntries(entries);
    try {
      return ResponseEntity.ok()
          .contentType(MediaType.parseMediaType("application/" + format + "+xml;charset=UTF-8"))
          .body(new SyndFeedOutput().outputString(feed));
    } catch (FeedException e) {
      throw new IllegalStateException("a feed lacks what its format needs", e);
    }
  }

  private String site() {
    return site.get();
  }

  /** The text without the characters that XML cannot hold. */
  private static String xml(String text) {
    return text.replaceAll(
        "[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", " ");
  }
}
