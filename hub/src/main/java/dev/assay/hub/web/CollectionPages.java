package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.people.Person;
import dev.assay.hub.people.Role;
import dev.assay.hub.shelf.PaperCollection;
import dev.assay.hub.shelf.PaperCollections;
import dev.assay.hub.shelf.PaperCollections.Entry;
import dev.assay.hub.shelf.ShelfMistake;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Collections of papers: those of all people, one's own, and each of them. */
@Controller
final class CollectionPages {
  private static final int PAGE_SIZE = 50;
  private static final MediaType MARKDOWN =
      new MediaType("text", "markdown", StandardCharsets.UTF_8);

  private final Library library;
  private final PaperCollections collections;
  private final PaperCards cards;
  private final Attempts attempts;
  private final SiteRoot site;

  CollectionPages(
      Library library,
      PaperCollections collections,
      PaperCards cards,
      Attempts attempts,
      SiteRoot site) {
    this.library = library;
    this.collections = collections;
    this.cards = cards;
    this.attempts = attempts;
    this.site = site;
  }

  /**
   * A paper of a collection.
   *
   * @param place from 1
   */
  public record Row(PaperCard card, String note, int place) {}

  @GetMapping("/collections")
  String all(
      @RequestParam(defaultValue = "1") String page,
      @RequestParam(defaultValue = "") String deleted,
      Model model) {
    int total = collections.countShown();
    int pages = Math.max(1, (total + PAGE_SIZE - 1) / PAGE_SIZE);
    int number = page.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(page) : 0;
    if (number < 1 || number > pages) {
      throw new NotThere("There are %s of collections.".formatted(Words.count(pages, "page")), "");
    }
    Optional<Person> person = Visitor.current().map(Visitor::person);
    model.addAttribute("shown", collections.shown(PAGE_SIZE, (number - 1L) * PAGE_SIZE));
    model.addAttribute("mine", person.map(p -> collections.of(p.id())).orElse(List.of()));
    model.addAttribute("mayMake", person.filter(p -> p.role().atLeast(Role.MEMBER)).isPresent());
    model.addAttribute("number", number);
    model.addAttribute("pages", pages);
    model.addAttribute(
        "deleted",
        person
            .flatMap(
                p ->
                    collections
                        .find(deleted)
                        .filter(c -> c.owner() == p.id() && c.deleted() != null))
            .orElse(null));
    return "collections";
  }

  @PostMapping("/collections")
  String create(
      @RequestParam(defaultValue = "") String title,
      @RequestParam(defaultValue = "") String description,
      @RequestParam(name = "public", defaultValue = "false") boolean isPublic) {
    Person person = changing();
    return "redirect:" + path(collections.create(person.id(), title, description, isPublic));
  }

  /** Puts a paper into a collection or takes it out, from the paper's own page. */
  @PostMapping("/collections/choose")
  String choose(
      @RequestParam(defaultValue = "") String paper,
      @RequestParam(defaultValue = "") String collection,
      @RequestParam(defaultValue = "") String title,
      HttpServletRequest request) {
    Person person = changing();
    ArxivId id = paper(paper).id();
    if (collection.equals("new")) {
      collections.add(person.id(), collections.create(person.id(), title, "", false), id);
    } else {
      long number = number(collection);
      if (collections.holding(person.id(), id).contains(number)) {
        collections.remove(person.id(), number, id);
      } else {
        collections.add(person.id(), number, id);
      }
    }
    return "redirect:" + LocalPath.referrer(request);
  }

  /** The page of a collection; what stands behind its number is for people. */
  @GetMapping("/collections/{key:[^.]*}")
  String page(
      @PathVariable String key, @RequestParam(defaultValue = "") String removed, Model model) {
    PaperCollection collection = visible(key);
    if (!collection.path().equals("/collections/" + key)) {
      return "redirect:" + collection.path();
    }
    boolean own = owns(collection);
    Map<ArxivId, String> notes = notes(collection);
    List<Row> rows = new ArrayList<>();
    cards
        .of(papers(collection))
        .forEach(
            card ->
                rows.add(
                    new Row(card, notes.getOrDefault(card.paper().id(), ""), rows.size() + 1)));
    model.addAttribute("collection", collection);
    model.addAttribute("description", Prose.html(collection.description()));
    model.addAttribute("rows", rows);
    model.addAttribute("own", own);
    model.addAttribute("mayHide", collection.isPublic() && administers());
    model.addAttribute("updated", Words.day(collection.updated()));
    model.addAttribute("removed", own ? library.find(removed).orElse(null) : null);
    if (collection.isShown()) {
      model.addAttribute("feedTitle", "Assay: " + collection.title());
      model.addAttribute("atom", collection.path() + ".atom");
      model.addAttribute("rss", collection.path() + ".rss");
    }
    return "collection";
  }

