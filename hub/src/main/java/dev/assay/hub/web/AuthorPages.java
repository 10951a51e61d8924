package dev.assay.hub.web;

import dev.assay.hub.Library;
import dev.assay.hub.catalogue.Paper;
import dev.assay.hub.discussion.AuthorClaims;
import dev.assay.hub.people.Person;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Saying that one is an author of a paper. */
@Controller
final class AuthorPages {
  private final Library library;
  private final AuthorClaims authors;
  private final Attempts attempts;

  AuthorPages(Library library, AuthorClaims authors, Attempts attempts) {
    this.library = library;
    this.authors = authors;
    this.attempts = attempts;
  }

  @PostMapping({"/papers/{id}/authors", "/papers/{archive}/{id}/authors"})
  String ask(
      @PathVariable String id,
      @PathVariable(required = false) @Nullable String archive,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String grounds) {
    Person person = Visitor.required().person();
    attempts.count(Attempts.What.REPORT, person);
    String key = archive == null ? id : archive + "/" + id;
    Paper paper = NotThere.paper(library, key);
    authors.ask(person, paper, name, grounds);
    return "redirect:/papers/" + paper.id().value() + "#authors";
  }

  @PostMapping("/authors/{id}/withdraw")
  String withdraw(@PathVariable String id, HttpServletRequest request) {
    if (id.matches("[0-9]{1,15}")) {
      authors.withdraw(Visitor.required().person(), Long.parseLong(id));
    }
    return "redirect:" + LocalPath.referrer(request);
  }
}
