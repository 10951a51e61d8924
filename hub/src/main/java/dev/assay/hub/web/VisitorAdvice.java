package dev.assay.hub.web;

import dev.assay.hub.discussion.DiscussionMistake;
import dev.assay.hub.people.People;
import dev.assay.hub.runs.RunRefused;
import dev.assay.hub.shelf.ShelfMistake;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** What every page knows of who looks at it. */
@ControllerAdvice
final class VisitorAdvice {
  private final Inbox inbox;
  private final People people;

  VisitorAdvice(Inbox inbox, People people) {
    this.inbox = inbox;
    this.people = people;
  }

  @ModelAttribute("visitor")
  @Nullable Visitor visitor() {
    return Visitor.current().orElse(null);
  }

  /** What waits for them. */
  @ModelAttribute("inbox")
  Inbox inbox() {
    return inbox;
  }

  /** Somebody deleted their account while they, or a program of theirs, were at something else. */
  @ExceptionHandler({
    DataIntegrityViolationException.class,
    IncorrectResultSizeDataAccessException.class
  })
  ModelAndView accountGone(DataAccessException e) {
    if (Visitor.current().filter(v -> people.find(v.person().id()).isEmpty()).isEmpty()) {
      throw e;
    }
    ModelAndView page = new ModelAndView("message", HttpStatus.GONE);
    page.addObject("title", "Gone");
    page.addObject("sentence", "This account was deleted, and what was just sent was not kept.");
    return page;
  }

  /** What cannot be done, where a page has no better place to say so. */
  @ExceptionHandler
  ModelAndView mistake(DiscussionMistake e) {
    ModelAndView page = new ModelAndView("message", HttpStatus.UNPROCESSABLE_CONTENT);
    page.addObject("title", "That cannot be done");
    page.addObject("sentence", e.sentence());
    return page;
  }

  @ExceptionHandler
  ModelAndView refused(RunRefused e) {
    ModelAndView page =
        new ModelAndView(
            "message", e.isForNow() ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.FORBIDDEN);
    page.addObject("title", "Not run");
    page.addObject("sentence", e.sentence());
    return page;
  }

  @ExceptionHandler
  ModelAndView mistake(ShelfMistake e) {
    ModelAndView page = new ModelAndView("message", HttpStatus.UNPROCESSABLE_CONTENT);
    page.addObject("title", "That cannot be");
    page.addObject("sentence", e.sentence());
    return page;
  }

  @ExceptionHandler
  ModelAndView tooMany(Attempts.TooMany e) {
    ModelAndView page = new ModelAndView("message", HttpStatus.TOO_MANY_REQUESTS);
    page.addObject("title", "Not so fast");
    page.addObject("sentence", e.getMessage());
    return page;
  }
}
