package dev.assay.hub.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** What every page knows of who looks at it. */
@ControllerAdvice
final class VisitorAdvice {
  @ModelAttribute("visitor")
  @Nullable Visitor visitor() {
    return Visitor.current().orElse(null);
  }

  @ExceptionHandler
  ModelAndView tooMany(Attempts.TooMany e) {
    ModelAndView page = new ModelAndView("message", HttpStatus.TOO_MANY_REQUESTS);
    page.addObject("title", "Not so fast");
    page.addObject("sentence", e.getMessage());
    return page;
  }
}
