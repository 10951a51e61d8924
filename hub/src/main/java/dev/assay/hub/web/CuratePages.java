package dev.assay.hub.web;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperFilter;
import dev.assay.hub.catalogue.PaperRepository;
import dev.assay.hub.curation.CurationEvent;
import dev.assay.hub.curation.CurationMistake;
import dev.assay.hub.curation.DayPage;
import dev.assay.hub.curation.DayPages;
import dev.assay.hub.curation.StaleDayPage;
import dev.assay.hub.curation.Submissions;
import dev.assay.hub.listing.Period;
import dev.assay.hub.people.Person;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where curators order a day's page. */
@Controller
final class CuratePages {
  private static final int PAPERS = 500;
  private static final int EVENTS = 100;

  private final DayPages pages;
  private final PaperRepository papers;
  private final Submissions submissions;

  CuratePages(DayPages pages, PaperRepository papers, Submissions submissions) {
    this.pages = pages;
    this.papers = papers;
    this.submissions = submissions;
  }

  /**
   * A paper of the day.
   *
   * @param place among those featured, from 1; 0 where it is not
   * @param submitted whether somebody has put it there here
   */
  public record Row(Paper paper, int place, boolean submitted) {}

  /** What was done, in a sentence. */
  public record Line(String sentence, String time) {}

  @GetMapping("/papers/{day}/curate")
  String page(@PathVariable String day, Model model) {
    return page(Period.Day.parse(day).first(), model);
  }

  private String page(LocalDate day, Model model) {
    DayPage page = pages.of(day);
    PaperFilter ofDay = PaperFilter.all().day(day);
    Map<ArxivId, Paper> all =
        papers.list(ofDay, page.featured(), PAPERS, 0).stream()
            .collect(
                Collectors.toMap(Paper::id, Function.identity(), (a, _) -> a, LinkedHashMap::new));
    List<ArxivId> featured = page.featured().stream().filter(all::containsKey).toList();
    List<CurationEvent> events = pages.events(day, EVENTS);
    model.addAttribute("day", day);
    model.addAttribute("title", new Period.Day(day).title());
    model.addAttribute("version", page.version());
    model.addAttribute("count", featured.size());
    model.addAttribute(
        "rows",
        all.values().stream()
            .map(
                paper ->
                    new Row(
                        paper,
                        featured.indexOf(paper.id()) + 1,
                        submissions.standing(paper.id()).isPresent()))
            .toList());
    model.addAttribute("events", lines(events));
    return "curate";
  }

  private List<Line> lines(List<CurationEvent> events) {
    Map<ArxivId, String> titles =
        papers
            .findAll(
                events.stream()
                    .map(CurationEvent::paper)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList())
            .stream()
            .collect(Collectors.toMap(Paper::id, Paper::title));
    return events.stream()
        .map(event -> new Line(sentence(event, titles), Words.time(event.at())))
        .toList();
  }

  private static String sentence(CurationEvent event, Map<ArxivId, String> titles) {
    ArxivId id = event.paper();
    String paper = id == null ? "" : "“" + titles.getOrDefault(id, id.value()) + "”";
    String who = event.person() == null ? "Somebody whose account is gone" : event.person();
    return who
        + switch (event.action()) {
          case FEATURED -> " featured " + paper;
          case UNFEATURED -> " featured " + paper + " no more";
          case MOVED -> " moved " + paper + " to place " + (event.after().indexOf(id) + 1);
          case TAKEN_OFF -> " took " + paper + " off the page";
          case UNDONE -> " took change " + event.undone() + " back";
        }
        + " (change "
        + event.version()
        + ")";
  }

  /**
   * Does one thing.
   *
   * @param act feature, unfeature, up, down, move, take-off or undo
   * @param version of the page that the curator saw
   * @param place where a paper is moved to, from 1
   */
  @PostMapping("/papers/{day}/curate")
  String act(
      @PathVariable String day,
      @RequestParam(defaultValue = "") String act,
      @RequestParam(defaultValue = "") String paper,
      @RequestParam(defaultValue = "") String version,
      @RequestParam(defaultValue = "") String place,
      HttpServletResponse response,
      Model model) {
    LocalDate date = Period.Day.parse(day).first();
    try {
      act(date, act, paper, number("version", version), place);
    } catch (CurationMistake e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("mistake", e.sentence());
      return page(date, model);
    } catch (StaleDayPage e) {
      response.setStatus(HttpStatus.CONFLICT.value());
      model.addAttribute("mistake", e.getMessage());
      return page(date, model);
    }
    return "redirect:/papers/" + date + "/curate";
  }

  private void act(LocalDate day, String act, String paper, int version, String place) {
    Person curator = Visitor.required().person();
    if (act.equals("undo")) {
      pages.undo(curator, day, version);
      return;
    }
    ArxivId id =
        ArxivId.parse(paper)
            .orElseThrow(() -> new CurationMistake("Name the paper by its identifier."));
    switch (act) {
      case "feature" -> pages.feature(curator, day, version, id);
      case "unfeature" -> pages.unfeature(curator, day, version, id);
      case "up" -> pages.moveBy(curator, day, version, id, -1);
      case "down" -> pages.moveBy(curator, day, version, id, 1);
      case "move" -> pages.moveTo(curator, day, version, id, number("place", place));
      case "take-off" -> pages.takeOff(curator, day, version, id);
      default ->
          throw new CurationMistake(
              "A paper is featured, unfeatured, moved up, down or to a place, or taken off.");
    }
  }

  private static int number(String name, String text) {
    if (!text.matches("[0-9]{1,6}")) {
      throw new CurationMistake("The " + name + " is a number.");
    }
    return Integer.parseInt(text);
  }
}
