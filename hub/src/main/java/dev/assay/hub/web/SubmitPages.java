package dev.assay.hub.web;

import dev.assay.hub.catalogue.ArxivId;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.catalogue.PaperRepository;
import dev.assay.hub.curation.CurationMistake;
import dev.assay.hub.curation.PaperAddress;
import dev.assay.hub.curation.Submission;
import dev.assay.hub.curation.Submissions;
import dev.assay.hub.people.Person;
import dev.assay.hub.sources.SourceUnavailable;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Putting a paper on the day's page: name it, look at it, post it. */
@Controller
final class SubmitPages {
  private static final int SHOWN = 20;

  private final Submissions submissions;
  private final PaperRepository papers;
  private final PaperCards cards;
  private final Attempts attempts;

  SubmitPages(
      Submissions submissions, PaperRepository papers, PaperCards cards, Attempts attempts) {
    this.submissions = submissions;
    this.papers = papers;
    this.cards = cards;
    this.attempts = attempts;
  }

  /** A submission as its submitter sees it. */
  public record Row(Submission submission, boolean canBeWithdrawn) {
    public String address() {
      return "/papers/" + submission.paper();
    }

    public String posted() {
      return Words.time(submission.posted());
    }
  }

  /**
   * The form.
   *
   * @param paper what is in it already, for links from elsewhere
   */
  @GetMapping("/submit")
  String form(@RequestParam(defaultValue = "") String paper, Model model) {
    Person person = Visitor.required().person();
    model.addAttribute("wanted", Words.shortened(paper));
    model.addAttribute("accepted", PaperAddress.ACCEPTED);
    model.addAttribute("left", submissions.left(person));
    model.addAttribute("most", Submissions.A_DAY);
    model.addAttribute(
        "mine",
        submissions.of(person.id(), SHOWN).stream()
            .map(each -> new Row(each, submissions.canBeWithdrawn(each)))
            .toList());
    return "submit";
  }

  /** Gets a paper ready to be looked at. */
  @PostMapping("/submit")
  String prepare(
      @RequestParam(defaultValue = "") String paper, HttpServletResponse response, Model model)
      throws InterruptedException {
    Optional<ArxivId> id = PaperAddress.parse(paper);
    if (id.isEmpty()) {
      return mistake(
          paper,
          "That names no paper that can be fetched: write %s.".formatted(PaperAddress.ACCEPTED),
          HttpStatus.UNPROCESSABLE_CONTENT,
          response,
          model);
    }
    if (onAPage(id.get()).isPresent()) {
      return there(id.get(), paper, model);
    }
    attempts.count(Attempts.What.FETCH, Visitor.required().person());
    try {
      submissions.prepare(Visitor.required().person(), id.get());
    } catch (CurationMistake e) {
      return mistake(paper, e.sentence(), HttpStatus.UNPROCESSABLE_CONTENT, response, model);
    } catch (SourceUnavailable e) {
      boolean refused = e.reason() == SourceUnavailable.Reason.REFUSED;
      model.addAttribute("again", refused ? null : id.get().value());
      return mistake(
          paper,
          String.valueOf(e.getMessage()),
          refused ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.SERVICE_UNAVAILABLE,
          response,
          model);
    }
    return "redirect:"
        + UriComponentsBuilder.fromPath("/submit/preview")
            .queryParam("paper", id.get().value())
            .toUriString();
  }

  /** The paper as its page will show it. */
  @GetMapping("/submit/preview")
  String preview(@RequestParam(defaultValue = "") String paper, Model model) {
    ArxivId id = id(paper);
    if (onAPage(id).isPresent()) {
      return there(id, paper, model);
    }
    model.addAttribute(
        "paper",
        submissions
            .prepared(Visitor.required().person(), id)
            .orElseThrow(
                () -> new NotThere("This paper was not fetched yet; submit it again.", paper)));
    return "submit-preview";
  }

  @PostMapping("/submit/post")
  String post(
      @RequestParam(defaultValue = "") String paper, HttpServletResponse response, Model model) {
    ArxivId id = id(paper);
    if (onAPage(id).isPresent()) {
      return there(id, paper, model);
    }
    try {
      submissions.post(Visitor.required().person(), id);
    } catch (CurationMistake e) {
      return mistake(paper, e.sentence(), HttpStatus.UNPROCESSABLE_CONTENT, response, model);
    }
    return "redirect:/papers/" + id;
  }

  @PostMapping("/submit/withdraw")
  String withdraw(
      @RequestParam(defaultValue = "") String paper, HttpServletResponse response, Model model) {
    try {
      submissions.withdraw(Visitor.required().person(), id(paper));
    } catch (CurationMistake e) {
      return mistake("", e.sentence(), HttpStatus.UNPROCESSABLE_CONTENT, response, model);
    }
    return "redirect:/submit";
  }

  private Optional<Paper> onAPage(ArxivId id) {
    return papers.find(id).filter(paper -> paper.featuredOn() != null);
  }

  /** A paper that is on a page is not posted again: the reader is led to it. */
  private String there(ArxivId id, String paper, Model model) {
    model.addAttribute("there", cards.of(onAPage(id).orElseThrow()));
    return form(paper, model);
  }

  private static ArxivId id(String paper) {
    return PaperAddress.parse(paper)
        .orElseThrow(
            () -> new NotThere("There is no paper " + Words.shortened(paper) + ".", paper));
  }

  private String mistake(
      String paper, String sentence, HttpStatus status, HttpServletResponse response, Model model) {
    response.setStatus(status.value());
    model.addAttribute("mistake", sentence);
    return form(paper, model);
  }
}
