package dev.assay.hub.web;

import dev.assay.hub.follow.BadFollow;
import dev.assay.hub.follow.Follows;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** What every page needs for its buttons to follow something. */
@ControllerAdvice
final class FollowAdvice {
  private final Follows follows;

  FollowAdvice(Follows follows) {
    this.follows = follows;
  }

  @ModelAttribute("follows")
  FollowButtons follows() {
    return new FollowButtons(follows, Visitor.current().orElse(null));
  }

  @ExceptionHandler
  ModelAndView badFollow(BadFollow e) {
    ModelAndView page = new ModelAndView("message", HttpStatus.UNPROCESSABLE_CONTENT);
    page.addObject("title", "That cannot be followed");
    page.addObject("sentence", e.getMessage());
    return page;
  }
}