  @GetMapping("/collections/{key}.md")
  ResponseEntity<String> markdown(@PathVariable String key) {
    PaperCollection collection = visible(key);
    Map<ArxivId, String> notes = notes(collection);
    Markdown page = new Markdown().heading(1, collection.title());
    page.paragraph("Collected by " + collection.ownerName() + ".");
    // The owner's own Markdown, without the markup that it must not hold.
    page.paragraph(new Markdown.Safe(collection.description().replace("<", "\\<")));
    page.list(
        papers(collection).stream()
            .map(
                paper -> {
                  String note = notes.getOrDefault(paper.id(), "");
                  return Markdown.join(
                      Markdown.link(paper.title(), site.get() + "/papers/" + paper.id()),
                      note.isEmpty() ? "" : ": " + note);
                })
            .toList());
    return ResponseEntity.ok().contentType(MARKDOWN).body(page.toString());
  }

  @GetMapping("/collections/{key}.bib")
  ResponseEntity<String> bibTex(@PathVariable String key) {
    PaperCollection collection = visible(key);
    return BibTex.file("collection-" + collection.id(), papers(collection));
  }

  private Map<ArxivId, String> notes(PaperCollection collection) {
    return collections.entries(collection.id()).stream()
        .collect(Collectors.toMap(Entry::paper, Entry::note));
  }

  private List<Paper> papers(PaperCollection collection) {
    return library
        .papers()
        .findAll(collections.entries(collection.id()).stream().map(Entry::paper).toList());
  }

  @PostMapping("/collections/{id}/edit")
  String edit(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String title,
      @RequestParam(defaultValue = "") String description,
      @RequestParam(name = "public", defaultValue = "false") boolean isPublic) {
    long number = number(id);
    collections.edit(changing().id(), number, title, description, isPublic);
    return "redirect:" + path(number);
  }

  /**
   * Changes what a collection holds.
   *
   * @param act add, remove, up, down, move or note
   * @param place where a paper is moved to, from 1
   */
  @PostMapping("/collections/{id}/papers")
  String change(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String paper,
      @RequestParam(defaultValue = "") String act,
      @RequestParam(defaultValue = "") String place,
      @RequestParam(defaultValue = "") String note) {
    long number = number(id);
    long person = changing().id();
    ArxivId which = paper(paper).id();
    switch (act) {
      case "add" -> collections.add(person, number, which);
      case "remove" -> {
        collections.remove(person, number, which);
        return "redirect:" + path(number) + "?removed=" + which;
      }
      case "up" -> collections.moveBy(person, number, which, -1);
      case "down" -> collections.moveBy(person, number, which, 1);
      case "move" -> {
        if (!place.matches("[0-9]{1,4}")) {
          throw new ShelfMistake("A place is a number from 1.");
        }
        collections.moveTo(person, number, which, Integer.parseInt(place));
      }
      case "note" -> collections.note(person, number, which, note);
      default -> throw new ShelfMistake("A paper is added, removed, moved or gets a note.");
    }
    return "redirect:" + path(number);
  }

  @PostMapping("/collections/{id}/delete")
  String delete(@PathVariable String id) {
    collections.delete(changing().id(), number(id));
    return "redirect:/collections?deleted=" + number(id);
  }

  @PostMapping("/collections/{id}/restore")
  String restore(@PathVariable String id) {
    collections.restore(changing().id(), number(id));
    return "redirect:" + path(number(id));
  }

  /** Hides a collection that must not be public, or shows it again. */
  @PostMapping("/collections/{id}/hidden")
  String hide(@PathVariable String id, @RequestParam(defaultValue = "true") boolean hidden) {
    PaperCollection collection = visible(id);
    collections.setHidden(collection.id(), hidden);
    return "redirect:" + collection.path();
  }

  private Person changing() {
    Person person = Visitor.required().person();
    attempts.count(Attempts.What.SHELF, person);
    return person;
  }

  /** The collection with a number, where the visitor may see it. */
  private PaperCollection visible(String key) {
    return collections
        .find(key)
        .filter(
            collection ->
                collection.isShown()
                    || (collection.deleted() == null
                        && (owns(collection) || (collection.isPublic() && administers()))))
        .orElseThrow(() -> new NotThere("There is no such collection here.", ""));
  }

  private static boolean administers() {
    return Visitor.current().filter(visitor -> visitor.is(Role.ADMINISTRATOR)).isPresent();
  }

  private static boolean owns(PaperCollection collection) {
    return Visitor.current().filter(v -> v.person().id() == collection.owner()).isPresent();
  }

  private String path(long id) {
    return collections.find(id).map(PaperCollection::path).orElse("/collections");
  }

  private Paper paper(String text) {
    return NotThere.paper(library, text);
  }

  private static long number(String id) {
    if (!id.matches("[0-9]{1,15}")) {
      throw new NotThere("There is no such collection here.", "");
    }
    return Long.parseLong(id);
  }
}
