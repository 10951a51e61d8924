package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.listing.BadListing;
import dev.assay.hub.search.BadQueryException;
import dev.assay.hub.search.SearchUnavailable;
import java.util.List;
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
  private final PaperCards cards;

  ErrorPages(Library library, PaperCards cards) {
    this.library = library;
    this.cards = cards;
  }

  @ExceptionHandler
  ModelAndView notThere(NotThere e) {
    return notFound(String.valueOf(e.getMessage()), e.wanted());
  }

  @ExceptionHandler
  ModelAndView noPage(NoResourceFoundException e) {
    String path = e.getResourcePath();
    return notFound("There is no page at this address.", path.substring(path.lastIndexOf('/') + 1));
  }

  @ExceptionHandler
  ModelAndView badQuery(BadQueryException e) {
    return page(String.valueOf(e.getMessage()), List.of(), HttpStatus.BAD_REQUEST);
  }

  @ExceptionHandler
  ModelAndView badListing(BadListing e) {
    return page(
        String.valueOf(e.getMessage()),
        List.of(),
        e.isAbsent() ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST);
  }

  @ExceptionHandler
  ModelAndView searchAway(SearchUnavailable e) {
    return page(String.valueOf(e.getMessage()), List.of(), HttpStatus.SERVICE_UNAVAILABLE);
  }

  private ModelAndView notFound(String sentence, String wanted) {
    return page(sentence, library.nearest(wanted), HttpStatus.NOT_FOUND);
  }

  private ModelAndView page(String sentence, List<Paper> nearest, HttpStatus status) {
    String heading =
        switch (status) {
          case NOT_FOUND -> "Not found";
          case SERVICE_UNAVAILABLE -> "Not now";
          default -> "That cannot be read";
        };
    return new ModelAndView(
        "not-found",
        Map.of(
            "heading", heading,
            "sentence", sentence,
            "cards", cards.of(nearest)),
        status);
  }
}
