package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.people.Person;
import dev.assay.hub.votes.Votes;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Voting for a paper, and taking it back. */
@Controller
final class VotePages {
  private final Library library;
  private final Votes votes;
  private final PaperCards cards;
  private final Attempts attempts;
  private final Clock clock;

  VotePages(Library library, Votes votes, PaperCards cards, Attempts attempts, Clock clock) {
    this.library = library;
    this.votes = votes;
    this.cards = cards;
    this.attempts = attempts;
    this.clock = clock;
  }

  /**
   * Votes, or takes the vote back. What is asked for is the state, not a change of it: asked twice,
   * it is so all the same.
   *
   * @return the button as it now is, for the page that asked for that alone; otherwise the page the
   *     form stood on
   */
  @PostMapping({"/papers/{id}/vote", "/papers/{archive}/{id}/vote"})
  String vote(
      @PathVariable String id,
      @PathVariable(required = false) @Nullable String archive,
      @RequestParam(defaultValue = "true") boolean vote,
      HttpServletRequest request,
      Model model) {
    Person person = Visitor.required().person();
    attempts.count(Attempts.What.VOTE, person);
    String name = archive == null ? id : archive + "/" + id;
    Paper paper = NotThere.paper(library, name);
    if (vote) {
      votes.cast(person.id(), paper.id(), clock.instant());
    } else {
      votes.withdraw(person.id(), paper.id());
    }
    if (Htmx.asks(request)) {
      model.addAttribute("card", cards.of(paper));
      return "layout :: vote(card=${card})";
    }
    return "redirect:" + LocalPath.referrer(request);
  }
}
