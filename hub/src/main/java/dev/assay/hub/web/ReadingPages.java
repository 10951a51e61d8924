package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.shelf.ReadingList;
import dev.assay.hub.shelf.ReadingList.Progress;
import dev.assay.hub.shelf.ReadingList.Show;
import dev.assay.hub.shelf.ShelfMistake;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A person's reading list, and what they have read. */
@Controller
final class ReadingPages {
  private static final int PAGE_SIZE = 30;

  private final Library library;
  private final ReadingList list;
  private final PaperCards cards;
  private final Attempts attempts;

  ReadingPages(Library library, ReadingList list, PaperCards cards, Attempts attempts) {
    this.library = library;
    this.list = list;
    this.cards = cards;
    this.attempts = attempts;
  }

  @GetMapping("/reading")
  String page(
      @RequestParam(defaultValue = "unread") String show,
      @RequestParam(defaultValue = "1") String page,
      Model model) {
    long person = Visitor.required().person().id();
    Show shown =
        Arrays.stream(Show.values())
            .filter(each -> word(each).equals(show))
            .findFirst()
            .orElseThrow(() -> new NotThere("A reading list shows unread, read or all.", ""));
    Progress progress = list.progress(person);
    int pages = Math.max(1, (progress.of(shown) + PAGE_SIZE - 1) / PAGE_SIZE);
    int number = page.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(page) : 0;
    if (number < 1 || number > pages) {
      throw new NotThere(
          "This list has %s, and no such page.".formatted(Words.count(pages, "page")), "");
    }
    List<ArxivId> ids = list.papers(person, shown, PAGE_SIZE, (number - 1L) * PAGE_SIZE);
    model.addAttribute("cards", cards.of(library.papers().findAll(ids)));
    model.addAttribute("progress", progress);
    model.addAttribute("show", show);
    model.addAttribute("number", number);
    model.addAttribute("pages", pages);
    model.addAttribute(
        "shows",
        Stream.of(Show.UNREAD, Show.READ, Show.ALL)
            .map(
                each ->
                    new FeedPages.Link(
                        "%s (%,d)".formatted(label(each), progress.of(each)),
                        "/reading?show=" + word(each),
                        each == shown))
            .toList());
    return "reading";
  }

  private static String word(Show show) {
    return show.name().toLowerCase(Locale.ROOT);
  }

  private static String label(Show show) {
    return switch (show) {
      case ALL -> "All";
      case UNREAD -> "To read";
      case READ -> "Read";
    };
  }

  @GetMapping("/reading.bib")
  ResponseEntity<String> bibTex() {
    List<ArxivId> ids =
        list.papers(Visitor.required().person().id(), Show.ALL, ReadingList.MOST, 0);
    return BibTex.file("reading-list", library.papers().findAll(ids));
  }

  /**
   * Keeps something of a paper, or no more. What is asked for is the state, not a change of it.
   *
   * @param act add, remove, read or unread
   * @return the buttons as they now are, for the page that asked for these alone; otherwise the
   *     page the form stood on
   */
  @PostMapping("/reading")
  String mark(
      @RequestParam(defaultValue = "") String paper,
      @RequestParam(defaultValue = "") String act,
      HttpServletRequest request,
      Model model) {
    attempts.count(Attempts.What.SHELF, Visitor.required().person());
    long person = Visitor.required().person().id();
    Paper found = NotThere.paper(library, paper);
    switch (act) {
      case "add" -> list.add(person, found.id());
      case "remove" -> list.remove(person, found.id());
      case "read" -> list.markRead(person, found.id());
      case "unread" -> list.markUnread(person, found.id());
      default -> throw new ShelfMistake("A paper is added, removed, marked as read or as unread.");
    }
    if (Htmx.asks(request)) {
      model.addAttribute("card", cards.of(found));
      return "shelf :: marks(card=${card})";
    }
    return "redirect:" + LocalPath.referrer(request);
  }
}
