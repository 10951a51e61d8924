package dev.assay.hub.web;

import dev.assay.hub.records.Claims;
import dev.assay.hub.Library;
import dev.assay.hub.search.BadQueryException;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** One sentence, and where to go from there. */
@ControllerAdvice
final class ErrorPages {
  private final Library library;
  private final Claims claims;

  ErrorPages(Library library, Claims claims) {
    this.library = library;
    this.claims = claims;
  }

  @ExceptionHandler
  ModelAndView notThere(NotThere e) {
    return page(String.valueOf(e.getMessage()), e.wanted());
  }

  @ExceptionHandler
  ModelAndView noPage(NoResourceFoundException e) {
    String path = e.getResourcePath();
    return page("There is no page at this address.", path.substring(path.lastIndexOf('/') + 1));
  }

  @ExceptionHandler
  ModelAndView badQuery(BadQueryException e) {
    return page(String.valueOf(e.getMessage()), "", HttpStatus.BAD_REQUEST);
  }

  private ModelAndView page(String sentence, String wanted) {
    return page(sentence, wanted, HttpStatus.NOT_FOUND);
  }

  private ModelAndView page(String sentence, String wanted, HttpStatus status) {
    return new ModelAndView(
        "not-found",
        Map.of("sentence", sentence, "papers", PaperCard.of(library.nearest(wanted), claims)),
        status);
  }
}
